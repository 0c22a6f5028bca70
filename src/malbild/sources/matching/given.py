"""Given: the files a region has from others and saves beside its own: forecast, barometer, matching key, match rate."""

import tomllib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import NormalDist
from typing import Any, NamedTuple

import numpy as np

from malbild.sources.matching.grid import Cells, grid
from malbild.sources.problems import error, raise_any
from malbild.vocabulary.finding import Finding, Place
from malbild.vocabulary.matching import Code, Estimate, Link, LinkKind, Outlook
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.text import Text

FORECAST, AGGREGATES, FIRST_YEAR = "Tab0_20.csv", "Tab0A_20.csv", "Tab1b_20.csv"
BAROMETER, KEY, MATCH_RATE = "barometer.csv", "matching_key.csv", "match_rate.csv"
PROJECTED, ASSUMED = "forecast.csv", "assumptions.toml"
GROUP_SYSTEM = "sun2000grp"

Balances = dict[str, Outlook]
"""Education group → what the forecast says of it."""


def forecast(path: Path) -> Balances:
    """Supply per hundred of demand by education group: in the last year that was counted and in the forecast's last.

    The columns are those of Statistics Sweden's regional files (Tab0_20.csv for groups, Tab0A_20.csv for aggregates):
    Ar, sun2000grp_reg_alt, Till_Dag, Till_Dag_Prog, Eftr, Eftr_Prog. A year that was counted has Till_Dag and Eftr, a
    year ahead has the two with _Prog. Nothing where no file lies.
    """
    if not path.is_file():
        return {}
    rows = grid(path, ("Ar", "sun2000grp_reg_alt", "Till_Dag", "Till_Dag_Prog", "Eftr", "Eftr_Prog")).each(_year)
    groups: dict[str, list[tuple[int, float | None, float | None]]] = defaultdict(list)
    for group, year, counted, ahead in rows:
        groups[group].append((year, counted, ahead))
    return {group: _outlook(sorted(years, key=lambda one: one[0])) for group, years in groups.items()}


def _year(row: Cells) -> tuple[str, int, float | None, float | None]:
    return (
        row.needed("sun2000grp_reg_alt"), int(row.count("Ar")), _per_hundred(row, "Till_Dag", "Eftr"),
        _per_hundred(row, "Till_Dag_Prog", "Eftr_Prog"),
    )  # fmt: skip


def _per_hundred(row: Cells, supply: str, demand: str) -> float | None:
    given, wanted = row.number(supply), row.number(demand)
    return 100 * given / wanted if given is not None and wanted else None


def _outlook(years: list[tuple[int, float | None, float | None]]) -> Outlook:
    counted = [now for _, now, _ in years if now is not None]
    ahead = [(year, then) for year, _, then in years if then is not None]
    year, then = ahead[-1] if ahead else (None, None)
    return Outlook(balance=then, balance_now=counted[-1] if counted else None, year=year)


def projected(path: Path, county: str) -> Balances:
    """What `malbild project` says of each education group in a county, from its table of the labour module.

    Columns module, area, measure, group, year, quantile, value: recruitment is the need, surplus tells of a shortage,
    supply and demand of balance. The area is the county's code, or total where the tables are the county's own.
    """
    if not path.is_file():
        return {}
    cells = grid(path, ("module", "area", "measure", "group", "year", "quantile", "value")).each(_cell)
    areas = {one.area for one in cells}
    own = [one for one in cells if one.area == (county if county in areas else "total") and one.group != "total"]
    groups: dict[str, list[_Cell]] = defaultdict(list)
    for one in own:
        groups[one.group].append(one)
    return {group: _of_projection(found) for group, found in groups.items()}


class _Cell(NamedTuple):
    area: str
    measure: str
    group: str
    year: int
    quantile: float | None
    value: float


def _cell(row: Cells) -> _Cell:
    value = row.number("value")
    return _Cell(
        row.needed("area"), f"{row.needed('module')}/{row.needed('measure')}", row.needed("group"),
        int(row.count("year")), row.number("quantile"), value if value is not None else 0.0,
    )  # fmt: skip


def _of_projection(cells: Sequence[_Cell]) -> Outlook:
    first, last = min(one.year for one in cells), max(one.year for one in cells)
    surplus = sorted((one.value, one.quantile) for one in _some(cells, "surplus", last) if one.quantile is not None)
    return Outlook(
        _balance(cells, last), _balance(cells, first), last, _need(cells),
        _at(0.0, surplus) if len(surplus) > 1 else None,
    )  # fmt: skip


def _some(cells: Sequence[_Cell], measure: str, year: int | None = None) -> list[_Cell]:
    return [one for one in cells if one.measure == f"labour/{measure}" and year in (None, one.year)]


def _balance(cells: Sequence[_Cell], year: int) -> float | None:
    supply, demand = (_middle(_some(cells, measure, year)) for measure in ("supply", "demand"))
    return 100 * supply / demand if supply is not None and demand else None


def _middle(cells: Sequence[_Cell]) -> float | None:
    """The middle quantile; the only value where there are no quantiles."""
    near = min(cells, key=lambda one: abs((one.quantile if one.quantile is not None else 0.5) - 0.5), default=None)
    return near.value if near else None


