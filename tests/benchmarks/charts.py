"""The chart of a goal, drawn by the publication and by Altair with vl-convert, side by side.

Altair is no part of the project: `uv pip install altair vl-convert-python` beside it to have both rows.
"""

import importlib.util
import json
import resource
import statistics
import time
from collections.abc import Callable
from typing import Any

from malbild.publication.charts.frame import WIDE
from malbild.publication.charts.history import Aim, History, draw
from malbild.publication.edition import Edition
from malbild.vocabulary.cube import Series
from malbild.vocabulary.projection import Projection
from tests.publication_sample import sample_site

REPEATS = 25


def main() -> None:
    """Print one JSON line a way of drawing: bytes, first and median time, and the memory it added."""
    site = sample_site()
    judgement = site.judged[("minskade-utslapp", "minskade-utslapp-2030")]
    series = site.series("carbon-dioxide", "18")
    assert series is not None
    assert judgement.projection is not None
    aim = Aim(judgement.goal_value or 0.0, judgement.projection.periods[-1])
    history = History("chart", "Utsläpp", "Utsläppen minskar.", series, "Årgång 2024", judgement.projection, aim)
    edition = Edition(site, "sv")
    report("own writer", lambda: str(draw(history, WIDE, edition)))
    if importlib.util.find_spec("altair") and importlib.util.find_spec("vl_convert"):
        report("altair and vl-convert", altair_drawing(series, judgement.projection, aim))


def altair_drawing(series: Series, projection: Projection, aim: Aim) -> Callable[[], str]:
    """The same picture in Altair: history, two bands, the middle, the target."""
    altair: Any = importlib.import_module("altair")
    convert: Any = importlib.import_module("vl_convert")
    known = series.known()
    past = [{"year": one.year, "value": value} for one, value in zip(known.periods, known.values, strict=True)]
    levels = {"low80": 0.1, "low50": 0.25, "middle": 0.5, "high50": 0.75, "high80": 0.9}
    future = [
        {"year": one.year} | {name: projection.quantile(one, level) for name, level in levels.items()}
        for one in projection.periods
    ]

    def drawn() -> str:
        past_of, future_of = (altair.Chart(altair.Data(values=rows)) for rows in (past, future))
        year = altair.X("year:Q", axis=altair.Axis(format="d", title=None), scale=altair.Scale(zero=False))
        chart = altair.layer(
            future_of.mark_area(color="#d5e4e3").encode(x=year, y="low80:Q", y2="high80:Q"),
            future_of.mark_area(color="#aecdcc").encode(x=year, y="low50:Q", y2="high50:Q"),
            future_of.mark_line(strokeDash=[5, 4]).encode(x=year, y="middle:Q"),
            past_of.mark_line(point=True).encode(x=year, y="value:Q"),
            altair.Chart(altair.Data(values=[{"value": aim.value}])).mark_rule().encode(y="value:Q"),
        )
        return str(convert.vegalite_to_svg(chart.properties(width=800, height=320).to_json()))

    return drawn


def report(name: str, drawing: Callable[[], str]) -> None:
    """One row: what a way of drawing costs."""
    before = _memory_mb()
    first, svg = _timed(drawing)
    median = statistics.median(_timed(drawing)[0] for _ in range(REPEATS))
    row = {
        "chart": name,
        "bytes": len(svg.encode()),
        "first_ms": round(1000 * first, 1),
        "median_ms": round(1000 * median, 2),
        "memory_mb": round(_memory_mb() - before),
        "tokens": "class=" in svg and "fill=" not in svg,
        "title": "<title" in svg,
    }
    print(json.dumps(row))


def _timed(drawing: Callable[[], str]) -> tuple[float, str]:
    start = time.perf_counter()
    svg = drawing()
    return time.perf_counter() - start, svg


def _memory_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
