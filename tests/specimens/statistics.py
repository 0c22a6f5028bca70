"""A PxWebApi 2 that answers from one JSON-stat dataset: it slices what is asked, and refuses what is too much."""

import itertools
from collections.abc import Mapping
from typing import Any

from tests.specimens.replay import Asked, Replay, Reply


def made(
    dimensions: Mapping[str, list[str]],
    *,
    roles: Mapping[str, list[str]] | None = None,
    leave_out: tuple[str, ...] = (),
    **more: Any,
) -> dict[str, Any]:
    """A dataset of our own, in the form SCB gives, its figures counted up from one."""
    sizes = [len(codes) for codes in dimensions.values()]
    cells = list(itertools.product(*dimensions.values()))
    return {
        "version": "2.0", "class": "dataset", "label": "Folkmängd efter region och år", "source": "SCB",
        "updated": "2026-02-21T07:00:00Z", "id": list(dimensions), "size": sizes,
        "role": roles or {"time": ["Tid"], "metric": ["ContentsCode"]},
        "dimension": {name: _dimension(name, codes, leave_out) for name, codes in dimensions.items()},
        "value": list(range(1, len(cells) + 1)), **more,
    }  # fmt: skip


def _dimension(name: str, codes: list[str], leave_out: tuple[str, ...]) -> dict[str, Any]:
    category: dict[str, Any] = {
        "index": {code: place for place, code in enumerate(codes)},
        "label": {code: f"{name} {code}" for code in codes},
    }
    if name == "ContentsCode":
        category["unit"] = {code: {"base": "antal", "decimals": 0} for code in codes}
    return {"label": name.lower(), "category": category, "extension": {"elimination": name in leave_out}}


def sliced(dataset: Mapping[str, Any], selection: Mapping[str, list[str]]) -> dict[str, Any]:
    """The part of a dataset that holds the codes selected; a dimension not selected is summed away."""
    names = [name for name in dataset["id"] if name in selection]
    whole = {name: list(dataset["dimension"][name]["category"]["index"]) for name in dataset["id"]}
    figures: dict[tuple[str, ...], Any] = {}
    for codes, value in zip(itertools.product(*whole.values()), dataset["value"], strict=True):
        place = tuple(code for name, code in zip(dataset["id"], codes, strict=True) if name in selection)
        if all(code in selection[name] for name, code in zip(names, place, strict=True)):
            figures[place] = value if figures.get(place) is None else figures[place] + (value or 0)
    kept = {name: [code for code in whole[name] if code in selection[name]] for name in names}
    dimension = {name: _cut(dataset["dimension"][name], codes) for name, codes in kept.items()}
    return {
        **dataset, "id": names, "size": [len(codes) for codes in kept.values()], "dimension": dimension,
        "value": [figures[place] for place in itertools.product(*kept.values())],
    }  # fmt: skip


def _cut(dimension: Mapping[str, Any], codes: list[str]) -> dict[str, Any]:
    category = dict(dimension["category"])
    category["index"] = {code: place for place, code in enumerate(codes)}
    return {**dimension, "category": category}


class Statistics:
    """One table behind a PxWebApi 2, with the limits it tells and the limits it keeps."""

    def __init__(
        self,
        replay: Replay,
        dataset: Mapping[str, Any],
        *,
        most: int = 100,
        kept: int | None = None,
        table: str = "TAB1",
    ) -> None:
        self.dataset = dataset
        self.kept = kept or most
        self.table = f"/tables/{table}"
        metadata = {**dataset, "value": []}
        replay.at("/config", Reply.json({
            "apiVersion": "2.2.0", "maxDataCells": most, "maxCallsPerTimeWindow": 3, "timeWindow": 1,
            "license": "https://creativecommons.org/share-your-work/public-domain/cc0/",
        }))  # fmt: skip
        replay.at(f"{self.table}/metadata", Reply.json(metadata))
        replay.by(f"{self.table}/data", self.answer)

    def answer(self, asked: Asked) -> Reply:
        selection = {one["variableCode"]: one["valueCodes"] for one in asked.json["selection"]}
        cells = 1
        for codes in selection.values():
            cells *= len(codes)
        if cells > self.kept:
            return Reply.json(
                {"type": "Parameter error", "title": "Too many cells selected", "status": 403}, status=403
            )
        return Reply.json(sliced(self.dataset, selection))