def _need(cells: Sequence[_Cell]) -> Estimate | None:
    """The mean over the years of recruitment's quantiles: wider than the quantiles of the mean, never narrower."""
    levels: dict[float, list[float]] = defaultdict(list)
    for one in _some(cells, "recruitment"):
        levels[0.5 if one.quantile is None else one.quantile].append(one.value)
    means = sorted((level, sum(values) / len(values)) for level, values in levels.items())
    if not means:
        return None
    at, middle = [level for level, _ in means], _at(0.5, means)
    low, high = (middle + _widened(level) * (_at(level, means) - middle) for level in (at[0], at[-1]))
    return Estimate(low, middle, high)


def _at(level: float, points: Sequence[tuple[float, float]]) -> float:
    """What lies at a level between points, straight between them; beyond the last, the last."""
    return float(np.interp(level, [one for one, _ in points], [value for _, value in points]))


def _widened(level: float) -> float:
    """How much farther the 90 per cent limits lie from the middle than an outermost quantile, were it normal."""
    told = abs(NormalDist().inv_cdf(level))
    return NormalDist().inv_cdf(0.95) / told if told else 1.0


def first_year_pupils(path: Path) -> dict[str, float]:
    """Pupils of the first year by programme, of the last year that was counted (pgm_ny, ar, ak1)."""
    if not path.is_file():
        return {}
    rows = grid(path, ("pgm_ny", "ar", "ak1")).each(
        lambda row: (row.needed("pgm_ny"), row.count("ar"), row.count("ak1"))
    )
    return {programme: pupils for programme, _, pupils in sorted(rows, key=lambda one: one[1])}


def barometer(path: Path, county: str) -> dict[str, str]:
    """SSYK 2012 code → the barometer's word for the recruitment situation in a county ("Dalarnas län").

    An occupation of the barometer may stand for several codes (ssyk, a list with commas). The last round counts.
    """
    if not path.is_file():
        return {}
    table = grid(path, ("omgang", "yb_yrke", "lan_namn", "rekryteringssituation", "ssyk"))
    rows = [row for row in table.rows if row.text("lan_namn") == county]
    rows.sort(key=lambda row: row.text("omgang"))
    return {
        code.strip(): row.text("rekryteringssituation")
        for row in rows
        for code in row.text("ssyk").split(",")
        if code.strip()
    }


def matching_key(path: Path) -> list[Link]:
    """The official key of which occupations match which education group, as links.

    Columns: education_group, education_name, ssyk, occupation_name, version; kind where it is not "close".
    """
    return grid(path, ("education_group", "ssyk", "version")).each(_match) if path.is_file() else []


def _match(row: Cells) -> Link:
    return Link(
        Code(GROUP_SYSTEM, row.needed("education_group")), Code(_ssyk(row.needed("ssyk")), row.text("ssyk")),
        LinkKind(row.word("kind", LinkKind, LinkKind.CLOSE)), "SCB matchningskarta", row.needed("version"),
        row.text("education_name"), row.text("occupation_name"),
    )  # fmt: skip


def _ssyk(code: str) -> str:
    return "ssyk2012-3" if len(code) == 3 else "ssyk2012"


def assumptions(path: Path, known: Mapping[str, object]) -> dict[str, Any]:
    """What a region assumes, by name; nothing where no file lies. Raises Refused with everything that is wrong.

    known   each name that may be set, with what it is when nothing is said: a number, or two
    """
    if not path.is_file():
        return {}
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        message = Text(f"Ingen giltig TOML: {problem}", f"No valid TOML: {problem}")
        raise Refused([_assumed_wrongly(path, "", message)]) from None
    wrong = [name for name, value in told.items() if name not in known or not _alike(value, known[name])]
    raise_any(_assumed_wrongly(path, name, _NOT_SO) for name in wrong)
    return {name: tuple(value) if isinstance(value, list) else value for name, value in told.items()}


def _alike(value: object, usual: object) -> bool:
    """Whether a value is as the usual one: a number that is not negative, or two, the smaller first."""
    parts = value if isinstance(value, list) else [value]
    numbers = all(isinstance(one, int | float) and not isinstance(one, bool) and one >= 0 for one in parts)
    wanted = len(usual) if isinstance(usual, tuple) else 1
    return numbers and len(parts) == wanted and parts == sorted(parts) and isinstance(value, list) == (wanted > 1)


def _assumed_wrongly(path: Path, name: str, message: Text) -> Finding:
    return error("input.assumption", Place(path.name, cell=name), message, _NOT_SO_REMEDY)


_NOT_SO = Text("Nyckeln finns inte, eller så är värdet av fel slag.", "No such key, or its value is of the wrong kind.")
_NOT_SO_REMEDY = Text("Rätta filen; nycklarna står i docs/reference/skills-files.md.",
                      "Mend the file; its keys stand in docs/reference/skills-files.md.")  # fmt: skip


def match_rates(path: Path) -> dict[str, float]:
    """Education group → how large a part works in a matching occupation, 0–1 (education_group, match_rate)."""
    if not path.is_file():
        return {}
    table = grid(path, ("education_group", "match_rate"))
    return dict(table.each(lambda row: (row.needed("education_group"), row.count("match_rate"))))


def ssyk_levels(names: Mapping[str, str]) -> list[Link]:
    """Each four-digit occupation code under its three digits; a group with one member is that member.

    names   SSYK 2012 code → name, of every code with three and four digits
    """
    four = sorted(code for code in names if len(code) == 4)
    members = Counter(code[:3] for code in four)
    return [
        Link(
            Code("ssyk2012", code), Code("ssyk2012-3", code[:3]),
            LinkKind.EXACT if members[code[:3]] == 1 else LinkKind.BROAD, "SCB SSYK 2012", "2012",
            names[code], names.get(code[:3], ""),
        )
        for code in four
    ]  # fmt: skip
