"""Parse: Kolada's rows as a table, without groups' means, and with what was deleted told."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from malbild.sources.bundle import Bundle, Part, unpack
from malbild.sources.files.measures import kind_of
from malbild.sources.kolada.answers import Kpi, Kpis, Page, Row, Value, changed, typed
from malbild.sources.kolada.units import unit_of
from malbild.sources.problems import warning
from malbild.vocabulary.finding import Finding, Place
from malbild.vocabulary.provenance import Snapshot
from malbild.vocabulary.table import ESTIMATED, MISSING, PRELIMINARY, PUBLISHED, SUPPRESSED, Declaration, Measure, Table
from malbild.vocabulary.text import Text

_SEXES = ("T", "K", "M")
_MOST_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class _Cell:
    kpi: str
    area: str
    period: str
    sex: str
    value: float
    status: str


def parse(snapshot: Snapshot) -> Table:
    """The table of a snapshot that `fetch` made: area (Kolada's four digits), period, measure (the KPI) and sex.

    Raises Refused when the answers are damaged or have another form than Kolada's.
    """
    bundle = unpack(snapshot.content, snapshot.name)
    kpis = _kpis(bundle)
    left_out: Counter[str] = Counter()
    cells = [cell for part in bundle.named("data-") for cell in _cells(part, bundle, left_out)]
    findings = tuple(_told(snapshot.name, left_out))
    measures = tuple(_measure(one, str(bundle.query.get("unit", "")), cells) for one in kpis)
    notes = "\n".join([*(one.description for one in kpis if one.description), *(one.message.sv for one in findings)])
    return Table(
        Declaration("+".join(one.id for one in kpis), snapshot.provenance, measures, notes=notes),
        {
            "area": _codes([one.area for one in cells]), "period": _codes([one.period for one in cells]),
            "measure": _codes([one.kpi for one in cells]), "sex": _codes([one.sex for one in cells]),
        },
        np.array([one.value for one in cells], dtype=np.float64), _codes([one.status for one in cells]),
        np.zeros(len(cells), dtype=np.int64), _codes([one.kpi for one in cells]), file=snapshot.name,
        extra={"findings": findings},
    )  # fmt: skip


def _codes(texts: Sequence[str]) -> "np.ndarray[tuple[int], np.dtype[np.str_]]":
    return np.array(texts, dtype=np.str_)


def _kpis(bundle: Bundle) -> list[Kpi]:
    asked = bundle.query.get("kpi", [])
    found: dict[str, Kpi] = {}
    for part in bundle.named("kpi-"):
        listed = b'"values"' in part.content
        some = typed(part.content, Kpis, part.address).values if listed else [typed(part.content, Kpi, part.address)]
        found |= {one.id: one for one in some}
    if not isinstance(asked, list) or not asked or any(one not in found for one in asked):
        raise changed("kpi", "metadata")
    return [found[one] for one in asked]


def _cells(part: Part, bundle: Bundle, left_out: Counter[str]) -> Iterator[_Cell]:
    asked, places = set(bundle.query["kpi"]), set(bundle.query.get("areas", []))
    for row in typed(part.content, Page, part.address).values:
        if row.kpi not in asked or row.municipality not in places:
            left_out["group" if row.municipality.startswith("G") else "unasked"] += 1
            continue
        yield from _row(row, part.address, left_out)


def _row(row: Row, address: str, left_out: Counter[str]) -> Iterator[_Cell]:
    for one in row.values:
        if one.gender not in _SEXES:
            raise changed(address, f"gender {one.gender!r}")
        if (one.count or 1) > 1:
            left_out["group"] += 1
            continue
        left_out["deleted"] += bool(one.isdeleted)
        value, status = _figure(one)
        yield _Cell(row.kpi, row.municipality, str(row.period), one.gender, value, status)


def _figure(one: Value) -> tuple[float, str]:
    """A deleted value and one without a number are missing; a private one is withheld, whatever number stands there."""
    said = (one.status or "").casefold()
    if "priv" in said or "sekr" in said or "secre" in said:
        return np.nan, SUPPRESSED
    if one.isdeleted or one.value is None or not np.isfinite(one.value) or "missing" in said or "sakn" in said:
        return np.nan, MISSING
    return one.value, PRELIMINARY if "prel" in said else ESTIMATED if "estim" in said else PUBLISHED


def _measure(kpi: Kpi, unit: str, cells: Sequence[_Cell]) -> Measure:
    unit = unit or unit_of(kpi.title)
    return Measure(kpi.id, unit, kind_of(kpi.title, unit), _decimals(cells, kpi.id), title=kpi.title)


def _decimals(cells: Sequence[_Cell], kpi: str) -> int:
    """The most decimals any of its values is written with: Kolada rounds nothing but tells no precision either."""
    texts = (repr(one.value) for one in cells if one.kpi == kpi and not one.value.is_integer())
    return min(_MOST_DECIMALS, max((len(text.partition(".")[2]) for text in texts if "e" not in text), default=0))


def _told(name: str, left_out: Counter[str]) -> Iterator[Finding]:
    for what, (sv, en) in _LEFT_OUT.items():
        if left_out[what]:
            yield warning(
                f"source.{what}", Place(name), Text(sv.format(left_out[what]), en.format(left_out[what])),
                Text("Inget behöver göras.", "Nothing needs to be done."),
            )  # fmt: skip


_LEFT_OUT = {
    "group": ("{} värden är gruppers ovägda medelvärden och är utelämnade.",
              "{} values are groups' unweighted means and are left out."),
    "unasked": ("{} rader har inte efterfrågats och är utelämnade.", "{} rows were not asked for and are left out."),
    "deleted": ("{} värden har tagits bort av Kolada och visas som saknade.",
                "{} values have been deleted by Kolada and are shown as missing."),
}  # fmt: skip
