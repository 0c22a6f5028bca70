"""Units: what a key figure's title says it is counted in, since Kolada has no field for it."""

import re

_ENDED = re.compile(r"\s*\([-–]\s*\d{4}\)\s*$")
_PEOPLE = r"inv(?:ånare)?\.?"
_FORMS = (
    (re.compile(r".*\(%\)|procent|andel \(%\) .*", re.IGNORECASE), "percent"),
    (re.compile(rf"(?:1 ?000 kr|tkr)/{_PEOPLE}"), "tkr / person"),
    (re.compile(rf"kr/{_PEOPLE}"), "SEK / person"),
    (re.compile(rf"antal/1 ?000 {_PEOPLE}"), "case / 1000 person"),
    (re.compile(rf"antal/10 ?000 {_PEOPLE}"), "case / 10000 person"),
    (re.compile(rf"antal/100 ?000 {_PEOPLE}"), "case / 100000 person"),
    (re.compile(rf"ton CO2(?:e|-ekv\.?)/{_PEOPLE}"), "t CO2e / person"),
    (re.compile(r"ton CO2(?:e|-ekv\.?)"), "t CO2e"),
    (re.compile(rf"MWh/{_PEOPLE}"), "MWh / person"),
    (re.compile(rf"kg/{_PEOPLE}"), "kg / person"),
    (re.compile(r"MWh"), "MWh"),
    (re.compile(r"kg"), "kg"),
    (re.compile(r"tkr"), "tkr"),
    (re.compile(r"mnkr|mkr"), "mkr"),
    (re.compile(r"kr"), "SEK"),
    (re.compile(r"index"), "index"),
    (re.compile(r"år"), "year"),
)  # fmt: skip


def unit_of(title: str) -> str:
    """The unit a title ends with; empty when it tells none that can be relied on.

    "Antal" alone is empty: it does not say whether persons, cases or buildings are counted.

    >>> unit_of("Personalkostnader, kr/inv"), unit_of("Elever i åk 9, andel (%) (-2024)"), unit_of("Anställda, antal")
    ('SEK / person', 'percent', '')
    """
    tail = _ENDED.sub("", title).rpartition(",")[2].strip()
    return next((unit for form, unit in _FORMS if form.fullmatch(tail)), "")
