"""How well short series are projected: errors and coverage on real series, and the table the package ships.

python -m tests.benchmarks.coverage                the report of docs/methods/short_series.md, from ../shared/data
python -m tests.benchmarks.coverage --candidates   with every candidate that was tried (some minutes)
python -m tests.benchmarks.coverage --write        make src/malbild/analysis/judgement/calibration.toml anew
"""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import tomli_w
from numpy.typing import NDArray

from malbild.analysis.judgement import calibration
from malbild.analysis.judgement.quantity import Quantity
from tests.calibration.backtest import (
    BARS_YEARS,
    HORIZONS,
    PACES,
    Errors,
    Trial,
    Widths,
    by_series,
    collect,
    covered,
    evenly,
    limits,
    quantiles,
    shipped_width,
    trials,
    widths_from,
)  # fmt: skip
from tests.calibration.candidates import CANDIDATES
from tests.calibration.real_series import RealSeries, real_series
from tests.conftest import SHARED_DATA

SHARES = (0.02, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98)
FEWEST_SERIES = 50
LONGEST_BAR = BARS_YEARS[-1]
EARLIER_UNTIL = 2018.0  # "earlier origins only": constants of outcomes up to here, tried on later ones
TABLE = Path(calibration.__file__).with_name("calibration.toml")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the report, or write the table; 0 when it ran."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--candidates", action="store_true")
    chosen, _ = parser.parse_known_args(arguments)  # the benchmarks' own door passes its name on
    if not SHARED_DATA.is_dir():
        print("../shared/data is not here: nothing to measure on.", file=sys.stderr)
        return 0
    tried = list(trials(real_series(SHARED_DATA)))
    errors = collect(tried)
    if chosen.write:
        TABLE.write_text(_table(errors), encoding="utf-8")
        calibration.shipped.cache_clear()
        calibration.error_table.cache_clear()
    print("\n\n".join(report(tried, errors, candidates=chosen.candidates)))
    print(json.dumps(_summary(errors)))
    return 0


def _summary(errors: Errors) -> dict[str, Any]:
    """The bars in one line, as the other benchmarks print theirs."""
    total = {years: shares[0] for family, years, shares in coverage_rows(errors) if family == "all, families alike"}
    return {
        "benchmark": "coverage", "series": len(set(errors.series.tolist())), "bar": [0.74, 0.86],
        **{f"covered_{years:g}_years": round(share, 3) for years, share in total.items()},
    }  # fmt: skip


def report(tried: list[Trial], errors: Errors, *, candidates: bool) -> list[str]:
    """The parts of the report as Markdown."""
    parts = [_sizes(tried), _coverage(errors), _accuracy([one for one in tried if one.source.held_out])]
    return [*parts, _candidates([one for one in tried if not one.source.held_out])] if candidates else parts


def _sizes(tried: list[Trial]) -> str:
    series = {(one.source.family, one.source.area, one.source.part, one.source.held_out) for one in tried}
    held = sum(1 for *_, held_out in series if held_out)
    return f"{len(series)} series ({held} held out), {len(tried)} origins."


def coverage_rows(errors: Errors) -> list[tuple[str, float, list[float]]]:
    """Family, horizon, and the coverage of the four ways of trying it (NaN where one cannot be tried)."""
    held = errors.held_out
    inside = {
        "hold-out": (held, covered(errors, shipped_width)),
        "50 %": (held, covered(errors, shipped_width, 0.5)),
        "family left out": _family_left_out(errors),
        "earlier only": _earlier_only(errors),
    }
    rows = []
    for family in ["all, families alike", "all, series alike", *sorted(set(errors.family.tolist()))]:
        for years in BARS_YEARS:
            at = np.abs(errors.years - years) < 1e-6
            rows.append((family, float(years), [_share(errors, ok, at & part, family) for part, ok in inside.values()]))
    return rows


