"""Promises: whether what a sidecar declares about figures names measures, dimensions and codes that the file has."""

import difflib
from collections.abc import Iterable, Iterator, Mapping

from malbild.sources.files.sheet import Problems
from malbild.sources.files.sidecar import Sidecar
from malbild.vocabulary.period import UnknownPeriod
from malbild.vocabulary.relation import Change, Flow, Index, Relation, Share, Sum, Total
from malbild.vocabulary.span import Span
from malbild.vocabulary.text import Text

Members = Mapping[str, Iterable[str]]


def check_promises(sidecar: Sidecar, members: Members, problems: Problems) -> None:
    """Add a problem for every name in the sidecar's relations and measures that the table does not have."""
    known = {name: set(codes) for name, codes in members.items()}
    declared = sidecar.texts.get("period", "")
    if declared and not _covered(declared, known["period"]):
        _known("period", declared, known, sidecar.file, problems)
    for name in sidecar.measures:
        _known("measure", name, known, sidecar.file, problems)
    for relation in sidecar.relations:
        for dimension, code in dict.fromkeys(_named(relation)):
            _known(dimension, code, known, sidecar.file, problems)


def _covered(declared: str, codes: Iterable[str]) -> bool:
    """Whether a table's periods hold the one that its sidecar declares, as written or as a part of it."""
    try:
        span = Span.parse(declared)
        spans = [Span.parse(code) for code in codes if code]
    except UnknownPeriod:
        return declared in codes
    return any(span.first.first_day <= one.last.last_day and one.first.first_day <= span.last.last_day for one in spans)


def _named(relation: Relation) -> Iterator[tuple[str, str]]:
    """Every (dimension, code) that a relation names; an empty code names the dimension alone."""
    if isinstance(relation, Total):
        yield from ((relation.dimension, code) for code in (relation.total, *relation.parts))
        yield from (("measure", name) for name in relation.measures)
    elif isinstance(relation, Sum):
        yield from (("measure", name) for name in (relation.total, *(name for _, name in relation.parts)))
    elif isinstance(relation, Flow):
        yield from (("measure", name) for name in (relation.inward, relation.outward, relation.internal) if name)
    else:
        yield from (("measure", name) for name in (relation.measure, relation.of))
        yield from _places(relation)


def _places(relation: Index | Share | Change) -> Iterator[tuple[str, str]]:
    if isinstance(relation, Index):
        yield from relation.base.items()
    elif isinstance(relation, Share):
        yield from (("measure", relation.whole),) if relation.whole else ()
        yield from (*relation.whole_at.items(), *relation.of_at.items())
    elif relation.since:
        yield "period", relation.since


def _known(dimension: str, code: str, known: Mapping[str, set[str]], file: str, problems: Problems) -> None:
    if dimension not in known:
        _missing(Text(f"Sidofilen nämner dimensionen {dimension!r}, som tabellen inte har.",
                      f"The sidecar names the dimension {dimension!r}, which the table does not have."),
                 dimension, known, file, problems)  # fmt: skip
    elif code not in known[dimension]:
        _missing(Text(f"Sidofilen nämner {code!r} ({dimension}), som tabellen inte har.",
                      f"The sidecar names {code!r} ({dimension}), which the table does not have."),
                 code, known[dimension], file, problems)  # fmt: skip


def _missing(message: Text, name: str, choices: Iterable[str], file: str, problems: Problems) -> None:
    listed = sorted(choices)
    hint = ", ".join(difflib.get_close_matches(name, listed, 1) or listed[:12])
    problems.add(
        "contradiction", message, Text(f"Tabellen har: {hint}.", f"The table has: {hint}."), file=file, cell=name
    )
