"""What must be true of a register before it is kept: every fault of it at once, in words.

Only what makes the register unreadable is a fault: an id that names nothing or two things, a circle, a date before
its beginning, a text no database can hold. What is merely weak (a goal without a measure) is the checker's to tell.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Any

from malbild.register.nouns import BY_NAME, Key, Summary, key_of, label, noun_of, objects
from malbild.vocabulary.area import UnknownArea, area
from malbild.vocabulary.finding import Finding, Place, Severity
from malbild.vocabulary.plan import (
    ActionSummary,
    CommitmentSummary,
    GoalSummary,
    RegisterSummary,
    SuccessionSummary,
    TargetKind,
    TargetSummary,
)
from malbild.vocabulary.text import Text
from malbild.vocabulary.unit import Unit, UnknownUnit

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_ID = 100
_LARGEST = 10**15  # more öre than the world has; fits every database
_UNHOLDABLE = re.compile("[\x00\ud800-\udfff]")

REFERENCES: dict[str, tuple[tuple[str, str], ...]] = {
    "organisation": (("parent", "organisation"), ("members", "organisation")),
    "succession": (("predecessor", "organisation"), ("successor", "organisation")),
    "plan": (("owner", "organisation"), ("successor", "plan")),
    "goal": (("plan", "plan"), ("parent", "goal"), ("responsible", "organisation"), ("successor", "goal")),
    "action": (("plan", "plan"), ("contributes_to", "goal")),
    "decision": (("body_organisation", "organisation"),),
}
_REQUIRED = {
    ("succession", "predecessor"),
    ("succession", "successor"),
    ("goal", "plan"),
    ("action", "plan"),
    ("decision", "body_organisation"),
}
_CHAINS = (("organisation", "parent"), ("goal", "parent"), ("goal", "successor"), ("plan", "successor"))
WORDS = {
    (SuccessionSummary, "kind"): ("rename", "merge", "split", "replace"),
    (CommitmentSummary, "role"): ("leads", "takes_part", "funds"),
    (TargetSummary, "sense"): ("at_least", "at_most"),
}
_CONCERNED = ("plan", "goal", "action")

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that may not be kept: in which object, in which field of it, why, and what to do.

    path   names and places from the object down: ("targets", 0, "due")
    """

    rule: str
    key: Key
    path: Path
    message: Text
    remedy: Text

    def finding(self, place: Place) -> Finding:
        """The fault as a finding at a place the reader knows."""
        return Finding(self.rule, Severity.ERROR, place, self.message, self.remedy)


def spelled(path: Path) -> str:
    """A path as a person reads it.

    >>> spelled(("targets", 0, "due"))
    'targets[1].due'
    """
    parts = "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in path)
    return parts.lstrip(".")


def findings(faults: Iterable[Fault]) -> tuple[Finding, ...]:
    """Faults as findings that name object and field."""
    return tuple(fault.finding(Place(f"{fault.key[0]}:{fault.key[1]}", cell=spelled(fault.path))) for fault in faults)


def faults(register: RegisterSummary) -> tuple[Fault, ...]:
    """Every fault of a register, object by object."""
    return tuple(_Validity(register).faults())


