"""The real series that projections are tried on: one place that knows how each folder of ../shared/data is laid out."""

import csv
import gzip
import hashlib
import json
import re
import sqlite3
import warnings
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
import openpyxl
from numpy.typing import NDArray

HOLD_OUT_SHARE = 0.4
MUNICIPALITY_PANEL = {
    "population": ("population", None, "person"),
    "income": ("median_income", None, "SEK"),
    "house price": ("transaction_price_sek", None, "SEK"),
    "flat price": ("bostadsratt_price_sek", None, "SEK"),
    "unemployment rate": ("unemployment_rate", 100.0, "percent"),
    "completions": ("completions", None, "dwelling"),
}
COUNTY_TOTALS = {
    "county population": ("Total_befolkning.csv", 0.0),
    "county in-moves": ("Inflyttningar.csv", 0.0),
    "county immigration": ("Invandringar.csv", 0.0),
    "county population change": ("Befolkningsförändring.csv", None),
}
CARRIED_FORWARD_FROM = 2023  # the compilation of cities repeats the last known figure for its last years


@dataclass(frozen=True)
class RealSeries:
    """One published series: `time` counts periods of its own length, `per_year` of them make a year."""

    family: str
    area: str
    part: str
    time: NDArray[np.int64]
    values: NDArray[np.float64]
    per_year: int = 1
    low: float | None = None
    high: float | None = None
    unit: str = "index"

    @property
    def held_out(self) -> bool:
        """Whether the area belongs to the part that no choice was made on."""
        digest = hashlib.sha256(self.area.casefold().encode()).digest()
        return int.from_bytes(digest[:4], "big") / 2**32 < HOLD_OUT_SHARE


def real_series(folder: Path) -> list[RealSeries]:
    """Every series of every family, those without variation left out."""
    readers = (_emissions_co2, _emissions_ghg, _municipality_panel, _counties, _education, _cities, _finnish_months)
    return [one for reader in readers for one in reader(folder) if _varies(one)]


def _varies(one: RealSeries) -> bool:
    return len(one.values) >= 6 and float(np.mean(one.values == one.values[0])) < 0.5


def _made(
    family: str, area: str, part: str, cells: Iterable[tuple[int, float | None]], per_year: int = 1,
    low: float | None = None, high: float | None = None, unit: str = "index",
) -> RealSeries:  # fmt: skip
    kept = sorted((time, float(value)) for time, value in cells if value is not None and np.isfinite(value))
    times = np.array([time for time, _ in kept], dtype=np.int64)
    return RealSeries(family, area, part, times, np.array([value for _, value in kept]), per_year, low, high, unit)


def _emissions_co2(folder: Path) -> Iterator[RealSeries]:
    path = folder / "climate_energy/ghg_pipeline/df_municipalities_2022.xlsx"
    with path.open("rb") as opened:
        sheet = openpyxl.load_workbook(opened, read_only=True).worksheets[0]
        rows = iter(list(sheet.iter_rows(min_row=5, values_only=True)))
    years = [int(str(year)) for year in next(rows)[4:]]
    next(rows)
    for sector, subsector, _county, area, *values in rows:
        if subsector == "Alla" and area not in ("Alla", None):
            cells = [(y, v if isinstance(v, int | float) else None) for y, v in zip(years, values, strict=True)]
            kind = "total" if sector == "Alla" else "sector"
            yield _made(f"emissions CO2 {kind}", str(area), str(sector), cells, low=0.0, unit="t CO2e")


def _emissions_ghg(folder: Path) -> Iterator[RealSeries]:
    path = folder / "climate_energy/ghg_municipality_sector_1990_2024/municipality-sector-emissions.json.gz"
    for row in json.loads(gzip.decompress(path.read_bytes())):
        cells: dict[str, list[tuple[int, float | None]]] = defaultdict(list)
        for year, sectors in row["sectors"].items():
            for sector, value in sectors.items():
                cells[sector].append((int(year), value))
            cells["all"].append((int(year), sum(value for value in sectors.values() if value is not None)))
        for sector, values in cells.items():
            kind = "total" if sector == "all" else "sector"
            yield _made(f"emissions GHG {kind}", row["name"], sector, values, low=0.0, unit="t CO2e")