def _family_left_out(errors: Errors) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    inside = np.zeros(len(errors.error), dtype=bool)
    annual = errors.per_year == 1  # months have one family: nothing to calibrate on without it
    tried = np.isin(np.round(errors.years, 6), BARS_YEARS) & annual
    for family in set(errors.family[tried].tolist()):
        own = (errors.family == family) & tried
        inside[own] = covered(errors.where(own), widths_from(errors.where((errors.family != family) & tried)))
    return tried, inside


def _earlier_only(errors: Errors) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    late = errors.outcome_year - errors.years >= EARLIER_UNTIL
    early = errors.outcome_year <= EARLIER_UNTIL
    inside = np.zeros(len(late), dtype=bool)
    months = errors.per_year > 1
    late &= ~months
    inside[late] = covered(errors.where(late), widths_from(errors.where(early & ~months)))
    return late, inside


def _share(errors: Errors, inside: NDArray[np.bool_], chosen: NDArray[np.bool_], family: str) -> float:
    if not family.startswith("all"):
        chosen = chosen & (errors.family == family)
    if not chosen.any():
        return float("nan")
    some, ok = errors.where(chosen), inside[chosen].astype(float)
    if family == "all, families alike":
        return float(np.average(ok, weights=evenly(some)))
    return float(np.mean(list(by_series(some.series, ok).values())))


def _coverage(errors: Errors) -> str:
    lines = [
        "| family | years | 80 % on hold-out | 50 % on hold-out | 80 %, family left out | 80 %, earlier origins only |",
        "|---|---|---|---|---|---|",
    ]
    for family, years, shares in coverage_rows(errors):
        lines.append(f"| {family} | {years:g} | {' | '.join(_percent(share) for share in shares)} |")
    return "\n".join(lines)


def _percent(share: float) -> str:
    return "–" if np.isnan(share) else f"{100 * share:.0f}"


Cells = dict[tuple[str, int], dict[str, dict[str, float]]]
Guess = Callable[[Trial], NDArray[np.float64]]


def scaled_errors(tried: Iterable[Trial], guesses: Mapping[str, Guess] | None = None) -> Cells:
    """Mean scaled error of each series by (family, years) and method; "projection" is what the package says."""
    methods = {"projection": Trial.middle} | dict(guesses or {name: _plain(name) for name in ("no change", "linear")})
    sums: dict[tuple[str, int, str, str], list[float]] = defaultdict(list)
    for one in tried:
        ahead = one.steps / one.source.per_year
        for name, guess in methods.items():
            for years, error in zip(ahead, one.scaled(guess(one)), strict=True):
                if years in BARS_YEARS:
                    sums[one.source.family, int(years), name, one.source.area + one.source.part].append(float(error))
    cells: Cells = defaultdict(lambda: defaultdict(dict))
    for (family, years, name, series), some in sums.items():
        cells[family, years][name][series] = float(np.mean(some))
    return cells


def _plain(name: str) -> Guess:
    """A candidate on the figures as they are."""

    def guess(one: Trial) -> NDArray[np.float64]:
        past, per_year = one.drawing.past, one.source.per_year
        return CANDIDATES[name](past.years, past.values, 1 / per_year, one.steps / per_year)

    return guess


def _on_scale(name: str) -> Guess:
    """A candidate on the indicator's own scale, without season, which is added afterwards."""

    def guess(one: Trial) -> NDArray[np.float64]:
        drawing, per_year = one.drawing, one.source.per_year
        middle = CANDIDATES[name](drawing.past.years, drawing.values, 1 / per_year, one.steps / per_year)
        return drawing.scale.back(middle + drawing.season_at(one.steps))

    return guess