class _Validity:
    def __init__(self, register: RegisterSummary) -> None:
        self._register = register
        self._all = tuple(objects(register))
        self._known = {key_of(one) for one in self._all}

    def faults(self) -> Iterator[Fault]:
        yield from self._said_twice()
        for one in self._all:
            for rule in (self._identity, self._texts, self._references, self._times, self._words):
                yield from rule(one)
            if isinstance(one, GoalSummary):
                yield from self._targets(one)
            if isinstance(one, ActionSummary):
                yield from self._parts(one)
        yield from self._concerns()
        yield from self._areas()
        for noun, field in _CHAINS:
            yield from self._circles(noun, field)

    def _said_twice(self) -> Iterator[Fault]:
        counts = Counter(key_of(one) for one in self._all)
        for key in (key for key, count in counts.items() if count > 1):
            yield _twice(key, ("id",), BY_NAME[key[0]].word, key[1])
        seen: set[str] = set()
        for goal in self._register.goals:
            for place, target in enumerate(goal.targets):
                if target.id in seen:
                    yield _twice(key_of(goal), ("targets", place, "id"), Text("målvärde", "target"), target.id)
                seen.add(target.id)

    def _identity(self, one: Summary) -> Iterator[Fault]:
        ids: list[tuple[Path, str]] = [(("id",), one.id)]
        if isinstance(one, GoalSummary):
            ids += [(("targets", place, "id"), target.id) for place, target in enumerate(one.targets)]
            ids += [(("targets", place, "indicator"), target.indicator) for place, target in enumerate(one.targets)]
        if isinstance(one, GoalSummary | ActionSummary):
            ids += [(("indicators", place), indicator) for place, indicator in enumerate(one.indicators)]
        for path, found in ids:
            if not _ID.fullmatch(found) or len(found) > _LONGEST_ID:
                yield Fault(
                    "input.id",
                    key_of(one),
                    path,
                    Text(f"”{found}” är ingen beteckning.", f"“{found}” is no id."),
                    Text(
                        "Skriv små bokstäver a–z, siffror och bindestreck, högst 100 tecken.",
                        "Write lower-case letters a–z, digits and hyphens, at most 100 characters.",
                    ),
                )

    def _texts(self, one: Summary) -> Iterator[Fault]:
        if hasattr(one, "name") and not one.name.strip():
            yield Fault(
                "input.missing",
                key_of(one),
                ("name",),
                Text(f"{noun_of(one).word.sv.capitalize()} saknar namn.", f"The {noun_of(one).word.en} has no name."),
                Text("Ge ett namn.", "Give a name."),
            )
        for path, value in leaves(one):
            if isinstance(value, str) and _UNHOLDABLE.search(value):
                yield Fault(
                    "input.text",
                    key_of(one),
                    path,
                    Text("Texten har ett tecken som inte kan sparas.", "The text has a character that cannot be kept."),
                    Text("Ta bort det (U+0000 eller ett halvt tecken).", "Remove it (U+0000 or half a character)."),
                )
            if (isinstance(value, int) and abs(value) > _LARGEST) or (
                isinstance(value, float) and not math.isfinite(value)
            ):
                yield _number(key_of(one), path, value)

    def _references(self, one: Summary) -> Iterator[Fault]:
        noun = noun_of(one).name
        for field, wanted in REFERENCES[noun]:
            for path, id in _ids(getattr(one, field), (field,)):
                if id or (noun, field) in _REQUIRED:
                    yield from self._reference(one, path, wanted, id)
            yield from _repeated(one, field)

    def _reference(self, one: Summary, path: Path, noun: str, id: str) -> Iterator[Fault]:
        if (noun, id) not in self._known:
            word = BY_NAME[noun].word
            yield Fault(
                "input.reference",
                key_of(one),
                path,
                Text(
                    f"Det finns inget med beteckningen ”{id}” ({word.sv}).",
                    f"There is no {word.en} with the id “{id}”.",
                ),
                Text("Rätta beteckningen eller lägg till det som saknas.", "Mend the id, or add what is missing."),
            )

    def _times(self, one: Summary) -> Iterator[Fault]:
        for first, last in (("valid_from", "valid_to"), ("start", "due")):
            begins: date | None = getattr(one, first, None)
            ends: date | None = getattr(one, last, None)
            if begins and ends and ends < begins:
                yield Fault(
                    "input.order",
                    key_of(one),
                    (last,),
                    Text(
                        f"Slutet {ends} ligger före början {begins}.",
                        f"The end {ends} is before the beginning {begins}.",
                    ),
                    Text("Rätta det ena eller det andra datumet.", "Mend one date or the other."),
                )

    def _words(self, one: Summary) -> Iterator[Fault]:
        parts: list[tuple[Path, Any]] = [((), one)]
        if isinstance(one, GoalSummary):
            parts += [(("targets", place), target) for place, target in enumerate(one.targets)]
        if isinstance(one, ActionSummary):
            parts += [(("commitments", place), part) for place, part in enumerate(one.commitments)]
        for path, part in parts:
            for (kind, field), allowed in WORDS.items():
                if isinstance(part, kind) and getattr(part, field) not in allowed:
                    yield _word(key_of(one), (*path, field), getattr(part, field), allowed)

    def _targets(self, goal: GoalSummary) -> Iterator[Fault]:
        for place, target in enumerate(goal.targets):
            key, path = key_of(goal), ("targets", place)
            for field in _needed(target):
                yield Fault(
                    "input.missing",
                    key,
                    (*path, field),
                    Text(f"Målvärdet {target.id} saknar ”{field}”.", f"Target {target.id} has no “{field}”."),
                    Text(
                        f"Ett målvärde av slaget {target.kind} behöver det.",
                        f"A target of kind {target.kind} needs it.",
                    ),
                )
            if target.unit:
                yield from _spelling(key, (*path, "unit"), Unit.parse, target.unit)
            if target.base and target.due and target.due < target.base:
                yield Fault(
                    "input.order",
                    key,
                    (*path, "due"),
                    Text(
                        f"Målåret {target.due} ligger före basåret {target.base}.",
                        f"Due {target.due} is before base {target.base}.",
                    ),
                    Text("Rätta den ena eller den andra perioden.", "Mend one period or the other."),
                )

    def _parts(self, action: ActionSummary) -> Iterator[Fault]:
        for place, part in enumerate(action.commitments):
            path = ("commitments", place, "organisation")
            yield from self._reference(action, path, "organisation", part.organisation)
        for place, line in enumerate(action.budget):
            yield from self._reference(action, ("budget", place, "payer"), "organisation", line.payer)
            if not 1000 <= line.year <= 9999:
                yield _number(key_of(action), ("budget", place, "year"), line.year)

    def _concerns(self) -> Iterator[Fault]:
        for decision in self._register.decisions:
            yield from _repeated(decision, "concerns")
            for place, concern in enumerate(decision.concerns):
                noun, _, id = concern.partition(":")
                if noun in _CONCERNED:
                    yield from self._reference(decision, ("concerns", place), noun, id)
                else:
                    wanted = tuple(f"{one}:<id>" for one in _CONCERNED)
                    yield _word(key_of(decision), ("concerns", place), concern, wanted)

    def _areas(self) -> Iterator[Fault]:
        for one in self._register.organisations:
            if one.area:
                yield from _spelling(key_of(one), ("area",), area, one.area)
        for goal in self._register.goals:
            for place, target in enumerate(goal.targets):
                path = ("targets", place)
                yield from _spelling(key_of(goal), (*path, "area"), area, target.area)
                for number, peer in enumerate(target.peers):
                    yield from _spelling(key_of(goal), (*path, "peers", number), area, peer)

    def _circles(self, noun: str, field: str) -> Iterator[Fault]:
        ones = {one.id: one for one in getattr(self._register, BY_NAME[noun].folder)}
        for start in ones.values():
            circle = _round(ones, start, field)
            if circle and start.id == min(circle):
                names = " → ".join([*circle, start.id])
                yield Fault(
                    "input.circle",
                    key_of(start),
                    (field,),
                    Text(f"Det går runt i en ring: {names}.", f"It goes round in a circle: {names}."),
                    Text(f"Ta bort ”{field}” någonstans i ringen.", f"Remove “{field}” somewhere in the circle."),
                )


