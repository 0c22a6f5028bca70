"""Parse: the answers of one snapshot as one table, checked to be exactly what was asked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from malbild.sources.bundle import Part, unpack
from malbild.sources.files.grid import Dimension
from malbild.sources.files.jsonstat import read_jsonstat
from malbild.sources.problems import error
from malbild.vocabulary.finding import Finding, Place
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.provenance import Snapshot
from malbild.vocabulary.table import Table
from malbild.vocabulary.text import Text

_FIXED = ("area", "period", "measure")


def parse(snapshot: Snapshot) -> Table:
    """The table of a snapshot that `fetch` made.

    A dimension of which one value was asked is not a coordinate but a note: it tells the cells apart no more.
    Raises Refused when the answers are damaged, or are not what was asked.
    """
    bundle = unpack(snapshot.content, snapshot.name)
    name = str(bundle.query.get("table", snapshot.name))
    parts, asked = bundle.named("data-"), bundle.query.get("asked", [])
    if not parts or not isinstance(asked, list) or len(parts) != len(asked):
        raise Refused([_differs(name, Text("antalet svar är ett annat", "the number of answers is another"))])
    tables = [_part(part, wanted, name) for part, wanted in zip(parts, asked, strict=True)]
    whole = _joined(tables)
    provenance = replace(snapshot.provenance, title=tables[0].declaration.provenance.title or snapshot.provenance.title)
    declaration = replace(whole.declaration, id=name, provenance=provenance)
    return _folded(replace(whole, declaration=declaration, file=name), tables)


def _part(part: Part, wanted: Any, name: str) -> Table:
    table = read_jsonstat(part.content, file=f"{name}/{part.name}")
    given = {one.id: one.codes for one in table.extra["dimensions"]}
    problems = list(_differences(given, wanted if isinstance(wanted, dict) else {}, part.address))
    if problems:
        raise Refused(problems)
    return table


def _differences(
    given: Mapping[str, Sequence[str]], wanted: Mapping[str, Sequence[str]], address: str
) -> Iterator[Finding]:
    """What the answer has another way than asked; a dimension that was summed away may come with its one total."""
    for one, codes in wanted.items():
        if one not in given:
            yield _differs(address, Text(f"dimensionen {one} fattas", f"the dimension {one} is missing"))
        elif sorted(given[one]) != sorted(codes):
            yield _differs(address, Text(f"värdena på {one} är andra", f"the values of {one} are others"))
    for one, there in given.items():
        if one not in wanted and len(there) > 1:
            yield _differs(address, Text(f"dimensionen {one} har tillkommit", f"the dimension {one} has been added"))


def _differs(address: str, what: Text) -> Finding:
    return error(
        "input.source-changed", Place(address),
        Text(f"Svaret är inte det som efterfrågades: {what.sv}.", f"The answer is not what was asked for: {what.en}."),
        Text("Tabellen kan ha ändrats hos källan: kontrollera den och indikatorns [source].",
             "The table may have changed at the source: check it and the indicator's [source]."),
    )  # fmt: skip


def _joined(tables: Sequence[Table]) -> Table:
    first = tables[0]
    if len(tables) == 1:
        return first
    measures = {measure.name: measure for one in tables for measure in one.declaration.measures}
    return replace(
        first,
        declaration=replace(first.declaration, measures=tuple(measures.values())),
        coordinates={name: np.concatenate([one.coordinates[name] for one in tables]) for name in first.coordinates},
        values=np.concatenate([one.values for one in tables]),
        status=np.concatenate([one.status for one in tables]),
        lines=np.concatenate([one.lines for one in tables]),
        columns=np.concatenate([one.columns for one in tables]),
    )


def _folded(table: Table, tables: Sequence[Table]) -> Table:
    """The table without the dimensions that have one value in all of it; what they were is told in the notes."""
    labels = {one.coordinate: one for part in tables for one in part.extra["dimensions"]}
    further = {name: codes for name, codes in table.coordinates.items() if name not in _FIXED}
    single = [name for name, codes in further.items() if len(codes) and (codes == codes[0]).all()]
    told = [f"{labels[name].label}: {_label(labels[name], str(table.coordinates[name][0]))}" for name in single]
    notes = "\n".join([*told, *filter(None, [table.declaration.notes])])
    kept = {name: codes for name, codes in table.coordinates.items() if name not in single}
    return replace(table, coordinates=kept, declaration=replace(table.declaration, notes=notes), extra={})


def _label(one: Dimension, code: str) -> str:
    printed = dict(zip(one.codes, one.labels, strict=True)).get(code, code)
    return code if printed == code else f"{printed} ({code})"
