"""Relation: the arithmetic that the figures of a table promise to obey.

A relation says how one cell follows from others of the same table. A sidecar declares it
(docs/reference/sidecar.md), or the checker infers it where the structure of the table makes it evident.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Total:
    """A member of a dimension is the sum of others: the county of its municipalities, both sexes of women and men.

    parts      empty: the areas that lie directly in the total's area, or every other member of another dimension
    measures   the measures it holds for; empty: all that may be added up
    """

    dimension: str
    total: str
    parts: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    inferred: bool = False


@dataclass(frozen=True)
class Sum:
    """A measure is the sum of other measures of the same row; each part with its sign, +1 or −1."""

    total: str
    parts: tuple[tuple[int, str], ...]
    inferred: bool = False


@dataclass(frozen=True)
class Index:
    """A measure is another one as an index: 100 · value ÷ the value at `base`, {"period": "2008"} or {"area": "00"}."""

    measure: str
    of: str
    base: Mapping[str, str] = field(default_factory=dict)
    inferred: bool = False


@dataclass(frozen=True)
class Share:
    """A measure is `per` times one number divided by another.

    whole      the measure divided by; empty: the same as `of`
    whole_at   where the number divided by stands, as changed coordinates ({"sex": "total"}, {"area": "00"})
    of_at      where the number divided stands, when not in the share's own row
    """

    measure: str
    of: str
    whole: str = ""
    whole_at: Mapping[str, str] = field(default_factory=dict)
    of_at: Mapping[str, str] = field(default_factory=dict)
    per: float = 100
    inferred: bool = False


@dataclass(frozen=True)
class Change:
    """A measure is how much another has changed over the row's own span of time.

    since     the period compared with; empty: read from the row's period ("2017-2018"), else the period before
    percent   the change is relative, in per cent of the earlier value
    """

    measure: str
    of: str
    since: str = ""
    percent: bool = False
    inferred: bool = False


@dataclass(frozen=True)
class Flow:
    """Two measures count moves in and out; moves between the parts of an area are in the parts, not in the area.

    internal   the measure with the net of moves inside the larger area, when the table prints it
    """

    inward: str
    outward: str
    internal: str = ""
    inferred: bool = False


Relation = Total | Sum | Index | Share | Change | Flow
