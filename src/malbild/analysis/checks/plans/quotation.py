"""Quotation: a figure that a text quotes, bound to its fact: {{fact:population.1881.2023.total|22 345}}."""

import re
from dataclasses import dataclass

from malbild.vocabulary.finding import Place

_QUOTED = re.compile(r"\{\{\s*fact:([^|{}]+?)\s*\|([^{}]*)\}\}")
_NUMBER = re.compile(r"[−-]?\d+(?:[\s\u00a0\u202f]\d{3})*(?:[.,]\d+)?")


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
        if found is None:
            return True
        plain = re.sub(r"[\s\u00a0\u202f]", "", found[0]).replace("−", "-").replace(",", ".")
        decimals = len(plain.partition(".")[2])
        return abs(float(plain) - self.current) > 0.5 * 10.0**-decimals + 1e-9


def quoted(text: str) -> tuple[tuple[str, str], ...]:
    """The facts a text quotes, each with the figure as printed.

    >>> quoted("Länet har {{fact:population.18.2018.total|302 252}} invånare.")
    (('population.18.2018.total', '302 252'),)
    """
    return tuple((match[1], match[2].strip()) for match in _QUOTED.finditer(text))
