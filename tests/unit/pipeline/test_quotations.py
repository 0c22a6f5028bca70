"""Figures that texts quote: are they held against what they are now, and does a page say when they have moved?"""

import pytest

from malbild.analysis.checks import check_plan
from malbild.pipeline.quotations import current, quotations
from malbild.publication.edition import Edition
from malbild.vocabulary.finding import Place
from malbild.vocabulary.plan import PlanSummary, RegisterSummary
from malbild.vocabulary.quotation import Quotation
from tests.publication_sample import BUILT, sample_site

SITE = sample_site()
KUMLA = "population.1881.2023.total"


def printed(figure: str) -> RegisterSummary:
    return RegisterSummary(plans=(PlanSummary("p", "Plan", body=f"Där bor {{{{fact:{KUMLA}|{figure}}}}} personer."),))


def now() -> str:
    value = current(KUMLA, SITE.cubes)
    assert value is not None
    return f"{value:.0f}"


def test_a_figure_that_still_holds_is_no_finding() -> None:
    found = check_plan(printed(now()), today=BUILT.date(), quotations=quotations(printed(now()), SITE.cubes))
    assert "plan.number-moved" not in {one.rule for one in found}


def test_a_figure_that_has_moved_is_found_with_its_text() -> None:
    plan = printed("7")
    (found,) = [
        one
        for one in check_plan(plan, today=BUILT.date(), quotations=quotations(plan, SITE.cubes))
        if one.rule == "plan.number-moved"
    ]
    assert found.place.file == "plans/p.md"


@pytest.mark.parametrize(
    "fact", ["population", "population.1881.2023", "population.1881.soon.total", "x.1881.2023.total"]
)
def test_what_is_no_fact_has_no_value(fact: str) -> None:
    assert current(fact, SITE.cubes) is None


def test_a_page_links_the_figure_and_says_what_it_is_now() -> None:
    edition = Edition(SITE, "sv")
    held = str(edition.prose(f"{{{{fact:{KUMLA}|{now()}}}}}", ""))
    moved = str(edition.prose(f"{{{{fact:{KUMLA}|7}}}}", ""))
    assert 'href="/uppgifter/population/1881/#' in held
    assert "moved" not in held
    assert "moved" in moved
    assert "{{" not in held + moved


def test_a_quotation_cannot_smuggle_html_into_a_page() -> None:
    written = str(Edition(SITE, "sv").prose(f"{{{{fact:{KUMLA}|<script>1</script>}}}}", ""))
    assert "<script" not in written


@pytest.mark.parametrize(
    ("figure", "value"),
    [("6,378", 6378.0), ("6 378", 6378.0), ("6,4", 6.38), ("1,234,567.5", 1234567.49), ("−3,2", -3.21)],
)
def test_a_figure_is_read_as_either_language_writes_it(figure: str, value: float) -> None:
    assert not Quotation(Place(), "", figure, value).moved
    assert Quotation(Place(), "", figure, value + 1).moved
