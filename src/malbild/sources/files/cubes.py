"""Cubes: a PX or JSON-stat file with a sidecar beside it; what the sidecar says goes before what the file says."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from malbild.sources.files.sheet import Problems
from malbild.sources.files.sidecar import Column, Sidecar
from malbild.vocabulary.provenance import Provenance
from malbild.vocabulary.table import Codes, Declaration, Measure, Table
from malbild.vocabulary.text import Text, listing

_ROLES = ("area", "period", "measure")


def declared(table: Table, sidecar: Sidecar, problems: Problems) -> Table:
    """The table as its sidecar declares it; what the sidecar names and the file lacks is added to the problems.

    `[columns]` gives dimensions the role of area or period; `[measures]` names measures by code or title.
    `area` and `period` tell what a table without such a dimension is about.
    """
    _check(sidecar.columns, list(table.coordinates), problems)
    known = [name for one in table.declaration.measures for name in (one.name, one.title)]
    _check(sidecar.measures, known, problems)
    coordinates = _roles(table, sidecar)
    for role in ("area", "period"):
        if sidecar.texts.get(role) and (coordinates[role] == "").all():
            coordinates[role] = np.full(len(table), sidecar.texts[role])
    return replace(table, coordinates=coordinates, declaration=_declaration(table.declaration, sidecar))


def _roles(table: Table, sidecar: Sidecar) -> dict[str, Codes]:
    """The coordinates, with the dimensions that are the area or the period under that name."""
    found = dict(table.coordinates)
    for name, column in sidecar.columns.items():
        if column.role in ("area", "period") and name in found and (found[column.role] == "").all():
            found[column.role] = found.pop(name)
    return found


def _declaration(told: Declaration, sidecar: Sidecar) -> Declaration:
    return replace(
        told,
        provenance=_provenance(told.provenance, sidecar),
        measures=tuple(_measure(one, sidecar) for one in told.measures),
        relations=sidecar.relations or told.relations,
        suppressions=sidecar.suppressions,
        heading=sidecar.texts.get("heading", told.heading),
        notes=sidecar.texts.get("notes", told.notes),
    )


def _provenance(told: Provenance, sidecar: Sidecar) -> Provenance:
    said = sidecar.provenance(told.digest)
    return Provenance(
        said.publisher or told.publisher, said.title or told.title, said.address or told.address,
        said.published or told.published, said.read or told.read, said.licence or told.licence, told.digest,
    )  # fmt: skip


def _measure(one: Measure, sidecar: Sidecar) -> Measure:
    said = sidecar.measures.get(one.name) or sidecar.measures.get(one.title) or Column()
    return Measure(
        one.name, said.unit or one.unit, said.kind or one.kind,
        one.decimals if said.decimals is None else said.decimals,
        said.indicator or one.indicator, said.title or one.title,
    )  # fmt: skip


def _check(named: Mapping[str, Column], there: Sequence[str], problems: Problems) -> None:
    for name in named:
        if name not in there:
            has = [one for one in there if one and one not in _ROLES]
            problems.add(
                "contradiction",
                Text(f"Sidofilen nämner ”{name}”, som filen inte har.",
                     f"The sidecar names “{name}”, which the file lacks."),
                Text(f"Den har {listing(has)}.", f"It has {listing(has, 'en')}."), cell=name,
            )  # fmt: skip
