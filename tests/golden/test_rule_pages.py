"""Every rule has its page, made from the rule and up to date."""

import pytest

from malbild.analysis.checks import RULES
from malbild.analysis.checks.pages import pages
from tests.golden.rule_pages import FOLDER

PAGES = pages(RULES)


@pytest.mark.parametrize("name", sorted(PAGES))
def test_the_page_is_current(name: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == PAGES[name], "run python -m tests.golden.rule_pages"


def test_no_page_is_left_of_a_rule_that_is_gone() -> None:
    assert {one.name for one in FOLDER.glob("*.md")} == {*PAGES, "input.md"}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_says_everything_in_both_languages(rule) -> None:
    for text in (rule.title, rule.description, rule.why, rule.example, rule.remedy):
        assert text.sv.strip()
        assert text.en.strip()
        assert text.sv != text.en


def test_ids_are_used_once() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