def leaves(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every single value of a summary with its path.

    >>> from malbild.vocabulary.plan import OrganisationSummary
    >>> list(leaves(OrganisationSummary("a", "A", members=("b",))))[4:8]
    [(('area',), ''), (('parent',), ''), (('members', 0), 'b'), (('valid_from',), None)]
    """
    if is_dataclass(value):
        for field in fields(value):
            yield from leaves(getattr(value, field.name), (*path, field.name))
    elif isinstance(value, tuple):
        for place, part in enumerate(value):
            yield from leaves(part, (*path, place))
    else:
        yield path, value


def _ids(value: str | tuple[str, ...], path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    else:
        yield from (((*path, place), id) for place, id in enumerate(value))


def _round(ones: dict[str, Any], start: Any, field: str) -> list[str]:
    """The ids of the circle that begins and ends in `start`; empty when there is none."""
    seen = [start.id]
    following = getattr(start, field)
    while following in ones and following not in seen:
        seen.append(following)
        following = getattr(ones[following], field)
    return seen if following == start.id else []


def _needed(target: TargetSummary) -> tuple[str, ...]:
    if target.kind is TargetKind.GAP:
        return () if len(target.groups) == 2 else ("groups",)
    needs = {TargetKind.LEVEL: ("value",), TargetKind.CHANGE: ("value", "base")}.get(target.kind, ())
    return tuple(field for field in needs if getattr(target, field) is None)


def _repeated(one: Summary, field: str) -> Iterator[Fault]:
    value = getattr(one, field)
    if isinstance(value, tuple) and len(set(value)) < len(value):
        for id in (id for id, count in Counter(value).items() if count > 1):
            yield _twice(key_of(one), (field,), Text(field, field), id)


def _spelling(key: Key, path: Path, read: Callable[[str], object], text: str) -> Iterator[Fault]:
    try:
        read(text)
    except (UnknownArea, UnknownUnit) as error:
        sv = "Okänd områdeskod." if isinstance(error, UnknownArea) else "Okänd enhet."
        yield Fault("input.spelling", key, path, Text(f"{sv} ({error})", str(error)), Text("Rätta den.", "Mend it."))


def _twice(key: Key, path: Path, word: Text, id: str) -> Fault:
    return Fault(
        "input.twice",
        key,
        path,
        Text(f"Beteckningen ”{id}” används två gånger ({word.sv}).", f"The id “{id}” is used twice ({word.en})."),
        Text("Ge det ena en annan beteckning eller ta bort det.", "Give one of them another id, or remove it."),
    )


def _word(key: Key, path: Path, found: str, allowed: tuple[str, ...]) -> Fault:
    choice = ", ".join(allowed)
    return Fault(
        "input.word",
        key,
        path,
        Text(f"”{found}” är inget av de ord som kan stå här.", f"“{found}” is none of the words that may stand here."),
        Text(f"Skriv ett av: {choice}.", f"Write one of: {choice}."),
    )


def _number(key: Key, path: Path, found: float) -> Fault:
    return Fault(
        "input.number",
        key,
        path,
        Text(f"Talet {found} är utanför det som kan vara rätt.", f"The number {found} is beyond what can be right."),
        Text("Rätta det.", "Mend it."),
    )


def named(summary: Summary) -> Text:
    """An object as a sentence calls it: its noun, definite, and its name."""
    the = noun_of(summary).the
    return Text(f"{the.sv} ”{label(summary)}”", f"{the.en} “{label(summary)}”")
