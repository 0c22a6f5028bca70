"""Quotation: a figure that a text quotes, bound to its fact: {{fact:population.1881.2023.total|22 345}}."""

import re
from dataclasses import dataclass

from malbild.vocabulary.finding import Place

QUOTED = re.compile(r"\{\{\s*fact:([^|{}]+?)\s*\|([^{}]*)\}\}")
"""A quoted figure in a text: the fact's id, and the figure as printed."""

_NUMBER = re.compile(r"[−-]?\d+(?:[\s\u00a0\u202f,]\d{3})*(?:[.,]\d+)?")


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quoted figure.

    fact      id of the fact
    printed   the figure as the text has it
    current   what it is now; None when the fact is gone or has no value
    """

    place: Place
    fact: str
    printed: str
    current: float | None

    @property
    def moved(self) -> bool:
        """Whether the printed figure is no longer the current one, rounded as it is printed."""
        if self.current is None:
            return True
        found = _NUMBER.search(self.printed)
        return found is None or not any(self._is(reading) for reading in _readings(found[0]))

    def _is(self, printed: str) -> bool:
        decimals = len(printed.partition(".")[2])
        return self.current is not None and abs(float(printed) - self.current) <= 0.5 * 10.0**-decimals + 1e-9


def _readings(printed: str) -> tuple[str, ...]:
    """A printed figure as a number may be read: 6,378 is six and a bit in Swedish and thousands in English."""
    plain = re.sub(r"[\s\u00a0\u202f]", "", printed).replace("−", "-")
    english = re.sub(r"(?<=\d),(?=\d{3}(?:\D|$))", "", plain)
    return tuple(dict.fromkeys(one.replace(",", ".") for one in (plain, english) if one.count(",") < 2))


def quoted(text: str) -> tuple[tuple[str, str], ...]:
    """The facts a text quotes, each with the figure as printed.

    >>> quoted("Länet har {{fact:population.18.2018.total|302 252}} invånare.")
    (('population.18.2018.total', '302 252'),)
    """
    return tuple((match[1], match[2].strip()) for match in QUOTED.finditer(text))
