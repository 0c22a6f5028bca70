"""Answers as fields of a form: how each kind of question is asked, read, and shown again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from malbild.register.words import VALUES
from malbild.vocabulary.period import Period, UnknownPeriod
from malbild.vocabulary.plan import RegisterSummary
from malbild.vocabulary.text import Language, Text
from malbild.web.editing.questions import Kind, Question
from malbild.web.editing.words import Words

_NO_PERIOD = Text(
    "Skriv ett år (2030), ett tertial (2030-T1), ett kvartal (2030-Q3) eller en månad (2030-09).",
    "Write a year (2030), a tertial (2030-T1), a quarter (2030-Q3) or a month (2030-09).",
)
_NO_NUMBER = Text("Skriv ett tal, till exempel −60 eller 2,5.", "Write a number, for example −60 or 2.5.")
_NUMBER_MARKS = str.maketrans({"−": "-", ",": ".", "\u00a0": None, " ": None, "%": None})


@dataclass(frozen=True, slots=True)
class Choices:
    """What may be chosen on a form: the register it belongs to, and the indicators the region has."""

    register: RegisterSummary
    indicators: Mapping[str, str]
    language: Language

    def organisations(self) -> list[tuple[str, str]]:
        """Organisations by name."""
        return sorted(((one.id, one.name) for one in self.register.organisations), key=lambda pair: pair[1].casefold())

    def plans(self) -> list[tuple[str, str]]:
        """Plans by name."""
        return sorted(((one.id, one.name) for one in self.register.plans), key=lambda pair: pair[1].casefold())

    def goals(self) -> list[tuple[str, str]]:
        """Goals, each with the plan it belongs to."""
        names = dict(self.plans())
        found = ((one.id, f"{one.name} ({names.get(one.plan, one.plan)})") for one in self.register.goals)
        return sorted(found, key=lambda pair: pair[1].casefold())

    def measures(self) -> list[tuple[str, str]]:
        """Indicators by name."""
        return sorted(self.indicators.items(), key=lambda pair: pair[1].casefold())

    def words(self, question: Question) -> list[tuple[str, str]]:
        """A closed choice in the reader's language."""
        return [(word, VALUES[word].in_(self.language)) for word in question.words]


class _Spelled(forms.CharField):
    """A line that is read as something else; whatever it was, it is kept as it was typed."""

    def __init__(self, read: Callable[[str], Any], wrong: str, **options: Any) -> None:
        super().__init__(**options)
        self._read, self._wrong = read, wrong

    def clean(self, value: Any) -> Any:
        """The value read; None when nothing was written."""
        text = super().clean(value)
        try:
            return self._read(text) if text else None
        except (ValueError, UnknownPeriod):
            raise ValidationError(self._wrong) from None


class _Lines(forms.CharField):
    """Several values, one a line."""

    def prepare_value(self, value: Any) -> Any:
        """The values as they stand in the box."""
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> tuple[str, ...]:
        """The lines that say something."""
        return tuple(line.strip() for line in super().clean(value).splitlines() if line.strip())


class _Many(forms.MultipleChoiceField):
    """Several of a list, in the order of the list."""

    def clean(self, value: Any) -> tuple[str, ...]:
        """Those chosen."""
        return tuple(super().clean(value))


class _Prose(forms.CharField):
    """A longer text; browsers send Windows line ends, the register keeps plain ones."""

    def clean(self, value: Any) -> str:
        """The text with plain line ends."""
        text: str = super().clean(value)
        return text.replace("\r\n", "\n")


def field(question: Question, choices: Choices) -> forms.Field:
    """The form field that asks a question."""
    made = _asked(question, choices)
    made.label = question.label.in_(choices.language)
    made.help_text = question.why.in_(choices.language)
    made.required = question.required
    return made


def _asked(question: Question, choices: Choices) -> forms.Field:
    language = choices.language
    match question.kind:
        case Kind.PROSE:
            return _Prose(widget=forms.Textarea({"rows": 6}), strip=False)
        case Kind.DATE:
            return forms.DateField(
                input_formats=["%Y-%m-%d"], widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
            )
        case Kind.PERIOD:
            return _Spelled(Period.parse, _NO_PERIOD.in_(language))
        case Kind.NUMBER:
            return _Spelled(_number, _NO_NUMBER.in_(language), widget=forms.TextInput({"inputmode": "text"}))
        case Kind.YES:
            return forms.BooleanField()
        case Kind.LINES:
            return _Lines(widget=forms.Textarea({"rows": 3}))
        case Kind.GOALS:
            return _Many(choices=choices.goals, widget=forms.CheckboxSelectMultiple)
        case Kind.INDICATORS:
            return _indicators(choices)
        case Kind.LINE:
            return forms.CharField()
        case Kind.INDICATOR if not choices.indicators:
            return forms.CharField()
    return forms.ChoiceField(choices=[("", Words(language)("nothing_chosen")), *_listed(question, choices)])


def _indicators(choices: Choices) -> forms.Field:
    """Those the region has; where it has none yet, their ids are typed."""
    if not choices.indicators:
        return _Lines(widget=forms.Textarea({"rows": 3}))
    return _Many(choices=choices.measures(), widget=forms.CheckboxSelectMultiple)


def _listed(question: Question, choices: Choices) -> list[tuple[str, str]]:
    match question.kind:
        case Kind.WORD:
            return choices.words(question)
        case Kind.ORGANISATION:
            return choices.organisations()
        case Kind.PLAN:
            return choices.plans()
        case Kind.GOAL:
            return choices.goals()
    return choices.measures()


def typed(question: Question, value: Any) -> Any:
    """A field's value as it stands in the form.

    >>> typed(Question("value", Kind.NUMBER, Text("", "")), -60.0)
    '−60'
    """
    if value is None:
        return ""
    match question.kind:
        case Kind.NUMBER:
            return f"{value:.15g}".replace("-", "−").replace(".", ",")
        case Kind.PERIOD:
            return str(value)
        case Kind.GOALS | Kind.INDICATORS | Kind.LINES:
            return list(value)
    return value


def _number(text: str) -> float:
    return float(text.translate(_NUMBER_MARKS))
