"""What the planners' pages ask, and how it is read."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from django import forms

from malbild.analysis.admission.county import APPLICANTS
from malbild.analysis.admission.priority import Tie
from malbild.pipeline.admission.decision import Conditions
from malbild.pipeline.admission_year.offer import SECONDS, USUAL_PRICE_SEK
from malbild.pupils.queries import Why
from malbild.vocabulary.admission_calendar import AdmissionCalendar
from malbild.vocabulary.admission_year import AdmissionYear
from malbild.vocabulary.finding import Finding
from malbild.vocabulary.plan import RegisterSummary
from malbild.vocabulary.text import Language, number
from malbild.web.admission.words import Words

DAYS = tuple(one.name for one in fields(AdmissionCalendar) if one.name not in ("year", "source"))
_SUGGESTED = ((1, 8), (2, 15), (4, 8), (4, 15), (5, 6), (7, 1), (7, 29), (8, 5), (8, 30), (9, 2))  # a county's, 2024
_MILLION = 1_000_000
_FIRST_YEAR, _LAST_YEAR = 2011, 2100


def _made(asked: dict[str, forms.Field], data: Any, initial: Mapping[str, Any], files: Any = None) -> forms.Form:
    made: forms.Form = type("AdmissionForm", (forms.Form,), asked)(data, files, initial=dict(initial), auto_id="%s")
    return made


def year_form(language: Language, today: date, data: Any = None) -> forms.Form:
    """Which year, and whether it is real or made up."""
    w = Words(language)
    asked: dict[str, forms.Field] = {
        "year": forms.IntegerField(
            min_value=_FIRST_YEAR, max_value=_LAST_YEAR, label=w("year"), help_text=w("year_why")
        ),
        "kind": forms.ChoiceField(
            choices=[("real", w("kind_real")), ("generated", w("kind_generated"))], label=w("kind_of_year")
        ),
    }
    return _made(asked, data, {"year": today.year if today.month < 9 else today.year + 1, "kind": "real"})


def suggested_calendar(year: int) -> AdmissionCalendar:
    """The days of a county's calendar, in another year."""
    days: dict[str, Any] = {name: date(year, *day) for name, day in zip(DAYS, _SUGGESTED, strict=True)}
    return AdmissionCalendar(year, **days)


def calendar_form(language: Language, year: AdmissionYear, data: Any = None) -> forms.Form:
    """The days of a year."""
    w = Words(language)

    def day(label: str, why: str = "") -> forms.Field:
        widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
        return forms.DateField(input_formats=["%Y-%m-%d"], widget=widget, label=label, help_text=why)

    asked = {name: day(w(f"day_{name}")) for name in DAYS}
    asked["gone_after"] = day(w("gone_after"), w("gone_after_why"))
    initial = {name: getattr(year.calendar, name) for name in DAYS} | {"gone_after": year.gone_after}
    return _made(asked, data, initial)


def calendar_of(form: forms.Form, year: AdmissionYear) -> tuple[AdmissionCalendar, date]:
    """The calendar of a valid form, and the last day of the pupils."""
    days = {name: form.cleaned_data[name] for name in DAYS}
    return AdmissionCalendar(year.year, **days), form.cleaned_data["gone_after"]


def load_form(language: Language, data: Any = None, files: Any = None) -> forms.Form:
    """The files of a year."""
    w = Words(language)

    def file(label: str, why: str, required: bool = False) -> forms.Field:
        widget = forms.ClearableFileInput({"accept": ".csv,.json,text/csv,application/json"})
        return forms.FileField(label=w(label), help_text=w(why), required=required, widget=widget)

    asked = {
        "applications": file("applications", "applications_why", required=True),
        "programmes": file("programmes", "programmes_why", required=True),
        "pupils": file("pupils_file", "pupils_file_why"),
        "grades": file("grades_file", "grades_file_why"),
        "prices": file("prices", "planning_why"),
        "travel": file("travel", "planning_why"),
        "need": file("need", "planning_why"),
    }
    return _made(asked, data, {}, files)


def county_form(language: Language, data: Any = None) -> forms.Form:
    """How large a county to make up."""
    w = Words(language)
    asked: dict[str, forms.Field] = {
        "applicants": forms.IntegerField(min_value=100, max_value=20_000, label=w("applicants_count"))
    }
    return _made(asked, data, {"applicants": APPLICANTS})


def seed_form(language: Language, year: AdmissionYear, data: Any = None) -> forms.Form:
    """The seed of the lottery, and the rule between equals."""
    w = Words(language)
    asked: dict[str, forms.Field] = {
        "seed": forms.IntegerField(min_value=0, max_value=2**62, label=w("seed"), help_text=w("seed_lead")),
        "tie": forms.ChoiceField(
            choices=[(one.value, w(f"tie_{one.value}")) for one in Tie], label=w("tie"), help_text=w("tie_why")
        ),
    }
    return _made(asked, data, {"seed": year.seed, "tie": year.tie})


