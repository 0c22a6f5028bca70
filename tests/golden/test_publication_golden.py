"""Fragments of pages as they were last looked at: has anything a reader sees changed?

After looking at the change: MALBILD_RENEW_GOLDEN=1 python -m pytest tests/golden/test_publication_golden.py
"""

import os
import re
from pathlib import Path

import pytest

from malbild.publication import render
from tests.publication_sample import sample_site

FOLDER = Path(__file__).parent / "publication"
SITE = sample_site()
FRAGMENTS = {
    "goal_above_the_fold": ("/mal/minskade-utslapp/", r"<main.*?</dl>"),
    "goal_above_the_fold_en": ("/en/goals/minskade-utslapp/", r"<main.*?</dl>"),
    "goal_chart_wide": ("/mal/minskade-utslapp/", r'<svg class="chart" viewBox="0 0 880.*?</svg>'),
    "goal_without_translation": ("/en/goals/alla-klarar-skolan/", r"<main.*?</dl>"),
    "plan_chapters": ("/planer/rus-2022/", r'<section id="goals">.*?</section>\n<section id="decisions">'),
    "municipality_table": ("/kommuner/1881/", r"<tbody>.*?</tbody>"),
    "fact_rows": ("/uppgifter/carbon-dioxide/1881/", r"<tbody>.*?</tbody>"),
    "start_sentence": ("/", r'<p class="lead">.*?</p>'),
}


@pytest.mark.parametrize("name", FRAGMENTS)
def test_a_fragment_is_as_it_was_last_looked_at(name: str) -> None:
    path, pattern = FRAGMENTS[name]
    found = re.search(pattern, render(SITE, path).content.decode(), re.DOTALL)
    assert found, f"{path} has nothing like {pattern}"
    golden = FOLDER / f"{name}.html"
    if os.environ.get("MALBILD_RENEW_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(found[0] + "\n", encoding="utf-8")
    assert found[0] + "\n" == golden.read_text(encoding="utf-8")
