"""Fetch: ask Kolada for key figures, 25 areas at a time, and follow its pages to the last."""

from collections.abc import Iterator, Sequence
from urllib.parse import urljoin, urlsplit

from malbild.sources.bundle import Bundle, Part, snapshot
from malbild.sources.client import Client
from malbild.sources.kolada.answers import Kpi, Kpis, Page, changed, typed
from malbild.sources.kolada.query import Query, wanted
from malbild.sources.pace import Pace
from malbild.sources.problems import SourceFailed, error
from malbild.vocabulary.finding import Place
from malbild.vocabulary.provenance import Provenance, Snapshot
from malbild.vocabulary.text import Text

ADDRESS = "https://api.kolada.se/v3"
_PACE = Pace(5, 1.0)
_PER_PAGE = 5000
_IDS = 25
_MOST_PAGES = 1000
_TERMS = "Källa: Kolada"


def fetch(query: Query, client: Client, *, address: str = ADDRESS) -> Snapshot:
    """Everything a query asks for, as Kolada gave it, in one snapshot.

    Raises Refused when Kolada has no such value of the areas asked for, SourceFailed when it does not answer.
    """
    client.learn_pace(address, _PACE)
    about = [Part(f"kpi-{ids}.json", *_kpi_answer(ids, client, address)) for ids in query.kpi]
    kpis = [_kpi(part, ids) for part, ids in zip(about, query.kpi, strict=True)]
    places = wanted(query, [one.municipality_type for one in kpis])
    pages = list(_pages(query, places, client, address))
    asked = {
        "publisher": "kolada", "kpi": list(query.kpi), "areas": list(places), "years": list(query.years),
        "unit": query.unit,
    }  # fmt: skip
    provenance = Provenance(
        "Kolada", "; ".join(one.title for one in kpis), f"{address}/data/kpi/{','.join(query.kpi)}", None,
        client.clock.utc().date(), _TERMS,
    )  # fmt: skip
    return snapshot(f"{'+'.join(query.kpi)}.zip", Bundle(asked, [*about, *pages]), provenance)


def _kpi_answer(kpi: str, client: Client, address: str) -> tuple[str, bytes]:
    answer = client.get(f"{address}/kpi/{kpi}", expects="json")
    return answer.address, answer.content


def _kpi(part: Part, kpi: str) -> Kpi:
    """A key figure's metadata, alone or as a list of one."""
    listed = b'"values"' in part.content
    found = typed(part.content, Kpis, part.address).values if listed else [typed(part.content, Kpi, part.address)]
    for one in found:
        if one.id == kpi:
            if one.municipality_type not in ("K", "L", "A"):
                raise changed(part.address, f"municipality_type {one.municipality_type!r}")
            return one
    raise SourceFailed(error(
        "input.source-gone", Place(part.address),
        Text(f"Kolada har inte längre nyckeltalet {kpi}.", f"Kolada no longer has the key figure {kpi}."),
        Text("Sök upp det på kolada.se och rätta [source]. De siffror som hämtats tidigare används under tiden.",
             "Look it up at kolada.se and correct [source]. The figures fetched earlier stay in use meanwhile."),
    ), 404)  # fmt: skip


def _pages(query: Query, places: Sequence[str], client: Client, address: str) -> Iterator[Part]:
    batches = [(kpis, some) for kpis in _batches(query.kpi) for some in _batches(places)]
    number = 0
    for done, (kpis, some) in enumerate(batches):
        client.tell(", ".join(query.kpi), done, len(batches))
        for part in _followed(_question(address, kpis, some, query.years), client):
            number += 1
            yield Part(f"data-{number:04}.json", *part)
    client.tell(", ".join(query.kpi), len(batches), len(batches))


def _batches(ids: Sequence[str]) -> list[Sequence[str]]:
    return [ids[start : start + _IDS] for start in range(0, len(ids), _IDS)]


def _question(address: str, kpis: Sequence[str], places: Sequence[str], years: Sequence[int]) -> str:
    asked = f"{address}/data/kpi/{','.join(kpis)}/municipality/{','.join(places)}"
    if years:
        asked += f"/year/{','.join(map(str, years))}"
    return f"{asked}?per_page={_PER_PAGE}"


def _followed(address: str, client: Client) -> Iterator[tuple[str, bytes]]:
    """A page and those it leads to, all at the same host."""
    first, seen = address, set[str]()
    while address not in seen and len(seen) < _MOST_PAGES:
        seen.add(address)
        answer = client.get(address, expects="json")
        yield answer.address, answer.content
        following = typed(answer.content, Page, answer.address).next_url
        if not following:
            return
        address = urljoin(address, following)
        if urlsplit(address)[:2] != urlsplit(first)[:2]:
            raise changed(first, f"next_url {address}")
    raise changed(first, f"next_url {address}")
