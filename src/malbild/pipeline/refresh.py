"""Refresh: take official statistics from their sources into the warehouse.

For every indicator that has a source: fetch, keep, parse, harmonise, correct, check, load. A source that fails
leaves its earlier vintage in use and does not stop the others.
"""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from malbild.pipeline.examine import examined
from malbild.pipeline.workspace import Workspace
from malbild.sources import publishers
from malbild.sources.client import Client
from malbild.vocabulary.correction import Correction
from malbild.vocabulary.finding import Finding, Place, Severity
from malbild.vocabulary.indicator import Indicator
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.provenance import Vintage
from malbild.vocabulary.table import Table
from malbild.vocabulary.text import Text
from malbild.warehouse import Loaded

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Renewal:
    """What became of one indicator: its new or unchanged vintage, or why there is none and which stays in use.

    loaded     None when it failed
    findings   what is to be told, the reasons of a failure among them
    in_use     the vintage that the indicator's figures stand in afterwards; None when there never was any
    """

    indicator: Indicator
    loaded: Loaded | None
    findings: tuple[Finding, ...]
    in_use: Vintage | None

    @property
    def failed(self) -> bool:
        """Whether the source could not be read or its figures not be taken."""
        return self.loaded is None

    @property
    def unreachable(self) -> bool:
        """Whether nobody was there to ask: then the next one is asked once, not again and again, until one answers."""
        return self.failed and any(one.rule == "input.source-unreachable" for one in self.findings)


def refresh(workspace: Workspace, client: Client, *, today: date, only: Iterable[str] = ()) -> Iterator[Renewal]:
    """Bring the statistics up to date, one indicator after the other, telling of each when it is done.

    Stopped halfway, everything told is loaded; started again, the client's kept answers bring it back there fast.
    """
    corrections, patient = workspace.corrections(), client.limits
    for indicator in sourced(workspace, only):
        renewal = renewed(indicator, corrections, workspace, client, today=today)
        if renewal.unreachable:
            client.limits = replace(patient, attempts=1)
        elif not renewal.failed:
            client.limits = patient
        yield renewal


def sourced(workspace: Workspace, only: Iterable[str] = ()) -> list[Indicator]:
    """The indicators that have a source, all or those asked for. Raises Refused when one asked for has none."""
    found = {id_: one for id_, one in workspace.indicators().items() if one.source}
    wanted = list(only) or list(found)
    if missing := [id_ for id_ in wanted if id_ not in found]:
        raise Refused(_no_source(id_) for id_ in missing)
    return [found[id_] for id_ in wanted]


def renewed(
    indicator: Indicator, corrections: Iterable[Correction], workspace: Workspace, client: Client, *, today: date
) -> Renewal:
    """One indicator brought up to date, or why not."""
    try:
        loaded = renew(indicator, corrections, workspace, client, today=today)
        return Renewal(indicator, loaded, loaded.findings, loaded.vintage)
    except Refused as refused:
        findings = refused.findings
    except Exception as error:  # a fault in our reading of one source must not keep the others from being read
        _log.debug("%s", indicator.id, exc_info=True)
        findings = (_unexpected(indicator, error),)
    in_use = workspace.warehouse.current(indicator.id)
    return Renewal(indicator, None, findings, in_use[-1] if in_use else None)


def renew(
    indicator: Indicator, corrections: Iterable[Correction], workspace: Workspace, client: Client, *, today: date
) -> Loaded:
    """Fetch, keep, parse, harmonise, correct, check, load. Raises Refused, and then nothing was loaded."""
    snapshot = workspace.warehouse.keep(publishers.fetch(indicator, client))
    table = own(publishers.parse(snapshot, indicator), indicator)
    prepared = examined(table, {indicator.id: indicator}, corrections, today=today)
    loaded = workspace.warehouse.add(prepared)
    _withdraw_former(indicator, loaded, workspace)
    return loaded


def _withdraw_former(indicator: Indicator, loaded: Loaded, workspace: Workspace) -> None:
    """When the indicator has another source than before, what was fetched from the former one tells nothing more."""
    for vintage in workspace.warehouse.current(indicator.id):
        if vintage.table.endswith(f".{indicator.id}") and vintage.table != loaded.vintage.table:
            workspace.warehouse.withdraw(vintage.table)


def own(table: Table, indicator: Indicator) -> Table:
    """The table under a name of the indicator's own.

    Two indicators may ask the same table for different things; one's answer must not take the other's place.
    """
    return replace(table, declaration=replace(table.declaration, id=f"{table.declaration.id}.{indicator.id}"))


def _no_source(id_: str) -> Finding:
    return Finding(
        "refresh.no-source", Severity.ERROR, Place(f"indicators/{id_}.toml"),
        Text(f"Det finns ingen indikator {id_!r} med en källa.", f"There is no indicator {id_!r} with a source."),
        Text("Ange id för en indikator med [source].", "Name the id of an indicator that has [source]."),
    )  # fmt: skip


def _unexpected(indicator: Indicator, error: Exception) -> Finding:
    what = f"{type(error).__name__}: {error}"
    return Finding(
        "refresh.unexpected", Severity.ERROR, Place(f"indicators/{indicator.id}.toml", None, "source"),
        Text(f"Svaret gick inte att läsa ({what}).", f"The answer could not be read ({what})."),
        Text("Källan kan ha ändrat sitt format. Anmäl felet till Målbild med texten ovan.",
             "The source may have changed its format. Report the fault to Målbild with the text above."),
    )  # fmt: skip