def replies_form(language: Language, data: Any = None, files: Any = None) -> forms.Form:
    """The replies to a round."""
    w = Words(language)
    widget = forms.ClearableFileInput({"accept": ".csv,.json,text/csv,application/json"})
    asked: dict[str, forms.Field] = {
        "replies": forms.FileField(label=w("replies"), help_text=w("replies_why"), required=False, widget=widget)
    }
    return _made(asked, data, {}, files)


def search_form(language: Language, data: Any = None) -> forms.Form:
    """Whom to look for, and why."""
    w = Words(language)
    asked: dict[str, forms.Field] = {
        "query": forms.CharField(
            max_length=200, label=w("query"), widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"})
        ),
        "why": forms.ChoiceField(choices=_reasons(w), label=w("reason")),
    }
    return _made(asked, data, {})


def why_form(language: Language, data: Any = None) -> forms.Form:
    """Why a pupil is opened."""
    w = Words(language)
    return _made({"why": forms.ChoiceField(choices=_reasons(w), label=w("reason"))}, data, {})


def _reasons(w: Words) -> list[tuple[str, str]]:
    return [("", w("reason_choose")), *((one.value, w(f"why_{one.value}")) for one in Why)]


def terms_form(language: Language, cost_today: float, priced: bool, data: Any = None) -> forms.Form:
    """What a proposal of places must keep to."""
    w, start = Words(language), Conditions()
    told = w("budget_why", cost=number(cost_today / _MILLION, language, 1))
    if not priced:
        told += " " + w("budget_guess", price=number(USUAL_PRICE_SEK, language))

    def share(label: str, least: int, most: int, why: str = "") -> forms.Field:
        return forms.FloatField(
            min_value=least,
            max_value=most,
            label=w(label),
            help_text=w(why) if why else "",
            widget=forms.NumberInput({"step": "any"}),
        )

    asked = {
        "budget": forms.FloatField(
            min_value=0,
            max_value=1_000_000,
            label=w("budget"),
            help_text=told,
            widget=forms.NumberInput({"step": "any"}),
        ),
        "weight": share("weight", 0, 100, "weight_why"),
        "least": forms.IntegerField(min_value=1, max_value=1000, label=w("least"), help_text=w("least_why")),
        "more": forms.IntegerField(min_value=0, max_value=1000, label=w("growth")),
        "cohort": share("cohort", -90, 200, "cohort_why"),
        "minutes": forms.IntegerField(min_value=0, max_value=600, label=w("minutes")),
    }
    initial = {
        "budget": round(cost_today / _MILLION, 1),
        "weight": round(100 * start.weight),
        "least": start.least,
        "more": start.more,
        "cohort": 0,
        "minutes": round(start.within_minutes),
    }
    return _made(asked, data, initial)


def conditions_of(form: forms.Form) -> tuple[Conditions, float]:
    """The conditions of a valid form, and how the cohort changes."""
    told = form.cleaned_data
    conditions = Conditions(
        weight=told["weight"] / 100,
        budget_sek=told["budget"] * _MILLION,
        least=told["least"],
        more=told["more"],
        within_minutes=float(told["minutes"]),
        seconds=SECONDS,
    )
    return conditions, told["cohort"] / 100


def task_form(
    language: Language,
    register: RegisterSummary,
    indicators: Mapping[str, str],
    initial: Mapping[str, Any],
    data: Any = None,
) -> forms.Form:
    """What the plan is to say of a proposal.

    indicators   those the region has, by id
    """
    w = Words(language)
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")

    def among(rows: Any, label: str, why: str = "") -> forms.Field:
        listed = sorted(((one.id, one.name) for one in rows), key=lambda pair: pair[1].casefold())
        return forms.ChoiceField(
            choices=[("", w("nothing_chosen")), *listed], label=w(label), help_text=w(why) if why else ""
        )

    plans = {one.id: one.name for one in register.plans}
    goals = sorted((one.id, f"{one.name} ({plans.get(one.plan, one.plan)})") for one in register.goals)
    asked: dict[str, forms.Field] = {
        "plan": among(register.plans, "plan", "plan_why"),
        "name": forms.CharField(max_length=200, label=w("name")),
        "name_en": forms.CharField(max_length=200, label=w("name_en")),
        "leads": among(register.organisations, "lead_organisation"),
        "due": forms.DateField(input_formats=["%Y-%m-%d"], widget=widget, label=w("due"), help_text=w("due_why")),
        "goals": forms.MultipleChoiceField(
            choices=goals, label=w("goals"), help_text=w("goals_why"), widget=forms.CheckboxSelectMultiple
        ),
        "indicators": forms.MultipleChoiceField(
            choices=sorted(indicators.items(), key=lambda pair: str(pair[1]).casefold()),
            label=w("indicators"),
            help_text=w("indicators_why"),
            widget=forms.CheckboxSelectMultiple,
            required=False,
        ),
    }
    return _made(asked, data, initial)


def add_findings(form: forms.Form, findings: tuple[Finding, ...], language: Language) -> None:
    """Put what is refused beside the field it is about, or above all fields."""
    for one in findings:
        name = one.place.cell.rpartition(".")[2].partition("[")[0]
        told = f"{one.message.in_(language)} {one.remedy.in_(language)}".strip()
        form.add_error(name if name in form.fields else None, told)
