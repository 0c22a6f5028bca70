"""Do the pages about the future say where it heads, on what it rests, and what a reader's own levers give?"""

import re
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path

import numpy as np
import pytest
from django.test import Client

from malbild.pipeline import future as futures
from malbild.pipeline.workspace import Workspace
from malbild.publication import Site, render, render_tried, routes
from malbild.vocabulary.future import FuturePicture, Tried
from malbild.vocabulary.scenario import Lever, Scenario
from malbild.vocabulary.text import UNSAID, Text
from malbild.vocabulary.track_record import TrackRecord
from tests.forecast_cases import history, written
from tests.future_sample import projection
from tests.publication_sample import sample_site

ROOT = Path(__file__).resolve().parents[2]
COUNTY = "01"
TODAY = date(2018, 6, 1)


def words(html: bytes) -> str:
    """What a reader reads, without elements."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html.decode()))).replace("\u00a0", " ")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A working folder with tables by age of three counties."""
    folder = tmp_path_factory.mktemp("future")
    for name in ("region", "forecast"):
        (folder / name).mkdir()
    region = (ROOT / "examples" / "orebro" / "region.toml").read_text(encoding="utf-8")
    changed = re.sub(r'(?m)^(county.*= *)"18"', rf'\1"{COUNTY}"', region)
    assert changed != region
    (folder / "region" / "region.toml").write_text(changed, encoding="utf-8")
    written(folder / "forecast", history())
    return Workspace(folder)


@pytest.fixture(scope="module")
def ahead(workspace: Workspace) -> futures.Ahead:
    found = futures.ahead_of(workspace, {}, TODAY)
    assert found is not None
    return found


def test_the_first_sentence_tells_where_it_heads_between_which_limits_and_from_when() -> None:
    last = projection(308_116.0)
    low, middle, high = (round(last.quantile(last.periods[-1], level), -2) for level in (0.1, 0.5, 0.9))
    said = words(render(sample_site(), "/framtid/").content)
    spaced = [f"{one:,.0f}".replace(",", " ") for one in (middle, low, high)]
    assert "Örebro län väntas ha {} invånare 2036, med fyra chanser av fem mellan {} och {}.".format(*spaced) in said
    assert "Efter 2015 finns bara inskrivna summor" in said


def test_a_page_of_typed_in_totals_says_so_and_shows_no_more_than_it_has() -> None:
    site = sample_site()
    picture = site.future
    assert picture is not None
    whole = {key: one for key, one in picture.courses.items() if key[1] == "total"}
    basis = replace(picture.basis, kind="totals", counted=None)
    told = replace(site, future=FuturePicture(basis, whole, TrackRecord((), Text("Ingen.", "None."))))
    assert {one.kind for one in routes(told) if one.kind.startswith("future")} == {"future", "future_record"}
    assert "Här finns bara inskrivna summor" in words(render(told, "/framtid/").content)


def test_without_any_figures_there_are_no_such_pages_and_no_link_to_them() -> None:
    bare = replace(sample_site(), future=None)
    assert not [one for one in routes(bare) if one.kind.startswith("future")]
    assert "/framtid/" not in render(bare, "/").content.decode()


def test_the_static_page_of_levers_has_no_script_and_no_form_that_cannot_answer() -> None:
    html = render(sample_site(), "/framtid/prova/").content.decode()
    assert "<script" not in html
    assert "<form" not in html
    assert "kan inte räkna" in html


def test_fans_that_are_compared_have_the_same_scale() -> None:
    html = render(sample_site(), "/framtid/scenarier/").content.decode()
    first = html.split("<section>")[2]
    charts = re.findall(r'<svg class="chart".*?</svg>', first, re.DOTALL)
    levels = [re.findall(r'class="level"[^>]*>([^<]+)<', one) for one in charts]
    assert len(levels) == 4
    assert all(one == levels[0] for one in levels)


def test_a_long_record_is_shortened_and_says_by_how_much() -> None:
    said = words(render(sample_site(), "/framtid/facit/").content)
    assert "6 uppgifter till finns i prognosens fil." in said


