"""The form of Kolada's answers, and what is said when they come in another."""

from typing import TypeVar

import msgspec

from malbild.sources.problems import SourceFailed, error, excerpt
from malbild.vocabulary.finding import Place
from malbild.vocabulary.text import Text

_T = TypeVar("_T")


class Kpi(msgspec.Struct):
    """One key figure's metadata; `municipality_type` is K (municipalities), L (regions) or A (both)."""

    id: str
    title: str
    municipality_type: str
    description: str | None = None
    is_divided_by_gender: bool | int | None = None
    publication_date: str | None = None
    publ_period: str | None = None


class Kpis(msgspec.Struct):
    """A list of key figures."""

    values: list[Kpi]


class Value(msgspec.Struct):
    """One sex's value; `count` is the number of members it is the mean of."""

    gender: str
    value: float | None = None
    status: str | None = None
    count: int | None = None
    isdeleted: bool | int | None = None


class Row(msgspec.Struct):
    """One key figure in one area and year."""

    kpi: str
    municipality: str
    period: int | str
    values: list[Value]


class Page(msgspec.Struct):
    """One page of rows, and where the next one is."""

    values: list[Row]
    next_url: str | None = None


def typed(content: bytes, kind: type[_T], address: str) -> _T:
    """An answer in the form it should have. Raises SourceFailed when it has another."""
    try:
        return msgspec.json.decode(content, type=kind)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error_:
        raise changed(address, excerpt(str(error_), 100)) from error_


def changed(address: str, what: str) -> SourceFailed:
    """Kolada answers in another way than this program knows."""
    return SourceFailed(error(
        "input.source-changed", Place(address),
        Text(f"Koladas svar har en annan form än väntat ({what}).",
             f"Kolada's answer has another form than expected ({what})."),
        Text("Uppdatera Målbild, eller anmäl felet. De siffror som hämtats tidigare används under tiden.",
             "Update Målbild, or report the fault. The figures fetched earlier stay in use meanwhile."),
    ))  # fmt: skip
