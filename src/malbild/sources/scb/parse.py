"""Parse: the answers of one snapshot as one table, checked to be exactly what was asked."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from malbild.sources.bundle import Part, unpack
from malbild.sources.files.grid import Dimension
from malbild.sources.files.jsonstat import read_jsonstat
from malbild.sources.problems import refuse
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
        raise _differs(name, Text("antalet svar", "the number of answers"))
    tables = [_part(part, wanted, name) for part, wanted in zip(parts, asked, strict=True)]
    whole = _joined(tables)
    provenance = replace(
        snapshot.provenance, title=tables[0].declaration.provenance.title or snapshot.provenance.title
    )
    return _folded(replace(whole, declaration=replace(whole.declaration, id=name, provenance=provenance), file=name), tables)


def _part(part: Part, wanted: Any, name: str) -> Table:
    table = read_jsonstat(part.content, file=f"{name}/{part.name}")
    dimensions: Sequence[Dimension] = table.extra["dimensions"]
    given = {one.id: list(one.codes) for one in dimensions}
    problems = list(_differences(given, wanted if isinstance(wanted, dict) else {}, part.address, dimensions))
    if problems:
        raise Refused(problems)
    return table


def _differences(
    given: Mapping[str, Sequence[str]], wanted: Mapping[str, Sequence[str]], address: str, dimensions: Sequence[Dimension]
) -> list[Finding]:
    """What the answer has another way than it was asked; a dimension that was summed away may come with its one total."""
    found = [_differs(address, Text(f"dimensionen {one} fattas",
                                    f"the dimension {one} is missing")) for one in wanted if one not in given]
    found += [
        _differs(address, Text(f"dimensionen {one.id} har tillkommit", f"the dimension {one.id} has been added"))
        for one in dimensions if one.id not in wanted and len(one.codes) > 1
    ]
    found += [
        _differs(address, Text(f"värdena på {one} är andra", f"the values of {one} are others"))
        for one, codes in wanted.items() if one in given and sorted(given[one]) != sorted(codes)
    ]  # fmt: skip
    return [finding for refused in found for finding in refused.findings]


def _differs(address: str, what: Text) -> Refused:
    return refuse(
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
    single = [name for name, codes in table.coordinates.items() if name not in _FIXED and len(codes) and (codes == codes[0]).all()]
    told = [f"{labels[name].label}: {_label(labels[name], str(table.coordinates[name][0]))}" for name in single]
    notes = "\n".join([*told, *filter(None, [table.declaration.notes])])
    kept = {name: codes for name, codes in table.coordinates.items() if name not in single}
    return replace(table, coordinates=kept, declaration=replace(table.declaration, notes=notes), extra={})


def _label(one: Dimension, code: str) -> str:
    printed = dict(zip(one.codes, one.labels, strict=True)).get(code, code)
    return code if printed == code else f"{printed} ({code})"
