"""Given: the files a region has from others and saves beside its own: forecast, barometer, matching key, match rate."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path

from malbild.sources.matching.grid import Cells, grid
from malbild.vocabulary.matching import Code, Link, LinkKind, Outlook

FORECAST, AGGREGATES, FIRST_YEAR = "Tab0_20.csv", "Tab0A_20.csv", "Tab1b_20.csv"
BAROMETER, KEY, MATCH_RATE = "barometer.csv", "matching_key.csv", "match_rate.csv"
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
