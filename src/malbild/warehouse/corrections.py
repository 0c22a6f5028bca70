"""Corrections: declared changes to figures, applied while they hold and reported when they have stopped."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from malbild.vocabulary.correction import Correction, CorrectionAction
from malbild.vocabulary.finding import Finding, Place, Severity
from malbild.vocabulary.provenance import Step
from malbild.vocabulary.table import ESTIMATED, MISSING, PUBLISHED, Table
from malbild.vocabulary.text import Language, Text, day, number
from malbild.warehouse.observations import Observations

_CLOSE = 1e-9  # what a unit conversion may lose when a figure is compared with the one expected


@dataclass(frozen=True)
class Corrected:
    """The figures after corrections, and what is to be said of corrections that did not apply."""

    observations: Observations
    findings: tuple[Finding, ...]


def correct(observations: Observations, table: Table, corrections: Iterable[Correction], today: date) -> Corrected:
    """Apply every correction that holds today, each as a step in the lineage of the figures it changes.

    A correction that has ended, that finds another figure than it expects, or that finds no figure in the table
    it names, changes nothing there and is told as a finding.
    """
    findings: list[Finding] = []
    for one in corrections:
        rows = _rows(observations, table, one)
        if not rows.size:
            findings.extend(_nowhere(one, table))
        elif today > one.until:
            findings.append(_ended(one))
        else:
            holding = _as_expected(observations, rows, one)
            findings.extend(_otherwise(one, observations, table, rows[~holding]))
            observations = _apply(observations, rows[holding], one)
    return Corrected(observations, tuple(findings))


def _rows(observations: Observations, table: Table, one: Correction) -> NDArray[np.int64]:
    if one.table and one.table != table.declaration.id:
        return np.array([], dtype=np.int64)
    hit = observations.indicator == one.indicator
    for asked, codes in (
        (one.area, observations.area),
        (str(one.period or ""), observations.period),
        (one.group, observations.group),
    ):
        if asked:
            hit = hit & (codes == asked)
    return np.flatnonzero(hit)


def _as_expected(observations: Observations, rows: NDArray[np.int64], one: Correction) -> NDArray[np.bool_]:
    if one.expect is None:
        return np.ones(rows.size, dtype=np.bool_)
    return np.isclose(observations.values[rows], one.expect, rtol=_CLOSE, atol=_CLOSE)


def _apply(observations: Observations, rows: NDArray[np.int64], one: Correction) -> Observations:
    if not rows.size:
        return observations
    values, status = observations.values.copy(), observations.status.astype(np.result_type(observations.status, "<U11"))
    for row in rows:
        observations = observations.stepped([int(row)], _step(one, float(values[row])))
    match one.action:
        case CorrectionAction.DROP:
            values[rows], status[rows] = np.nan, MISSING
        case CorrectionAction.OVERRIDE:
            values[rows], status[rows] = one.value, PUBLISHED
        case CorrectionAction.SCALE:
            values[rows] *= 1.0 if one.value is None else one.value
        case CorrectionAction.FLAG:
            status[rows[~np.isnan(values[rows])]] = ESTIMATED
    return replace(observations, values=values, status=status)


def _step(one: Correction, before: float) -> Step:
    """What was done, in words, the source's own figure named, so that nobody has to look for it."""
    return Step(f"correction.{one.id}", Text(_told(one, before, "sv"), _told(one, before, "en")))


_DONE = {
    CorrectionAction.DROP: Text("Värdet visas som saknat", "The value is shown as missing"),
    CorrectionAction.OVERRIDE: Text("Värdet är ersatt med {}", "The value is replaced by {}"),
    CorrectionAction.SCALE: Text("Värdet är multiplicerat med {}", "The value is multiplied by {}"),
    CorrectionAction.FLAG: Text("Värdet är märkt som osäkert", "The value is marked as uncertain"),
}
_SAID = Text("källan anger {}.", "the source says {}.")
_SEE = Text("Se {}.", "See {}.")
_HOLDS = Text("Rättelsen gäller till och med {}.", "The correction holds until {}.")


def _told(one: Correction, before: float, language: Language) -> str:
    done = _DONE[one.action].in_(language).format(_figure(one.value, language))
    said = _SAID.in_(language).format(_figure(before, language))
    see = _SEE.in_(language).format(one.source) if one.source else ""
    holds = _HOLDS.in_(language).format(day(one.until, language))
    return " ".join(part for part in (f"{done}; {said}", one.reason.in_(language), see, holds) if part)


def _figure(value: float | None, language: Language) -> str:
    if value is None or np.isnan(value):
        return "inget värde" if language == "sv" else "no value"
    small = 0 < abs(value) < 1
    return number(value, language, 2 - int(np.floor(np.log10(abs(value)))) if small else None)


def _place(one: Correction) -> Place:
    return Place(f"corrections/{one.id}.toml")


def _ended(one: Correction) -> Finding:
    return Finding(
        "correction.ended", Severity.WARNING, _place(one),
        Text(
            f"Rättelsen {one.id} upphörde {day(one.until, 'sv')} och ändrar inget längre.",
            f"The correction {one.id} ended on {day(one.until, 'en')} and changes nothing any more.",
        ),
        Text(
            "Ta bort den om källan är rättad, annars ge den ett nytt slutdatum.",
            "Remove it if the source has been put right, otherwise give it a new end date.",
        ),
    )  # fmt: skip


def _otherwise(one: Correction, observations: Observations, table: Table, rows: NDArray[np.int64]) -> Iterable[Finding]:
    for row in rows:
        said, place = float(observations.values[row]), table.place(int(observations.cells[row]))
        yield Finding(
            "correction.outdated", Severity.WARNING, _place(one),
            Text(
                f"Rättelsen {one.id} väntar sig {_figure(one.expect, 'sv')} men källan anger "
                f"{_figure(said, 'sv')} ({place}); siffran är inte ändrad.",
                f"The correction {one.id} expects {_figure(one.expect, 'en')} but the source says "
                f"{_figure(said, 'en')} ({place}); the figure is left as it is.",
            ),
            Text(
                "Se efter om källan är rättad: ta då bort rättelsen, annars skriv om den.",
                "See whether the source has been put right: then remove the correction, otherwise rewrite it.",
            ),
        )  # fmt: skip


def _nowhere(one: Correction, table: Table) -> Iterable[Finding]:
    if one.table == table.declaration.id:
        yield Finding(
            "correction.nowhere", Severity.WARNING, _place(one),
            Text(
                f"Rättelsen {one.id} träffar ingen siffra i tabellen {one.table}.",
                f"The correction {one.id} meets no figure in the table {one.table}.",
            ),
            Text(
                "Kontrollera indikator, område, period och grupp; koderna är våra, inte källans.",
                "Check indicator, area, period and group; the codes are ours, not the source's.",
            ),
        )  # fmt: skip
