"""What differs between two states of the register, or of one object, in plain words."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any

from malbild.register.nouns import Key, Summary, by_key, key_of, label
from malbild.register.validity import named
from malbild.register.words import FIELDS, VALUES
from malbild.vocabulary.period import Period
from malbild.vocabulary.plan import (
    BudgetLineSummary,
    CommitmentSummary,
    EffectSummary,
    RegisterSummary,
    Source,
    TargetKind,
    TargetSummary,
)
from malbild.vocabulary.text import Language, Text, day, number

_LONG = 60
_NOTHING = Text("inget", "nothing")
_CODED = frozenset({"kind", "role", "sense", "status"})


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: in which object, in which field, before and after, and as a sentence.

    field    empty when the whole object came or went
    """

    key: Key
    field: str
    before: Any
    after: Any
    sentence: Text

    @property
    def is_long(self) -> bool:
        """Whether the sentence tells only that a longer text was changed."""
        return bool(self.field) and (_long(self.before) or _long(self.after))


def difference(before: RegisterSummary, after: RegisterSummary) -> tuple[Change, ...]:
    """What differs between two states of the register, object by object, in plain words.

    >>> from malbild.vocabulary.plan import OrganisationSummary as Body
    >>> was, now = RegisterSummary((Body("a", "Förbundet"),)), RegisterSummary((Body("a", "Regionen"),))
    >>> difference(was, now)[0].sentence.sv
    'Organisationen ”Regionen”: namnet ändrades från ”Förbundet” till ”Regionen”.'
    """
    was, now = by_key(before), by_key(after)
    return tuple(change for key in sorted(was.keys() | now.keys()) for change in changed(was.get(key), now.get(key)))


def changed(before: Summary | None, after: Summary | None) -> tuple[Change, ...]:
    """What differs between two versions of one object; None is that it was not there."""
    if before is None and after is None:
        return ()
    if before is None or after is None:
        return (_came_or_went(before, after),)
    return tuple(_fields(before, after))


def shown(field: str, value: Any, language: Language) -> str:
    """A value as a reader sees it.

    >>> shown("value", -60.0, "sv"), shown("due", None, "sv"), shown("status", "done", "en")
    ('−60', 'inget', '“done”')
    """
    if value in ("", None, ()):
        return _NOTHING.in_(language)
    if isinstance(value, bool):
        return {"sv": "ja" if value else "nej", "en": "yes" if value else "no"}[language]
    if isinstance(value, date):
        return day(value, language)
    if isinstance(value, int | float):
        return str(value) if field in ("order", "year") else number(value, language, _decimals(value))
    if isinstance(value, tuple):
        return ", ".join(shown(field, one, language) for one in value)
    if isinstance(value, str) and not isinstance(value, Period):
        return _quoted(field, value, language)
    return _part(value, language)


def _decimals(value: float) -> int | None:
    """As many decimals as the value has, so that a change of a tenth is seen."""
    text = f"{value:.10f}".rstrip("0")
    return len(text.partition(".")[2]) or None


def _quoted(field: str, value: str, language: Language) -> str:
    if isinstance(value, StrEnum) or field in _CODED:
        value = VALUES[value].in_(language) if value in VALUES else str(value)
    return f"”{value}”" if language == "sv" else f"“{value}”"


def _part(value: Any, language: Language) -> str:
    match value:
        case Source():
            return value.address
        case CommitmentSummary():
            return f"{value.organisation} {VALUES[value.role].in_(language)}"
        case BudgetLineSummary():
            return f"{value.payer} {value.year}"
        case TargetSummary():
            return value.id
        case EffectSummary():
            return f"{value.path} {value.operation} {number(value.value, language, _decimals(value.value))}"
    return str(value)


def _came_or_went(before: Summary | None, after: Summary | None) -> Change:
    one = after or before
    assert one is not None
    name = named(one)
    sv, en = ("lades till", "was added") if before is None else ("togs bort", "was removed")
    return Change(key_of(one), "", before, after, _sentence(f"{name.sv} {sv}.", f"{name.en} {en}."))


def _fields(before: Summary, after: Summary) -> Iterator[Change]:
    for one in fields(before):
        was, now = getattr(before, one.name), getattr(after, one.name)
        if was == now:
            continue
        if one.name == "targets":
            yield from _targets(after, {t.id: t for t in was}, {t.id: t for t in now})
        else:
            yield Change(key_of(after), one.name, was, now, _told(named(after), one.name, was, now))


def _targets(goal: Summary, was: dict[str, TargetSummary], now: dict[str, TargetSummary]) -> Iterator[Change]:
    key = key_of(goal)
    for id in was | now:
        if id not in now:
            yield Change(key, "targets", was[id], None, _target_gone(goal, id, "togs bort", "was removed"))
        elif id not in was:
            yield Change(key, "targets", None, now[id], _target_gone(goal, id, "lades till", "was added"))
        elif was[id] != now[id]:
            yield from _target(goal, was[id], now[id])
    if was.keys() == now.keys() and list(was) != list(now):
        yield Change(key, "targets", tuple(was), tuple(now), _told(named(goal), "order", tuple(was), tuple(now)))


def _target_gone(goal: Summary, id: str, sv: str, en: str) -> Text:
    name = label(goal)
    return _sentence(f"Målvärdet {id} för ”{name}” {sv}.", f"Target {id} of “{name}” {en}.")


def _target(goal: Summary, was: TargetSummary, now: TargetSummary) -> Iterator[Change]:
    for one in fields(was):
        before, after = getattr(was, one.name), getattr(now, one.name)
        if before == after:
            continue
        sentence = (
            _value(goal, was, now) if one.name == "value" else _told(_target_name(goal, now), one.name, before, after)
        )
        yield Change(key_of(goal), f"targets.{now.id}.{one.name}", before, after, sentence)


def _target_name(goal: Summary, target: TargetSummary) -> Text:
    name = label(goal)
    return Text(f"målvärdet {target.id} för ”{name}”", f"target {target.id} of “{name}”")


def _value(goal: Summary, was: TargetSummary, now: TargetSummary) -> Text:
    """The sentence people look for: a target that moved."""
    name = label(goal)

    def said(target: TargetSummary, language: Language) -> str:
        percent = {"sv": " procent", "en": " per cent"}[language]
        unit = percent if target.kind is TargetKind.CHANGE else f" {target.unit}" if target.unit else ""
        return shown("value", target.value, language) + (unit if target.value is not None else "")

    return Text(
        f"Målvärdet för ”{name}” ändrades från {said(was, 'sv')} till {said(now, 'sv')}.",
        f"The target of “{name}” was changed from {said(was, 'en')} to {said(now, 'en')}.",
    )


def _told(name: Text, field: str, was: Any, now: Any) -> Text:
    word = FIELDS[field]
    if _long(was) or _long(now):
        return _sentence(f"{name.sv}: {word.sv} ändrades.", f"{name.en}: {word.en} was changed.")
    return _sentence(
        f"{name.sv}: {word.sv} ändrades från {shown(field, was, 'sv')} till {shown(field, now, 'sv')}.",
        f"{name.en}: {word.en} was changed from {shown(field, was, 'en')} to {shown(field, now, 'en')}.",
    )


def _long(value: Any) -> bool:
    return isinstance(value, str) and (len(value) > _LONG or "\n" in value)


def _sentence(sv: str, en: str) -> Text:
    return Text(sv[0].upper() + sv[1:], en[0].upper() + en[1:])
