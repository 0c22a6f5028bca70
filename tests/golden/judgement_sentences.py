"""The grid of sentences: every kind of target, state and direction in both languages, kept beside as text to be read.

python -m tests.golden.judgement_sentences        writes judgement_sentences.txt anew; read it before committing it
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from malbild.vocabulary.cube import Cube
from malbild.vocabulary.indicator import Break
from malbild.vocabulary.judgement import Judgement
from malbild.vocabulary.period import Period
from malbild.vocabulary.plan import TargetKind
from malbild.vocabulary.text import Text
from tests.judgement_cases import COMPANIES, EMISSIONS, HEALTH, JOBLESS, NET, cube, judged, periods, target

GOLDEN = Path(__file__).with_suffix(".txt")

_YEARS = periods("2024", 12)
_WOBBLE = np.array([0, 1, -1, 2, 0, -2, 1, 0, -1, 1, 0, 0.5])
_HEALTH = 70 + _WOBBLE + 0.3 * np.arange(12)
_TONNES = 1_400_000 - 38_000 * np.arange(12) + 25_000 * _WOBBLE
_COMPANIES = {"18": 10 + _WOBBLE / 2, "19": 11 + _WOBBLE / 3, "07": 9 - _WOBBLE / 3, "17": 10.5 + 0 * _WOBBLE}
_NAN = float("nan")


def grid() -> Iterator[tuple[str, Judgement]]:
    """Every case by its name."""
    for part in (_levels, _changes, _directions, _peers, _gaps, _untold):
        yield from part()


def text() -> str:
    """The whole grid as the golden file holds it."""
    blocks = [
        f"[{name}] {one.state.value} {'-' if one.probability is None else one.probability}\n"
        f"sv: {_visible(one.sentence.sv)}\nen: {_visible(one.sentence.en)}\n"
        for name, one in grid()
    ]
    return "\n".join(blocks)


def _visible(sentence: str) -> str:
    return sentence.replace("\u00a0", " ")


def _levels() -> Iterator[tuple[str, Judgement]]:
    health = cube(HEALTH, _YEARS, {"18": _HEALTH})
    for sense in ("at_least", "at_most"):
        for value in (62, 66, 70, 72, 74, 78, 84):
            wanted = target(TargetKind.LEVEL, HEALTH, sense=sense, value=value, due="2030")
            yield f"level {sense} {value} by 2030", judged(wanted, health)
        for value in (70, 74, 90):
            wanted = target(TargetKind.LEVEL, HEALTH, sense=sense, value=value)
            yield f"level {sense} {value} every year", judged(wanted, health)
    for value in (65.5, 80):
        wanted = target(TargetKind.LEVEL, HEALTH, value=value, due="2020")
        yield f"level at least {value} by 2020, outcome known", judged(wanted, health)
    months = cube(JOBLESS, periods("2026-09", 48), {"18": 900 + 60 * np.sin(np.arange(48) / 6 * np.pi)})
    wanted = target(TargetKind.LEVEL, JOBLESS, sense="at_most", value=850, due="2027-12")
    yield "level by a month", judged(wanted, months)
    quarters = cube(JOBLESS, periods("2026-Q2", 16), {"18": 900 + 60 * np.cos(np.arange(16) / 2 * np.pi) + _wander(16)})
    yield "level every quarter", judged(target(TargetKind.LEVEL, JOBLESS, sense="at_most", value=950), quarters)


def _wander(count: int) -> np.ndarray:  # type: ignore[type-arg]
    return np.cumsum(np.resize([5.0, -7.0, 3.0, -2.0, 4.0], count))


def _changes() -> Iterator[tuple[str, Judgement]]:
    tonnes = cube(EMISSIONS, _YEARS, {"18": _TONNES})
    for value in (-30, -40, -45, -60, 0, 10):
        wanted = target(TargetKind.CHANGE, sense="at_most", value=value, base="2013", due="2030")
        yield f"change at most {value}", judged(wanted, tonnes)
    for value in (-45, 0, 20):
        wanted = target(TargetKind.CHANGE, sense="at_least", value=value, base="2013", due="2030")
        yield f"change at least {value}", judged(wanted, tonnes)
    for value in (-10, -50):
        wanted = target(TargetKind.CHANGE, sense="at_most", value=value, base="2013", due="2020")
        yield f"change at most {value}, outcome known", judged(wanted, tonnes)
    yield "change every year", judged(target(TargetKind.CHANGE, sense="at_most", value=-20, base="2013"), tonnes)
    still = cube(EMISSIONS, _YEARS, {"18": [*_TONNES[:11], _TONNES[0]]})
    wanted = target(TargetKind.CHANGE, sense="at_most", value=-30, base="2013", due="2030")
    yield "change back where it began", judged(wanted, still)


def _directions() -> Iterator[tuple[str, Judgement]]:
    health = cube(HEALTH, _YEARS, {"18": _HEALTH})
    for sense in ("at_least", "at_most"):
        yield (
            f"direction {sense} since 2013 by 2030",
            judged(target(TargetKind.DIRECTION, HEALTH, sense=sense, base="2013", due="2030"), health),
        )
        yield (
            f"direction {sense} since 2013",
            judged(target(TargetKind.DIRECTION, HEALTH, sense=sense, base="2013"), health),
        )
        yield f"direction {sense} every year", judged(target(TargetKind.DIRECTION, HEALTH, sense=sense), health)
    net = cube(NET, _YEARS, {"18": 30 * _WOBBLE - 5})
    yield "direction of a signed count", judged(target(TargetKind.DIRECTION, NET, base="2018"), net)


def _peers() -> Iterator[tuple[str, Judgement]]:
    companies = cube(COMPANIES, _YEARS, _COMPANIES)
    ahead = cube(COMPANIES, _YEARS, _COMPANIES | {"18": _COMPANIES["18"] + 4})
    behind = cube(COMPANIES, _YEARS, _COMPANIES | {"18": _COMPANIES["18"] - 4})
    closing = cube(COMPANIES, _YEARS, _COMPANIES | {"18": np.linspace(4, 9.6, 12)})
    for each in (False, True):
        for name, figures in (("close", companies), ("ahead", ahead), ("behind", behind), ("closing", closing)):
            for sense in ("at_least", "at_most"):
                wanted = target(TargetKind.PEERS, COMPANIES, sense=sense, peers=("19", "07", "17"), each=each)
                yield f"peers {'each' if each else 'mean'} {sense}, {name}", judged(wanted, figures)
    one = target(TargetKind.PEERS, COMPANIES, peers=("19",), due="2030")
    yield "one peer by 2030", judged(one, ahead)
    two = target(TargetKind.PEERS, COMPANIES, peers=("19", "07"), due="2020")
    yield "two peers, outcome known", judged(two, behind)
    fast = cube(COMPANIES, _YEARS, _COMPANIES | {"18": 10 * 1.06 ** np.arange(12) + _WOBBLE / 10})
    for sense in ("at_least", "at_most"):
        wanted = target(TargetKind.PEERS, COMPANIES, sense=sense, peers=("19", "07", "17"), growth=True)
        yield f"peers' growth {sense}", judged(wanted, fast)
    short = cube(COMPANIES, periods("2024", 3), {key: row[-3:] for key, row in _COMPANIES.items()})
    yield "peers, three years", judged(target(TargetKind.PEERS, COMPANIES, peers=("07",)), short)


def _gaps() -> Iterator[tuple[str, Judgement]]:
    gap = cube(HEALTH, _YEARS, {"18/women": _HEALTH - 3 + _WOBBLE / 4, "18/men": _HEALTH + 3}, groups=("women", "men"))
    groups = ("women", "men")
    for value in (1, 4.5, 8):
        for due in ("2030", None):
            wanted = target(TargetKind.GAP, HEALTH, sense="at_most", value=value, unit="point", groups=groups, due=due)
            yield f"gap at most {value} {due or 'every year'}", judged(wanted, gap)
    yield (
        "gap at most 8, outcome known",
        judged(target(TargetKind.GAP, HEALTH, sense="at_most", value=8, groups=groups, due="2020"), gap),
    )
    for due in ("2030", None):
        wanted = target(TargetKind.GAP, HEALTH, sense="at_most", groups=groups, base="2013", due=due)
        yield f"gap smaller than 2013 {due or 'every year'}", judged(wanted, gap)
    yield (
        "gap smaller than the year before",
        judged(target(TargetKind.GAP, HEALTH, sense="at_most", groups=groups), gap),
    )


def _untold() -> Iterator[tuple[str, Judgement]]:
    wanted = target(TargetKind.LEVEL, HEALTH, value=80, due="2030")
    yearly = target(TargetKind.LEVEL, HEALTH, value=80)
    change = target(TargetKind.CHANGE, HEALTH, sense="at_most", value=-10, base="2013", due="2030")
    why = Text("Frågan ställs på nytt sätt.", "The question is asked anew.")
    broken = (Break(Period(2021), why),)
    yield "one figure", judged(wanted, cube(HEALTH, periods("2024", 1), {"18": [70]}))
    yield "three figures", judged(wanted, cube(HEALTH, periods("2024", 3), {"18": [70, 71, 72]}))
    yield "three figures, every year", judged(yearly, cube(HEALTH, periods("2024", 3), {"18": [70, 71, 72]}))
    yield "always the same", judged(wanted, cube(HEALTH, _YEARS, {"18": [70] * 12}))
    yield "too old", judged(wanted, cube(HEALTH, periods("2019", 12), {"18": _HEALTH}))
    yield "too old, every year", judged(yearly, cube(HEALTH, periods("2019", 12), {"18": _HEALTH}))
    yield "a break", judged(wanted, cube(HEALTH, _YEARS, {"18": _HEALTH}, breaks=broken))
    yield "a break after the base", judged(change, cube(HEALTH, _YEARS, {"18": _HEALTH}, breaks=broken))
    hidden = cube(HEALTH, _YEARS, {"18": [_NAN] * 12}, status="suppressed")
    yield "suppressed", judged(wanted, hidden)
    due = target(TargetKind.LEVEL, HEALTH, value=80, due="2024")
    yield "suppressed when due", judged(due, cube(HEALTH, _YEARS, {"18": [*_HEALTH[:11], _NAN]}, status="suppressed"))
    late = target(TargetKind.LEVEL, HEALTH, value=80, due="2025")
    yield "outcome not published", judged(late, cube(HEALTH, _YEARS, {"18": _HEALTH}))
    yield "no base", judged(target(TargetKind.CHANGE, HEALTH, value=10, base="1999", due="2030"), _health())
    yield "no base named", judged(target(TargetKind.CHANGE, HEALTH, value=10, due="2030"), _health())
    yield "no peers", judged(target(TargetKind.PEERS, HEALTH, peers=("19",)), _health())
    yield "no groups", judged(target(TargetKind.GAP, HEALTH, value=2, groups=("women", "men")), _health())
    yield "no value", judged(target(TargetKind.LEVEL, HEALTH, due="2030"), _health())
    yield "another unit", judged(target(TargetKind.LEVEL, HEALTH, value=80, unit="SEK", due="2030"), _health())
    yield "another area", judged(wanted, cube(HEALTH, _YEARS, {"19": _HEALTH}))
    far = target(TargetKind.LEVEL, HEALTH, value=80, due="2045")
    yield "far ahead", judged(far, _health())


def _health() -> Cube:
    return cube(HEALTH, _YEARS, {"18": _HEALTH})


if __name__ == "__main__":
    GOLDEN.write_text(text(), encoding="utf-8")
