"""A projection of the whole country, as its statistical office prints it, to let the areas come to."""

from pathlib import Path

from malbild.sources.forecast_tables.problems import Problems
from malbild.sources.forecast_tables.rows import Unreadable, lines, number_of, year_of
from malbild.vocabulary.finding import Place
from malbild.vocabulary.text import Text


def national(path: Path) -> dict[int, float]:
    """Persons in the country by year; rows of sexes and ages are summed. Raises Refused with all that is wrong."""
    problems = Problems()
    found: dict[int, float] = {}
    seen: set[tuple[int, str, str]] = set()
    for line, raw in lines(path, ("year", "value"), problems, optional=("sex", "age")):
        try:
            year, value = year_of(raw["year"]), number_of(raw["value"])
        except Unreadable as wrong:
            problems.add(wrong.rule, Place(str(path), line, wrong.column), wrong.message, wrong.remedy)
            continue
        cell = (year, raw.get("sex") or "", raw.get("age") or "")
        if cell in seen:
            problems.add("duplicate", Place(str(path), line, str(year)),
                Text("Cellen finns redan på en tidigare rad.", "The cell is there on an earlier line already."),
                Text("Behåll en av dem.", "Keep one of them."))  # fmt: skip
        seen.add(cell)
        found[year] = found.get(year, 0.0) + value
    problems.refuse()
    return found