def _accuracy(tried: list[Trial]) -> str:
    cells = scaled_errors(tried)
    lines = ["| family | years | series | projection | no change | linear | ratio to the better | ratio of medians |"]
    lines.append("|---|---|---|---|---|---|---|---|")
    for (family, years), named in sorted(cells.items()):
        lines.append(_accuracy_line(family, years, {name: list(each.values()) for name, each in named.items()}))
    for years in BARS_YEARS:
        pooled: dict[str, list[float]] = defaultdict(list)
        for (_, at), named in cells.items():
            for name, each in named.items():
                pooled[name] += list(each.values()) if at == years else []
        lines.append(_accuracy_line("all, series alike", years, pooled))
        lines.append(_alike_line(cells, years))
    return "\n".join(lines)


def _accuracy_line(family: str, years: int, named: dict[str, list[float]]) -> str:
    mean = {name: float(np.mean(each)) for name, each in named.items()}
    median = {name: float(np.median(each)) for name, each in named.items()}
    return (
        f"| {family} | {years} | {len(named['linear'])} | {mean['projection']:.2f} | {mean['no change']:.2f} "
        f"| {mean['linear']:.2f} | {_to_better(mean):.2f} | {_to_better(median):.2f} |"
    )


def _alike_line(cells: Cells, years: int) -> str:
    ratios = [
        _to_better({name: float(np.mean(list(each.values()))) for name, each in named.items()})
        for (_, at), named in cells.items() if at == years
    ]  # fmt: skip
    return f"| all, families alike | {years} | | | | | {np.mean(ratios):.2f} | |"


def _to_better(of: dict[str, float]) -> float:
    best = min(of["no change"], of["linear"])
    return of["projection"] / best if best else float("nan")


def _candidates(tried: list[Trial]) -> str:
    """Every candidate on the plain scale and on the indicator's own, and their mean ratio on the development part."""
    ratios: dict[str, list[float]] = defaultdict(list)
    both = {name: _plain(name) for name in CANDIDATES} | {f"{name} (own scale)": _on_scale(name) for name in CANDIDATES}
    for named in scaled_errors(tried, both).values():
        mean = {name: float(np.mean(list(each.values()))) for name, each in named.items()}
        best = min(mean["no change"], mean["linear"])
        for name, value in mean.items():
            ratios[name].append(value / best)
    lines = [
        "| candidate (development part) | mean ratio to the better of no change and linear | worst |",
        "|---|---|---|",
    ]
    for name, some in sorted(ratios.items(), key=lambda item: float(np.mean(item[1]))):
        lines.append(f"| {name} | {np.mean(some):.3f} | {max(some):.2f} |")
    return "\n".join(lines)


def _table(errors: Errors) -> str:
    made, held = errors.where(~errors.held_out), errors.where(errors.held_out)
    kinds = [
        _kind_row(
            calibration.kind_name(per_year, pace),
            per_year,
            made.where(made.per_year == per_year),
            held.where(held.per_year == per_year),
        )
        for per_year in (1, 12)
        for pace in (PACES if per_year == 1 else PACES[:2])
    ]
    widths = _widths_of_kinds(kinds)
    quantities = [_quantity_row(one, made, held, widths) for one in Quantity if one is not Quantity.OTHER]
    document = {
        "title": "Widths of intervals by kind of series", "made": "2026-11-23", "kinds": kinds, "quantities": quantities
    }  # fmt: skip
    head = (
        "# Made by `python -m tests.benchmarks.coverage --write` from the development part of the real series;\n"
        "# what they are and how they are split: docs/methods/short_series.md. Do not edit by hand.\n"
        "# widths: one row a horizon (years), one column a share of the errors; unit: the series' own movement s.\n"
        "# factors: what the widths of annual figures are multiplied with for one quantity, by horizon.\n\n"
    )
    return head + tomli_w.dumps(document)


def _widths_of_kinds(kinds: list[dict[str, Any]]) -> Widths:
    """The widths of the rows that are about to be written."""
    rows = {row["kind"]: row for row in kinds}

    def width(kind: str, quantity: str, years: float, share: float) -> float:
        row = rows[kind]
        nearest = int(np.argmin(np.abs(np.array(row["years"]) - years)))
        return float(np.interp(share, row["shares"], row["widths"][nearest]))

    return width