def _municipality_panel(folder: Path) -> Iterator[RealSeries]:
    path = folder / "housing/panel_municipality_2011_2024/panel_municipal.parquet"
    for family, (column, high, unit) in MUNICIPALITY_PANEL.items():
        query = f"select region_name, year, {column} from read_parquet(?) where year <= 2024"
        cells: dict[str, list[tuple[int, float | None]]] = defaultdict(list)
        for area, year, value in duckdb.execute(query, [str(path)]).fetchall():
            cells[area].append((year, value))
        for area, values in cells.items():
            yield _made(family, area, "", values, low=0.0, high=high, unit=unit)


def _counties(folder: Path) -> Iterator[RealSeries]:
    for family, (name, low) in COUNTY_TOTALS.items():
        with (folder / "population/se_county_totals_1968_2021" / name).open(encoding="latin-1", newline="") as lines:
            for row in csv.DictReader(lines):
                area = row.pop("region")
                cells = [(int(key[-4:]), _number(value)) for key, value in row.items() if key and value]
                yield _made(family, area, "", cells, low=low, unit="person")


def _education(folder: Path) -> Iterator[RealSeries]:
    path = folder / "education/se_region_education_level_1985_2020/UF0506A1_2.csv"
    with path.open(encoding="latin-1", newline="") as lines:
        for row in csv.DictReader(lines):
            area, level, sex = row["region"], row["level of education"], row["sex"]
            cells = [(int(key), _number(value)) for key, value in row.items() if key and key.isdigit()]
            yield _made(
                "county education", area, f"{level} {sex}", [c for c in cells if c[0] >= 2000], low=0.0, unit="person"
            )


def _cities(folder: Path) -> Iterator[RealSeries]:
    path = folder / "labour/se_12_cities_indicators_2000_2025/konkurrens_data.csv.gz"
    cells: dict[tuple[str, str], list[tuple[int, float | None]]] = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines, delimiter=";"):
            if int(row["År"]) < CARRIED_FORWARD_FROM and "eräkn" not in row["Indikator"]:
                cells[row["Kommun"], row["Indikator"]].append((int(row["År"]), _number(row["Värde"])))
    for (area, indicator), values in cells.items():
        signed = any(value is not None and value < 0 for _, value in values)
        yield _made("city indicators", area, indicator, values, low=None if signed else 0.0)


def _number(text: str | None) -> float | None:
    try:
        return float((text or "").replace(",", "."))
    except ValueError:
        return None


def _finnish_months(folder: Path) -> Iterator[RealSeries]:
    """Monthly unemployed by municipality: Finland's, as the Swedish file holds two separate years only."""
    import rdata  # noqa: PLC0415  a development dependency, heavy, needed here alone

    path = folder / "fallback/finland_labour_vacancies/data_kunta_1001.rda"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # dates come as plain numbers of days, which is what is wanted
        frame = rdata.read_rda(path)["data_kunta_1001"]
    for area, rows in frame.groupby("kunta", observed=True):
        cells = list(zip(rows["time"], rows["Tyottomat"], strict=True))
        months = [(_month_of(day), float(value)) for day, value in cells]
        yield _made("unemployed by month", str(area), "", months, per_year=12, low=0.0, unit="person")


def _month_of(days_since_1970: float) -> int:
    stamp = np.datetime64("1970-01-01") + np.timedelta64(int(days_since_1970), "D")
    return int(stamp.astype("datetime64[M]").astype(np.int64)) + 1970 * 12


def swedish_months(folder: Path) -> Iterator[RealSeries]:
    """Monthly unemployed by municipality in 2018 and in 2022, with three years' gap between."""
    path = folder / "labour/se_municipality_unemployed_monthly/unemployed.sqlite3"
    cells: dict[str, list[tuple[int, float | None]]] = defaultdict(list)
    with sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True) as database:
        for area, period, count in database.execute("select municipality, period, unemployedTotal from unemployed"):
            year, month = re.fullmatch(r"(\d{4})-(\d{2})", period).groups()  # type: ignore[union-attr]
            cells[area].append((int(year) * 12 + int(month) - 1, _number(str(count))))
    for area, values in cells.items():
        yield _made("unemployed by month (gap)", area, "", values, per_year=12, low=0.0, unit="person")
