"""Fetch: ask SCB for a selection, in as many calls as its limits need, and keep every answer as it came."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar
from urllib.parse import quote

import msgspec

from malbild.sources.bundle import Bundle, Part, snapshot
from malbild.sources.cache import Answer
from malbild.sources.client import Client
from malbild.sources.files.grid import Dimension
from malbild.sources.files.jsonstat import read_structure
from malbild.sources.pace import Pace
from malbild.sources.problems import SourceFailed, error, refuse
from malbild.sources.scb.query import Query, resolve
from malbild.sources.scb.split import Selection, cells, split
from malbild.vocabulary.finding import Place
from malbild.vocabulary.provenance import Provenance, Snapshot
from malbild.vocabulary.text import Text

ADDRESS = "https://statistikdatabasen.scb.se/api/v2"
_CC0 = "CC0-1.0"
_T = TypeVar("_T")
_MOST_CALLS = 2_000


class _Config(msgspec.Struct, rename="camel"):
    max_data_cells: int
    max_calls_per_time_window: int
    time_window: float
    license: str = ""


class _CodelistValue(msgspec.Struct):
    code: str
    label: str = ""


class _Codelist(msgspec.Struct):
    id: str
    values: list[_CodelistValue]


def fetch(query: Query, client: Client, *, address: str = ADDRESS) -> Snapshot:
    """Everything a query asks for, as SCB gave it, in one snapshot.

    Raises Refused when the query does not fit the table, SourceFailed when SCB does not answer.
    """
    config = _config(client, address)
    table = f"{address}/tables/{quote(query.table)}"
    about = client.get(f"{table}/metadata?lang={quote(query.language)}", expects="json")
    structure = read_structure(about.content, file=query.table)
    lists = _codelists(query, client, address)
    selection = resolve(query, _grouped(structure.dimensions, lists), structure.may_be_left_out())
    answers = _Asking(query, client, table, config.max_data_cells).all(selection)
    parts = [Part("metadata.json", about.address, about.content)]
    parts += _numbered("codelist", lists.values())
    parts += _numbered("data", [answer for _, answer in answers])
    asked = {
        "publisher": "scb", "table": query.table, "language": query.language, "codelist": dict(query.codelist),
        "asked": [one for one, _ in answers],
    }  # fmt: skip
    provenance = Provenance(
        structure.text("source") or "SCB", structure.text("label"), table, structure.updated(),
        client.clock.utc().date(), _CC0 if "cc0" in config.license.lower() else config.license,
    )  # fmt: skip
    return snapshot(f"{query.table}.zip", Bundle(asked, parts), provenance)


def _numbered(kind: str, answers: Iterable[Answer]) -> list[Part]:
    return [Part(f"{kind}-{number:04}.json", one.address, one.content) for number, one in enumerate(answers, 1)]


def _config(client: Client, address: str) -> _Config:
    """SCB's own limits, learnt before anything else is asked."""
    answer = client.get(f"{address}/config", expects="json")
    config = _typed(answer, _Config)
    try:
        client.learn_pace(address, Pace(config.max_calls_per_time_window, config.time_window))
    except ValueError as error_:
        raise _changed(answer.address, str(error_)) from error_
    if config.max_data_cells < 1:
        raise _changed(answer.address, f"maxDataCells {config.max_data_cells}")
    return config


def _codelists(query: Query, client: Client, address: str) -> dict[str, Answer]:
    return {
        dimension: client.get(f"{address}/codelists/{quote(name)}?lang={quote(query.language)}", expects="json")
        for dimension, name in sorted(query.codelist.items())
    }


def _grouped(dimensions: Sequence[Dimension], lists: Mapping[str, Answer]) -> list[Dimension]:
    """The dimensions with the values of their code lists in place of their own."""
    read = {name.casefold(): _typed(answer, _Codelist) for name, answer in lists.items()}
    found = []
    for one in dimensions:
        values = read[one.id.casefold()].values if one.id.casefold() in read else None
        if values is not None:
            one = replace(one, codes=tuple(v.code for v in values), labels=tuple(v.label for v in values))
        found.append(one)
    return found


class _Asking:
    """The calls for one query's figures."""

    def __init__(self, query: Query, client: Client, table: str, most: int) -> None:
        self.query, self.client, self.most = query, client, most
        self.address = f"{table}/data?lang={quote(query.language)}&outputFormat=json-stat2"

    def all(self, selection: Selection) -> list[tuple[Selection, Answer]]:
        """Every part with its answer, all from the same edition of the table."""
        for _ in range(2):
            answers = self._once(selection)
            if len({_edition(answer) for _, answer in answers}) == 1:
                return answers
        raise SourceFailed(error(
            "input.source-moving", Place(self.address),
            Text("Tabellen uppdaterades medan den hämtades, två gånger.",
                 "The table was updated while it was fetched, twice."),
            Text("Försök igen om en stund.", "Try again in a while."),
        ))  # fmt: skip

    def _once(self, selection: Selection) -> list[tuple[Selection, Answer]]:
        parts = _affordable(selection, self.most, self.address)
        answers: list[tuple[Selection, Answer]] = []
        for done, part in enumerate(parts):
            self.client.tell(self.query.table, done, len(parts))
            answers.extend(self._ask(part))
        self.client.tell(self.query.table, len(parts), len(parts))
        return answers

    def _ask(self, part: Selection) -> list[tuple[Selection, Answer]]:
        """One part; SCB's limit may have sunk since it told it, and then it is asked for in halves."""
        question = {"selection": [self._choice(name, codes) for name, codes in part.items()]}
        try:
            return [(part, self.client.post(self.address, question))]
        except SourceFailed as failed:
            if failed.status != 403 or cells(part) < 2:
                raise
            return [one for half in split(part, cells(part) // 2) for one in self._ask(half)]

    def _choice(self, name: str, codes: Sequence[str]) -> dict[str, Any]:
        lists = {dimension.casefold(): codelist for dimension, codelist in self.query.codelist.items()}
        choice: dict[str, Any] = {"variableCode": name, "valueCodes": list(codes)}
        if name.casefold() in lists:
            choice["codelist"] = lists[name.casefold()]
        return choice


def _affordable(selection: Selection, most: int, address: str) -> list[Selection]:
    """The parts, unless they are more than anybody can have meant."""
    if cells(selection) > most * _MOST_CALLS:
        raise refuse(
            "input.source-query", Place(address, None, "[source]"),
            Text(f"Frågan gäller {cells(selection):.3g} celler.", f"The query is for {cells(selection):.3g} cells."),
            Text("Välj färre värden i indikatorns [source].", "Choose fewer values in the indicator's [source]."),
        )  # fmt: skip
    return list(split(selection, most))


class _Edition(msgspec.Struct):
    updated: str = ""


def _edition(answer: Answer) -> str:
    return _typed(answer, _Edition).updated


def _typed(answer: Answer, kind: type[_T]) -> _T:
    try:
        return msgspec.json.decode(answer.content, type=kind)
    except (msgspec.MsgspecError, RecursionError) as error_:
        raise _changed(answer.address, str(error_)) from error_


def _changed(address: str, what: str) -> SourceFailed:
    return SourceFailed(error(
        "input.source-changed", Place(address),
        Text(f"SCB:s svar har en annan form än väntat ({what}).",
             f"SCB's answer has another form than expected ({what})."),
        Text("Uppdatera Målbild, eller anmäl felet. De siffror som hämtats tidigare används under tiden.",
             "Update Målbild, or report the fault. The figures fetched earlier stay in use meanwhile."),
    ))  # fmt: skip
