"""Editions, facts and datasets: is every number written as its language writes it, and can it be traced?"""

import csv
from dataclasses import replace
from datetime import date
from io import StringIO
from xml.etree import ElementTree

import pytest

from malbild.publication import render
from malbild.publication.datasets.tables import for_machines, for_people
from malbild.publication.edition import Edition
from malbild.publication.goal_rows import followed_goals, holds, is_open, past_goals
from malbild.publication.pages.start import _questions
from malbild.publication.prose import prose
from malbild.vocabulary.period import Period
from malbild.vocabulary.plan import ActionStatus
from tests.publication_sample import sample_site

SITE = sample_site()
SV, EN = Edition(SITE, "sv"), Edition(SITE, "en")


def plain(text: object) -> str:
    return str(text).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("share", "swedish", "english"),
    [
        (0.04, "4 procent", "4 per cent"),
        (0.001, "mindre än 1 procent", "less than 1 per cent"),
        (1.0, "mer än 99 procent", "more than 99 per cent"),
    ],
)
def test_a_probability_never_claims_certainty(share: float, swedish: str, english: str) -> None:
    assert plain(SV.percent(share)) == swedish
    assert plain(EN.percent(share)) == english


@pytest.mark.parametrize(
    ("period", "swedish", "english"),
    [
        ("2018", "2018", "2018"),
        ("2018-Q3", "kvartal 3 2018", "quarter 3 of 2018"),
        ("2018-T1", "tertial 1 2018", "tertial 1 of 2018"),
        ("2018-09", "september 2018", "September 2018"),
    ],
)
def test_periods_are_written_out(period: str, swedish: str, english: str) -> None:
    assert plain(SV.period(Period.parse(period))) == swedish
    assert plain(EN.period(Period.parse(period))) == english


@pytest.mark.parametrize(
    ("group", "swedish"),
    [
        ("total", "totalt"),
        ("women", "kvinnor"),
        ("age_group=0-15", "0–15 år"),
        ("age_group=65-", "65 år och äldre"),
        ("sex=x", "x"),
    ],
)
def test_groups_have_names(group: str, swedish: str) -> None:
    assert SV.group(group) == swedish


def test_spans_are_as_short_as_they_can_be() -> None:
    assert SV.span(date(2013, 1, 1), date(2013, 12, 31)) == "2013"
    assert SV.span(date(2017, 1, 1), date(2020, 12, 31)) == "2017–2020"
    assert SV.span(date(2015, 1, 1), None) == "från 2015"
    assert EN.span(None, date(2014, 12, 31)) == "until 2014"


def test_a_fact_is_a_link_to_its_own_row() -> None:
    fact = SITE.fact("carbon-dioxide", "18", Period(2022))
    assert plain(SV.fact(fact)) == '<a class="fact" href="/uppgifter/carbon-dioxide/18/#2022">881 858</a>'
    assert "881,858" in EN.fact(fact)
    assert "uppgift saknas" in SV.fact(None)
    assert SITE.fact("carbon-dioxide", "18", Period(1901)) is None


def test_html_in_a_decided_text_is_shown_and_not_obeyed() -> None:
    assert "<script>" not in prose("Hej <script>alert(1)</script>")
    assert "<img" not in prose("![bild](https://example.se/bild.png)")
    assert 'href="javascript' not in prose("[här](javascript:alert(1))")


def test_headings_of_a_decided_text_fit_the_page() -> None:
    assert prose("# A\n\n### B", level=4) == "<h4>A</h4>\n<h5>B</h5>\n"


def test_the_file_for_machines_says_all_the_cube_holds() -> None:
    rows = list(csv.DictReader(StringIO(for_machines(SITE.cubes["carbon-dioxide"]).decode())))
    assert len(rows) == 12
    latest = next(row for row in rows if row["area_code_scb"] == "18" and row["period"] == "2022")
    assert (latest["value"], latest["status"], latest["publisher"]) == (
        "881858",
        "preliminary",
        "SMHI, via Klimatkollen",
    )
    hidden = next(row for row in rows if row["area_code_scb"] == "1881" and row["period"] == "1990")
    assert (hidden["value"], hidden["status"]) == ("", "suppressed")


def test_the_file_for_people_opens_in_a_swedish_spreadsheet() -> None:
    content = for_people(SITE.cubes["in-programme"])
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][:4] == ["indikator", "områdeskod", "område", "period"]
    assert rows[1][5] == "2,2"


def test_a_goal_is_followed_until_its_year_has_come() -> None:
    goals = SITE.goals
    assert holds(goals["minskade-utslapp"], SITE)
    assert not holds(goals["god-aldreomsorg"], SITE)
    assert not is_open(goals["god-aldreomsorg"], SITE)
    assert "sveriges-hjarta" not in {goal.id for goal in followed_goals(SITE)}
    assert is_open(goals["lagre-utslapp"], SITE), "its plan has ended, its year has not come"
    assert [goal.id for goal in past_goals(SITE)] == ["farre-i-program"]


def test_the_feed_is_atom_and_tells_of_every_followed_goal() -> None:
    root = ElementTree.fromstring(render(SITE, "/flode.xml").content)
    entries = root.findall("{http://www.w3.org/2005/Atom}entry")
    assert len(entries) == len(followed_goals(SITE))
    assert root.find("{http://www.w3.org/2005/Atom}updated") is not None


def test_the_sitemap_lists_pages_with_their_host() -> None:
    text = render(SITE, "/sitemap.xml").content.decode()
    assert "<loc>https://malbild.example/mal/minskade-utslapp/</loc>" in text
    assert "404" not in text


def test_robots_may_read_everything() -> None:
    assert render(SITE, "/robots.txt").content == (
        b"User-agent: *\nAllow: /\nSitemap: https://malbild.example/sitemap.xml\n"
    )


@pytest.mark.parametrize(
    ("path", "held", "holds_today"),
    [
        ("/planer/verksamhetsplan-2013/", "gällde 1 januari 2013", "gäller 1 januari 2013"),
        ("/en/plans/verksamhetsplan-2013/", "held 1 January 2013", "holds 1 January 2013"),
    ],
)
def test_a_plan_that_has_ended_is_told_of_in_the_past(path: str, held: str, holds_today: str) -> None:
    told = plain(render(SITE, path).content.decode())
    assert held in told
    assert holds_today not in told


def test_what_became_of_a_plan_begins_with_a_capital() -> None:
    actions = tuple(replace(one, status=ActionStatus.UNKNOWN) for one in SITE.register.actions)
    edition = Edition(replace(SITE, register=replace(SITE.register, actions=actions)), "sv")
    told = [str(one.counts) for one in _questions(edition)]
    assert told
    assert all(one.startswith("För ") for one in told)
