"""The form of a lens: its questions, the reason for the change, and the version it was read in."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from django import forms

from malbild.vocabulary.finding import Finding
from malbild.vocabulary.text import Language
from malbild.web.editing.answers import Choices, field, typed
from malbild.web.editing.lenses import Lens
from malbild.web.editing.questions import Kind, Question
from malbild.web.editing.words import Words

EXPLANATION = "explanation"
BASED_ON = "based_on"
_ORDERED = (Kind.GOALS, Kind.INDICATORS)


@dataclass(frozen=True, slots=True)
class Side:
    """How the other text reads beside one of yours, on a conflict."""

    note: str
    base: str
    yours: str
    theirs: str


def asked(lens: Lens, *, new: bool) -> tuple[Question, ...]:
    """The questions of a form; some are only asked once."""
    return tuple(one for one in lens.questions if new or not one.only_new)


def form(
    questions: tuple[Question, ...],
    choices: Choices,
    *,
    based_on: int,
    part: Any = None,
    data: Mapping[str, Any] | None = None,
) -> forms.Form:
    """The form that asks questions: filled from a part, or with what was typed."""
    words = Words(choices.language)
    fields: dict[str, forms.Field] = {one.field: field(one, choices) for one in questions}
    fields[EXPLANATION] = forms.CharField(
        label=words("explanation"), help_text=words("explanation_why"), required=False
    )
    fields[BASED_ON] = forms.IntegerField(widget=forms.HiddenInput)
    initial = {one.field: typed(one, getattr(part, one.field)) for one in questions} if part is not None else {}
    made: forms.Form = type("QuestionForm", (forms.Form,), fields)(
        data, initial={**initial, BASED_ON: based_on}, auto_id="%s"
    )
    return made


def answered(questions: tuple[Question, ...], form: forms.Form, part: Any) -> Any:
    """A part with the answers of a valid form; what was not asked stays as it was."""
    return replace(part, **{one.field: _value(one, form.cleaned_data[one.field], part) for one in questions})


def _value(question: Question, value: Any, part: Any) -> Any:
    before = getattr(part, question.field)
    if question.kind in _ORDERED:
        kept = tuple(one for one in before if one in value)
        return kept + tuple(one for one in value if one not in before)
    return type(before)(value) if isinstance(before, StrEnum) else value


def add_findings(form: forms.Form, findings: tuple[Finding, ...], language: Language) -> None:
    """Put what the register refuses beside the field it is about, or above all fields."""
    for finding in findings:
        name = finding.place.cell.rpartition(".")[2].partition("[")[0]
        form.add_error(
            name if name in form.fields else None,
            f"{finding.message.in_(language)} {finding.remedy.in_(language)}".strip(),
        )


def reconciled(questions: tuple[Question, ...], *, base: Any, yours: Any, theirs: Any) -> Any:
    """What the form shows after a conflict: your answers, and theirs where you had changed nothing."""
    values = {
        one.field: getattr(theirs, one.field)
        for one in questions
        if base is not None and getattr(yours, one.field) == getattr(base, one.field)
    }
    return replace(yours, **values)


def sides(questions: tuple[Question, ...], choices: Choices, *, base: Any, yours: Any, theirs: Any) -> dict[str, Side]:
    """What to show beside each field on which the texts differ."""
    words = Words(choices.language)
    found = {}
    for one in questions:
        was, mine, other = (getattr(each, one.field, None) for each in (base, yours, theirs))
        if mine == other:
            continue
        note = words("only_you") if was == other else words("only_they") if was == mine else ""
        found[one.field] = Side(note, *(_read(one, value, choices) for value in (was, mine, other)))
    return found


def _read(question: Question, value: Any, choices: Choices) -> str:
    """A value as a person reads it: names instead of ids."""
    names = dict([*choices.organisations(), *choices.goals(), *choices.indicators.items(), *choices.words(question)])
    if isinstance(value, tuple):
        return ", ".join(names.get(one, str(one)) for one in value) or "–"
    text = str(typed(question, value))
    return names.get(text, text) or "–"


def attributes(field: forms.BoundField, described: list[str]) -> dict[str, Any]:
    """What a screen reader is told of a field: what explains it, and whether it is wrong."""
    told: dict[str, Any] = {"aria-describedby": " ".join(described)} if described else {}
    return {**told, "aria-invalid": "true"} if field.errors else told
