"""programmes.csv: what is offered."""

import numpy as np
from numpy.typing import NDArray

from malbild.sources.admission.columns import Columns, is_text, require
from malbild.sources.admission.problems import Problems
from malbild.sources.admission.values import whole
from malbild.vocabulary.admission import Kind, Programmes, Selection
from malbild.vocabulary.text import Text

MOST_PLACES = 10_000
_SELECTIONS = {
    **dict.fromkeys(("", "0", "no", "nej", "false", "merit"), Selection.MERIT),
    **dict.fromkeys(("1", "yes", "ja", "true", "points", "poäng"), Selection.POINTS),
    **dict.fromkeys(("list", "lista"), Selection.LIST),
}
_ORDER = tuple(Selection)
_KINDS = {
    "": Kind.UNSAID,
    **dict.fromkeys(("vocational", "yrkes", "yrkesprogram"), Kind.VOCATIONAL),
    **dict.fromkeys(("preparatory", "högskoleförberedande"), Kind.PREPARATORY),
    **dict.fromkeys(("introductory", "introduktion", "introduktionsprogram"), Kind.INTRODUCTORY),
}
_ORDER_OF_KINDS = tuple(Kind)


def parse_programmes(columns: Columns, problems: Problems) -> Programmes | None:
    """The programmes in the order of their ids; None when anything is wrong, which `problems` then tells."""
    if not require(columns, ("programme_id", "places"), problems):
        return None
    is_text(columns, "programme_id", problems)
    ids, rows = columns.text("programme_id")
    _tell_twice(columns, rows, problems)
    places = columns.numbers("places", whole(0, MOST_PLACES), problems, message=_PLACES, remedy=_PLACES_REMEDY)
    free = columns.numbers(
        "free_quota_places", whole(0, MOST_PLACES, empty=0), problems, message=_PLACES, remedy=_PLACES_REMEDY
    )
    problems.at("free_quota_places", columns.lines[free > places], _FREE, _FREE_REMEDY, cell="free_quota_places")
    selection = columns.numbers("test", _selection, problems, message=_TEST, remedy=_TEST_REMEDY)
    kind = columns.numbers("kind", _kind, problems, message=_KIND, remedy=_KIND_REMEDY)
    if problems:
        return None
    order = np.array(sorted(range(len(rows)), key=lambda row: ids[rows[row]]), np.int64)
    return Programmes(
        ids=tuple(ids[rows[row]] for row in order),
        places=places[order], free_quota_places=free[order],
        selection=tuple(_ORDER[one] for one in selection[order]),
        schools=_texts(columns, "school", order),
        municipalities=_texts(columns, "municipality", order),
        fields=_texts(columns, "field", order),
        kinds=tuple(_ORDER_OF_KINDS[one] for one in kind[order]),
        names=_texts(columns, "name", order),
    )  # fmt: skip


def _selection(text: str) -> int | None:
    found = _SELECTIONS.get(text.lower())
    return None if found is None else _ORDER.index(found)


def _kind(text: str) -> int | None:
    found = _KINDS.get(text.lower())
    return None if found is None else _ORDER_OF_KINDS.index(found)


def _texts(columns: Columns, name: str, order: NDArray[np.int64]) -> tuple[str, ...]:
    values, codes = columns.text(name)
    return tuple(values[code] for code in codes[order])


def _tell_twice(columns: Columns, rows: NDArray[np.int32], problems: Problems) -> None:
    _, first = np.unique(rows, return_index=True)
    again = np.setdiff1d(np.arange(len(rows)), first)
    problems.at("programme_twice", columns.lines[again], _TWICE, _TWICE_REMEDY, cell="programme_id")


_PLACES = Text(f"Antalet platser är inget heltal från 0 till {MOST_PLACES}.",
               f"The number of places is no whole number from 0 to {MOST_PLACES}.")  # fmt: skip
_PLACES_REMEDY = Text("Skriv ett heltal; 0 stänger utbildningen.", "Write a whole number; 0 closes the programme.")
_FREE = Text("Den fria kvoten är större än alla platser.", "The free quota is larger than all places.")
_FREE_REMEDY = Text("Platserna i fri kvot ingår i alla platser; minska dem.",
                    "Places of the free quota are part of all places; lower them.")  # fmt: skip
_TEST = Text("Urvalet är okänt.", "The selection is unknown.")
_TEST_REMEDY = Text(
    "Lämna tomt, eller skriv points (prov ger poäng) eller list (skolans egen ranglista).",
    "Leave it empty, or write points (a test gives points) or list (the school's own rank list).",
)
_KIND = Text("Slaget av program är okänt.", "The kind of programme is unknown.")
_KIND_REMEDY = Text(
    "Lämna tomt, eller skriv vocational (yrkes), preparatory (högskoleförberedande) eller introductory (introduktion).",
    "Leave it empty, or write vocational, preparatory or introductory.",
)
_TWICE = Text("Utbildningen finns redan på en tidigare rad.", "The programme is there already, in an earlier row.")
_TWICE_REMEDY = Text("Slå ihop raderna eller ge dem var sitt id.", "Merge the rows, or give each an id of its own.")
