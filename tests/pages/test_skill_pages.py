"""Do the pages of skills say what the tables say, open to the lines they rest on, and say so where they cannot tell?"""

from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from malbild.pipeline.matching import picture
from malbild.publication import Site, render, routes
from malbild.vocabulary.plan import Source
from tests.publication_sample import sample_site
from tests.skills_sample import write_skills

LINES = """concept,side,id,words
jobtech:b_2,asked,ad 7,"… erfarenhet av primärvård <b> …"
jobtech:a_1,taught,SVE01,… tala och skriva svenska …
"""


@pytest.fixture(scope="module")
def site() -> Site:
    return sample_site()


def html(site: Site, path: str) -> str:
    page = render(site, path)
    assert page.status == 200, path
    return page.content.decode()


def test_a_region_without_tables_is_told_how_to_begin(site: Site) -> None:
    bare = replace(site, skills=None)
    assert "malbild skills tables" in html(bare, "/kompetens/")
    assert "malbild skills tables" in html(bare, "/en/skills/")
    assert [one.path for one in routes(bare) if "/kompetens/" in one.path] == ["/kompetens/"]


def test_the_sentence_comes_first_and_the_inputs_are_told(site: Site) -> None:
    page = html(site, "/kompetens/")
    assert page.index('class="lead"') < page.index("<svg")
    assert "69" in page[page.index("Arbetsförmedlingen: platsannonser") :]
    assert "öppna data" in page


def test_the_table_shows_what_is_known_and_names_what_nobody_tells(site: Site) -> None:
    page = html(site, "/kompetens/utbildningar/")
    assert '<td class="n">25</td>' in page
    assert "Sökande" in page[: page.index("<table")]
    assert "Sökande</th>" not in page
    assert "går inte att säga" in page


def test_each_proposal_has_its_reasons_and_what_has_been_done(site: Site) -> None:
    action = replace(site.register.actions[0], sources=(Source("/kompetens/utbildningar/yh-1/", date(2026, 11, 23)),))
    done = replace(site, register=replace(site.register, actions=(action, *site.register.actions[1:])))
    assert f"/atgarder/{action.id}/" in html(done, "/kompetens/utbildningar/yh-1/")
    assert f"/en/actions/{action.id}/" in html(done, "/en/skills/educations/yh-1/")
    assert 'href="/kompetens/utbildningar/yh-1/"' in html(done, f"/atgarder/{action.id}/")
    assert 'href="/en/skills/educations/yh-1/"' in html(done, f"/en/actions/{action.id}/")
    assert "Vård- och omsorgsprogrammet" in html(site, "/kompetens/utbildningar/gy-vo/")
    assert "Antalet platser finns inte i underlaget" in html(site, "/kompetens/utbildningar/gy-vo/")


def test_an_action_that_no_source_decides_is_called_a_proposal(site: Site) -> None:
    action = replace(site.register.actions[0], sources=(Source("/kompetens/", date(2026, 11, 23), "", True),))
    told = replace(site, register=replace(site.register, actions=(action, *site.register.actions[1:])))
    assert "ingen källa säger att åtgärden är beslutad" in html(told, f"/atgarder/{action.id}/")


def test_a_claim_opens_to_the_lines_of_text_that_carry_it(site: Site, tmp_path: Path) -> None:
    write_skills(tmp_path, lines=LINES)
    quoted = replace(site, skills=picture(tmp_path, date(2026, 11, 23)))
    page = html(quoted, "/kompetens/formagor/jobtech-b_2/")
    assert "erfarenhet av primärvård &lt;b&gt;" in page
    assert "ad 7" in page
    assert "tala och skriva svenska" in html(quoted, "/kompetens/formagor/jobtech-a_1/")
    assert "andras ord" in html(site, "/kompetens/formagor/jobtech-b_2/")


def test_what_too_few_ask_for_is_not_told(site: Site) -> None:
    page = html(site, "/kompetens/formagor/jobtech-c_3/")
    assert "För få annonser" in page
    assert "LAT01" in page


def test_an_occupation_tells_whose_advertisements_were_counted(site: Site) -> None:
    assert "24 annonser" in html(site, "/kompetens/yrken/535/")
    assert "alla 69 annonser" in html(site, "/kompetens/yrken/351/")
    assert "0,5" in html(site, "/kompetens/yrken/535/")  # the ranking


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("/kompetens/bedomning/", "/kompetens/bedomning.md"),
        ("/en/skills/reply-to-planning-basis/", "/en/skills/reply-to-planning-basis.md"),
    ],
)
def test_a_document_says_the_same_as_text_as_on_its_page(site: Site, page: str, text: str) -> None:
    told, written = unescape(html(site, page)), html(site, text)
    headings = [line.removeprefix("## ") for line in written.splitlines() if line.startswith("## ")]
    assert len(headings) >= 4
    assert [one for one in headings if f"<h2>{one}</h2>" not in told] == []
    cells = [
        cell.strip() for line in written.splitlines() if line.startswith("| ") for cell in line.strip("|").split("|")
    ]
    assert [one for one in cells if one and one != "---" and one not in told] == []
