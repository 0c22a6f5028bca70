"""What may stand in a cell: whole numbers, points, yes and no. None is what may not."""

import math
import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from malbild.vocabulary.admission import SCORE_UNIT

_WHOLE = re.compile(r"\+?\d{1,9}")
_POINTS = re.compile(r"\+?\d{1,6}([.,]\d{1,2}0*)?")
_YES, _NO = {"1", "true", "yes", "ja", "x"}, {"", "0", "false", "no", "nej"}


def whole(least: int, most: int, *, empty: int | None = None) -> Callable[[str], int | None]:
    """A reader of whole numbers between two.

    >>> [whole(1, 9)(one) for one in ("3", "0", "2.0", "")]
    [3, None, None, None]
    """

    def parse(text: str) -> int | None:
        if not text:
            return empty
        found = int(text) if _WHOLE.fullmatch(text) else None
        return found if found is not None and least <= found <= most else None

    return parse


def points(most: float, *, empty: int | None = None) -> Callable[[str], int | None]:
    """A reader of points as whole hundredths, with at most two decimals, comma or point.

    >>> [points(340)(one) for one in ("247,5", "340.5", "-1", "nan")]
    [24750, None, None, None]
    """
    limit = math.floor(most * SCORE_UNIT)

    def parse(text: str) -> int | None:
        if not text:
            return empty
        found = int(Decimal(text.replace(",", ".")) * SCORE_UNIT) if _POINTS.fullmatch(text) else None
        return found if found is not None and found <= limit else None

    return parse


def yes(*, empty: bool = False) -> Callable[[str], int | None]:
    """A reader of yes and no.

    >>> [yes()(one) for one in ("1", "nej", "", "maybe")]
    [1, 0, 0, None]
    """

    def parse(text: str) -> int | None:
        if not text:
            return int(empty)
        lower = text.lower()
        return 1 if lower in _YES else 0 if lower in _NO else None

    return parse


def one_of(words: Sequence[str]) -> Callable[[str], int | None]:
    """A reader of one of several words, as its place among them.

    >>> [one_of(("keeps", "leaves"))(one) for one in ("Leaves", "perhaps")]
    [1, None]
    """

    def parse(text: str) -> int | None:
        lower = text.lower()
        return words.index(lower) if lower in words else None

    return parse
