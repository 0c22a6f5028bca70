"""Crosswalk: from a programme to the occupations it leads to, from an occupation to its industries and skills.

Links are followed one after another; how the ends stand to each other follows from how each step does. A way that goes
first up to something broader and then down to something narrower says nothing: all that share a roof are not the same.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from malbild.vocabulary.finding import Finding, Place, Severity
from malbild.vocabulary.matching import Code, Link, LinkKind, Review, Verdict
from malbild.vocabulary.text import Text

_REVERSED = {LinkKind.BROAD: LinkKind.NARROW, LinkKind.NARROW: LinkKind.BROAD}
_UPWARDS = {LinkKind.BROAD, LinkKind.NARROW}


def joined(first: LinkKind, second: LinkKind) -> LinkKind | None:
    """How the ends of two links stand to each other; None where nothing can be said.

    >>> joined(LinkKind.EXACT, LinkKind.BROAD), joined(LinkKind.BROAD, LinkKind.NARROW)
    (<LinkKind.BROAD: 'broad'>, None)
    """
    if first is LinkKind.EXACT:
        return second
    if second is LinkKind.EXACT:
        return first
    ways = {first, second} - {LinkKind.CLOSE}
    if len(ways) > 1:
        return None
    return next(iter(ways), LinkKind.CLOSE)


def turned(link: Link) -> Link:
    """The same link, read from its target."""
    return replace(
        link, origin=link.target, target=link.origin, origin_name=link.target_name, target_name=link.origin_name,
        kind=_REVERSED.get(link.kind, link.kind),
    )  # fmt: skip


@dataclass(frozen=True)
class Crosswalk:
    """Links between systems of codes, of every version; `ways` follows those that hold."""

    links: tuple[Link, ...]

    @cached_property
    def _leaving(self) -> Mapping[Code, Sequence[Link]]:
        leaving: dict[Code, list[Link]] = defaultdict(list)
        for one in self.links:
            if one.review in (Review.OFFICIAL, Review.ACCEPTED):
                leaving[one.origin].append(one)
                leaving[one.target].append(turned(one))
        return leaving

    def ways(self, origin: Code, system: str, on: date) -> list[Link]:
        """What a code leads to in another system on a day, the closest kind first, each as one link over all steps.

        Only links that somebody answers for are followed: what a linker proposes waits for its review.
        """
        found: dict[Code, Link] = {}
        seen = {(origin, LinkKind.EXACT)}
        front = [Link(origin, origin, LinkKind.EXACT, "", "")]
        while front:
            reached = [step for way in front for step in self._steps(way, on) if (step.target, step.kind) not in seen]
            seen |= {(one.target, one.kind) for one in reached}
            for one in reached:
                known = found.get(one.target)
                if one.target.system == system and (known is None or _order(one) < _order(known)):
                    found[one.target] = one
            front = [one for one in reached if one.target.system != system]
        return sorted(found.values(), key=lambda one: (_order(one), one.target))

    def _steps(self, way: Link, on: date) -> Iterable[Link]:
        for step in self._leaving.get(way.target, ()):
            kind = joined(way.kind, step.kind)
            if kind is not None and step.holds(on) and step.target != way.origin:
                yield replace(
                    step, origin=way.origin, origin_name=way.origin_name or step.origin_name, kind=kind,
                    source=_both(way.source, step.source), version=_both(way.version, step.version),
                )  # fmt: skip


def _order(link: Link) -> int:
    return list(LinkKind).index(link.kind)


def _both(first: str, second: str) -> str:
    return first if second in first.split("; ") else "; ".join(filter(None, (first, second)))


def reviewed(links: Iterable[Link], verdicts: Iterable[Verdict]) -> tuple[Link, ...]:
    """The links with what people have said of them, the last word counting; an accepted target nobody had proposed is
    a link of its own.
    """
    known = {(one.origin, one.target): one for one in links}
    for said in sorted(verdicts, key=lambda one: one.at):
        pair = (said.origin, said.target)
        names = (_name(said.origin, known), _name(said.target, known))
        base = known.get(pair, Link(*pair, said.kind, "review", "", *names))
        if base.review is Review.OFFICIAL and pair in known:
            continue
        known[pair] = replace(base, kind=said.kind, review=said.review, version=said.at.date().isoformat())
    return tuple(known.values())


def _name(code: Code, known: Mapping[tuple[Code, Code], Link]) -> str:
    for link in known.values():
        if link.origin == code:
            return link.origin_name
        if link.target == code:
            return link.target_name
    return ""


def circles(links: Iterable[Link]) -> list[Finding]:
    """A finding for each circle of broader-than: nothing can hold what holds it."""
    above = _above(links)
    findings, done = [], set[Code]()
    for start in sorted(above):
        way = _round(start, above, done)
        if way:
            findings.append(_circle(way))
    return findings


def _above(links: Iterable[Link]) -> dict[Code, set[Code]]:
    """Code → the codes that are broader; codes that are exactly the same stand for each other."""
    kept = [one for one in links if one.review is not Review.REJECTED]
    same: dict[Code, Code] = {}

    def first(code: Code) -> Code:
        while code in same:
            code = same[code]
        return code

    for one in kept:
        a, b = first(one.origin), first(one.target)
        if one.kind is LinkKind.EXACT and a != b:
            same[max(a, b)] = min(a, b)
    above: dict[Code, set[Code]] = defaultdict(set)
    for one in kept:
        if one.kind in _UPWARDS:
            low, high = (one.origin, one.target) if one.kind is LinkKind.BROAD else (one.target, one.origin)
            above[first(low)].add(first(high))
    return above


def _round(start: Code, above: Mapping[Code, set[Code]], done: set[Code]) -> list[Code]:
    """The first circle met on the way up from a code; nothing where there is none. Without recursion: chains may be
    long.
    """
    if start in done:
        return []
    path, ways = [start], [iter(sorted(above.get(start, ())))]
    while path:
        step = next(ways[-1], None)
        if step is None:
            done.add(path.pop())
            ways.pop()
        elif step in path:
            circle = [*path[path.index(step) :], step]
            done.update(path)
            return circle
        elif step not in done:
            path.append(step)
            ways.append(iter(sorted(above.get(step, ()))))
    return []


def _circle(way: Sequence[Code]) -> Finding:
    told = " → ".join(map(str, way))
    return Finding(
        "input.crosswalk-circle", Severity.ERROR, Place("links.csv"),
        Text(f"Länkarna går i cirkel: {told}. Något skulle då vara vidare än sig självt.",
             f"The links go in a circle: {told}. Something would be broader than itself."),
        Text("Ändra slaget (broad, narrow, exact) på en av länkarna, eller ta bort den.",
             "Change the kind (broad, narrow, exact) of one of the links, or remove it."),
    )  # fmt: skip
