"""Listing: find a table at SCB by words in its title, page by page."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

import msgspec

from malbild.sources.client import Client
from malbild.sources.problems import SourceFailed, error
from malbild.sources.scb.fetch import ADDRESS
from malbild.vocabulary.finding import Place
from malbild.vocabulary.text import Text

_PER_PAGE = 500
_MOST_PAGES = 200


@dataclass(frozen=True, slots=True)
class Listed:
    """One table in SCB's list: its id, title, first and last period, and when it was updated."""

    id: str
    title: str
    first: str
    last: str
    updated: str
    discontinued: bool


class _Table(msgspec.Struct, rename="camel"):
    id: str
    label: str = ""
    first_period: str | None = None
    last_period: str | None = None
    updated: str | None = None
    discontinued: bool | None = None


class _Page(msgspec.Struct, rename="camel"):
    page_number: int
    total_pages: int


class _Answer(msgspec.Struct):
    tables: list[_Table]
    page: _Page


def listing(
    words: str, client: Client, *, language: str = "sv", ended: bool = False, address: str = ADDRESS
) -> Iterator[Listed]:
    """Every table whose title holds the words; `ended` takes those too that are no longer updated.

    Raises SourceFailed.
    """
    number = 1
    while number <= _MOST_PAGES:
        page = _page(f"{address}/tables?{urlencode(_asked(words, language, number, ended))}", client)
        client.tell(words or "SCB", number, page.page.total_pages)
        yield from map(_listed, page.tables)
        if number >= page.page.total_pages:
            return
        number += 1


def _asked(words: str, language: str, number: int, ended: bool) -> dict[str, str]:
    asked = {"lang": language, "query": words, "pageNumber": str(number), "pageSize": str(_PER_PAGE)}
    if ended:
        asked["includeDiscontinued"] = "true"
    return asked


def _page(address: str, client: Client) -> _Answer:
    answer = client.get(address, expects="json")
    try:
        return msgspec.json.decode(answer.content, type=_Answer)
    except msgspec.MsgspecError as error_:
        raise SourceFailed(error(
            "input.source-changed", Place(address),
            Text("Listan över tabeller har en annan form än väntat.",
                 "The list of tables has another form than expected."),
            Text("Sök upp tabellen på statistikdatabasen.scb.se.", "Look the table up at statistikdatabasen.scb.se."),
        )) from error_  # fmt: skip


def _listed(one: _Table) -> Listed:
    first, last = one.first_period or "", one.last_period or ""
    return Listed(one.id, one.label, first, last, one.updated or "", bool(one.discontinued))