def test_a_lever_at_rest_gives_the_baseline_to_the_bit(ahead: futures.Ahead) -> None:
    rest = Scenario("rest", UNSAID, UNSAID, (Lever("migration/in", "multiply", 1.0, {}, 0, ""),))
    assert np.array_equal(ahead.outcomes(rest), ahead.outcomes(None))


def test_the_first_area_and_its_scenarios_are_told(workspace: Workspace, ahead: futures.Ahead) -> None:
    courses = futures._courses(ahead)
    assert [area for area, _ in courses] == [COUNTY] * 4
    alternatives, idle = futures._alternatives(ahead, workspace.folder, ())
    assert alternatives[0].scenario.id == "weaker-labour-market"
    last = courses[COUNTY, "total"].projection.periods[-1]
    fewer = alternatives[0].courses["total"].quantile(last, 0.5)
    assert fewer < courses[COUNTY, "total"].projection.quantile(last, 0.5)
    assert "electrification" in {one.id for one in idle}


def test_totals_counted_since_are_where_the_fan_begins_and_levers_wait_for_them(workspace: Workspace) -> None:
    blind = futures.ahead_of(workspace, {}, TODAY)
    assert blind is not None
    since = {2016: float(blind.baseline[0, 0].mean()) * 1.02, 2017: float(blind.baseline[0, 1].mean()) * 1.05}
    knowing = replace(blind, counted=since, drawn=replace(blind.drawn, begins=2))
    assert np.allclose(knowing.baseline[0, 1], since[2017])
    course = futures._courses(knowing)[COUNTY, "total"]
    assert course.projection.origin.year == 2017
    assert course.series.values[-1] == since[2017]
    pulled = Scenario("in", UNSAID, UNSAID, (Lever("fertility", "multiply", 1.5, {}, 0, ""),))
    with_lever = knowing.outcomes(pulled)
    assert np.array_equal(with_lever[:, :2], knowing.baseline[:, :2])
    assert (with_lever[0, 2] > knowing.baseline[0, 2]).all()


@pytest.mark.parametrize(
    ("asked", "word"),
    [({"astrology": "3"}, "astrology"), ({"in": "900"}, "900"), ({"in": "many"}, "many"), ({"in": "nan"}, "nan")],
)
def test_bad_levers_are_told_and_nothing_is_reckoned(ahead: futures.Ahead, asked: dict[str, str], word: str) -> None:
    found = futures.tried(ahead, asked, sample_site().register, {})
    assert word in found.problems[0].sv
    assert word in found.problems[0].en
    assert not found.courses
    page = render_tried(sample_site(), "/en/future/try/", found)
    assert page.status == 400
    assert word in page.content.decode()


def test_a_lever_answers_with_the_difference_it_makes(ahead: futures.Ahead) -> None:
    found = futures.tried(ahead, {"fertility": "20", "in": ""}, sample_site().register, {})
    low, middle, high = found.apart["children"]
    assert 0 < low <= middle <= high
    assert found.apart["oldest"][1] < low  # children never become old within the page's years


def sample_tried() -> Tried:
    changed = {measure: projection(300_000.0) for measure in ("total", "working", "children", "oldest")}
    return Tried({"in": 10.0}, changed, dict.fromkeys(changed, (900.0, 1000.0, 1100.0)), {"total": 0.7})


def test_the_answer_stands_on_the_page_with_what_was_asked() -> None:
    page = render_tried(sample_site(), "/framtid/prova/", sample_tried())
    said = words(page.content)
    assert "+1 000, fyra av fem framtider mellan +900 och +1 100" in said
    assert 'name="in" value="10"' in page.content.decode()
    assert "62 procent 70 procent" in said
    assert len(page.content) < 100_000


@pytest.mark.django_db
def test_the_running_site_serves_the_page_of_levers_though_it_has_no_tables(settings, monkeypatch) -> None:
    settings.ALLOWED_HOSTS = ["testserver"]
    site: Site = sample_site()
    monkeypatch.setattr("malbild.web.levers.shelf", _Shelf(site))
    answer = Client().get("/framtid/prova/?in=10")
    assert answer.status_code == 200
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    assert Client().post("/framtid/prova/").status_code == 405


class _Shelf:
    """A shelf with one site on it."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def site(self) -> Site:
        return self._site

    def page(self, path: str) -> object:
        return render(self._site, path)
