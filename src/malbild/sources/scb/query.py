"""What is asked of SCB: a table, the values wanted of each dimension, and the code lists that group them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from malbild.sources.files.grid import Dimension
from malbild.sources.problems import error, excerpt, refuse
from malbild.vocabulary.finding import Finding, Place
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.text import Text

_TABLE = re.compile(r"[A-Za-z0-9_-]{1,40}")
_CALL = re.compile(r"(TOP|BOTTOM|FROM|TO|RANGE)\(([^()]*)\)", re.IGNORECASE)
_RESERVED = ("publisher", "table", "language", "unit", "area")
_CODELIST = "codelist."
_SPLIT = re.compile(r"\s*,\s*(?![^()]*\))")


@dataclass(frozen=True, slots=True)
class Query:
    """A selection from one of SCB's tables.

    table       the table's id ("TAB6471")
    selection   dimension → codes and expressions; a dimension that is left out is summed away where SCB allows it
    codelist    dimension → code list that groups or limits its values ("agg_RegionLA1998", "vs_RegionLän07")
    """

    table: str
    selection: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    codelist: Mapping[str, str] = field(default_factory=dict)
    language: str = "sv"


def query(source: Mapping[str, str]) -> Query:
    """Read an indicator's [source]: `table`, one key for each dimension, `codelist.<dimension>` for its code list.

    `unit` may tell the unit where SCB's own words for it are not understood, `area` the code of the area that a table
    without areas is about; `language` is sv or en.

    A dimension's values are codes and expressions with commas between: `*` and `?` stand for any characters,
    `TOP(n)` is the n first (of periods: the n latest), `BOTTOM(n)` the other end, `FROM(a)`, `TO(b)` and
    `RANGE(a,b)` go by the source's own order, ends included.

    >>> query({"publisher": "scb", "table": "TAB6471", "Region": "18, 1880", "Tid": "TOP(4)"}).selection["Region"]
    ('18', '1880')
    """
    table = source.get("table", "")
    if not _TABLE.fullmatch(table):
        raise refuse(
            "input.source-query", Place("", None, "[source] table"),
            Text(f"”{excerpt(table)}” är inget tabell-id hos SCB.", f"“{excerpt(table)}” is no id of a table at SCB."),
            Text("Skriv till exempel TAB6471.", "Write for instance TAB6471."),
        )  # fmt: skip
    dimensions = {key: value for key, value in source.items() if key not in _RESERVED and not key.startswith(_CODELIST)}
    return Query(
        table,
        {name: tuple(filter(None, _SPLIT.split(values.strip()))) for name, values in dimensions.items()},
        {key.removeprefix(_CODELIST): value for key, value in source.items() if key.startswith(_CODELIST)},
        source.get("language", "sv"),
    )


def resolve(asked: Query, dimensions: Sequence[Dimension], may_go: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """The codes asked for of each dimension, in the source's order. Raises Refused with all problems.

    dimensions   the table's own, after code lists
    may_go       ids of dimensions that SCB sums away when nothing is asked of them
    """
    problems: list[Finding] = []
    known = {one.id.casefold(): one for one in dimensions}
    wanted = {name.casefold(): expressions for name, expressions in asked.selection.items()}
    for name in asked.selection:
        if name.casefold() not in known:
            problems.append(_unknown_dimension(asked, name, dimensions))
    found = {}
    for one in dimensions:
        expressions = wanted.get(one.id.casefold())
        if expressions is None and one.id in may_go:
            continue
        codes = _codes(one, expressions or ())
        problems += [_empty(asked, one, each) for each in expressions or () if not _match(one, each)]
        if not codes and not expressions:
            problems.append(_unasked(asked, one))
        found[one.id] = codes
    if problems:
        raise Refused(problems)
    return found


def _codes(one: Dimension, expressions: Sequence[str]) -> tuple[str, ...]:
    wanted = {code for expression in expressions for code in _match(one, expression)}
    return tuple(code for code in one.codes if code in wanted)


def _match(one: Dimension, expression: str) -> Sequence[str]:
    """The codes an expression stands for."""
    if call := _CALL.fullmatch(expression):
        return _called(one, call[1].upper(), [argument.strip() for argument in call[2].split(",")])
    if expression in one.codes:
        return (expression,)
    if "*" in expression or "?" in expression:
        pattern = expression.replace("[", "[[]")
        return [code for code in one.codes if fnmatchcase(code, pattern)]
    return ()


def _called(one: Dimension, name: str, arguments: Sequence[str]) -> Sequence[str]:
    codes = one.codes
    if name in ("TOP", "BOTTOM"):
        count = int(arguments[0]) if arguments[0].isascii() and arguments[0].isdigit() else 0
        from_end = (name == "TOP") == (one.role == "period")
        return () if not count else codes[-count:] if from_end else codes[:count]
    if any(argument not in codes for argument in arguments) or len(arguments) != (2 if name == "RANGE" else 1):
        return ()
    first = codes.index(arguments[0]) if name != "TO" else 0
    last = codes.index(arguments[-1]) if name != "FROM" else len(codes) - 1
    return codes[first : last + 1]


def _place(asked: Query, name: str) -> Place:
    return Place(asked.table, None, f"[source] {name}")


def _unknown_dimension(asked: Query, name: str, dimensions: Sequence[Dimension]) -> Finding:
    there = ", ".join(one.id for one in dimensions)
    return error(
        "input.source-query", _place(asked, name),
        Text(f"Tabellen har ingen dimension ”{excerpt(name)}”.", f"The table has no dimension “{excerpt(name)}”."),
        Text(f"Den har {there}.", f"It has {there}."),
    )  # fmt: skip


def _empty(asked: Query, one: Dimension, expression: str) -> Finding:
    some = ", ".join(one.codes[:5])
    return error(
        "input.source-query", _place(asked, one.id),
        Text(f"”{excerpt(expression)}” finns inte bland värdena.", f"“{excerpt(expression)}” is not among the values."),
        Text(f"Värdena är till exempel {some}.", f"The values are for instance {some}."),
    )  # fmt: skip


def _unasked(asked: Query, one: Dimension) -> Finding:
    return error(
        "input.source-query", _place(asked, one.id),
        Text(f"Dimensionen {one.id} ({one.label}) kan inte utelämnas.",
             f"The dimension {one.id} ({one.label}) cannot be left out."),
        Text(f"Välj värden, till exempel {one.id} = \"*\".", f"Choose values, for instance {one.id} = \"*\"."),
    )  # fmt: skip