def _quantity_row(quantity: Quantity, made: Errors, held: Errors, widths: Widths) -> dict[str, Any]:
    """By how much the 80 per cent width of one quantity must be stretched, at each horizon with enough outcomes."""
    years, factors = [], []
    own = made.where((made.quantity == quantity.value) & (made.per_year == 1))
    for step in BARS_YEARS:
        at = own.where(np.abs(own.years - step) < 1e-6)
        if len(set(at.series.tolist())) >= FEWEST_SERIES:
            ratio = at.error / limits(at, widths)
            years.append(float(step))
            factors.append(round(float(quantiles(ratio, evenly(at), np.array([0.8]))[0]), 3))
    return {
        "quantity": quantity.value, "series": len(set(own.series.tolist())), "years": years, "factors": factors,
        "tried_steps": list(BARS_YEARS), "tried_coverage": _quantity_tried(quantity, held, widths, years, factors),
    }  # fmt: skip


def _quantity_tried(
    quantity: Quantity, held: Errors, widths: Widths, years: list[float], factors: list[float]
) -> list[float]:
    shares = []
    own = held.where((held.quantity == quantity.value) & (held.per_year == 1))
    for bar in BARS_YEARS:
        at = own.where(np.abs(own.years - bar) < 1e-6)
        inside = at.error <= limits(at, widths) * np.interp(bar, years, factors)
        shares.append(round(float(np.average(inside, weights=evenly(at))), 3))
    return shares


def _kind_row(kind: str, per_year: int, made: Errors, held: Errors) -> dict[str, Any]:
    years, widths = [], []
    for step in HORIZONS[per_year]:
        ahead = step / per_year
        years.append(round(ahead, 4))
        widths.append(
            _widths_at(kind, ahead, made) if ahead <= LONGEST_BAR else _grown(kind, ahead, made, widths, years)
        )
    rising = np.maximum.accumulate(np.array(widths), axis=0)
    return {
        "kind": kind, "series": len(set(made.series[made.kind == kind].tolist())),
        "years": years, "shares": list(SHARES),
        "widths": [[round(float(width), 3) for width in row] for row in rising],
        "tried_steps": [step * per_year for step in BARS_YEARS], "tried_coverage": _tried(kind, held, years, rising),
    }  # fmt: skip


def _widths_at(kind: str, ahead: float, made: Errors) -> NDArray[np.float64]:
    at = made.where(np.abs(made.years - ahead) < 1e-6)
    own = at.kind == kind
    return quantiles(at.error[own], evenly(at)[own], np.array(SHARES))


def _grown(
    kind: str, ahead: float, made: Errors, widths: list[NDArray[np.float64]], years: list[float]
) -> NDArray[np.float64]:
    """Beyond five years few families reach: the widths before, grown as the same families' own errors grow."""
    own, before = made.where(made.kind == kind), years[len(widths) - 1]
    ratios = []
    for family in sorted(set(own.family.tolist())):
        both = [own.error[(own.family == family) & (np.abs(own.years - at) < 1e-6)] for at in (before, ahead)]
        if min(len(some) for some in both) >= FEWEST_SERIES:
            ratios.append(float(np.quantile(both[1], 0.8) / np.quantile(both[0], 0.8)))
    return widths[-1] * float(np.median(ratios))


def _tried(kind: str, held: Errors, years: list[float], widths: NDArray[np.float64]) -> list[float]:
    shares = []
    for bar in BARS_YEARS:
        some = held.where((held.kind == kind) & (np.abs(held.years - bar) < 1e-6))
        limit = widths[years.index(bar)][SHARES.index(0.8)]
        shares.append(round(float(np.average(some.error <= limit, weights=evenly(some))), 3))
    return shares


__all__ = ["RealSeries", "coverage_rows", "main", "scaled_errors"]

if __name__ == "__main__":
    raise SystemExit(main())
