"""The decision document: a proposal of places in words and tables, and its way into the plan as an action."""

from dataclasses import dataclass
from datetime import date

from malbild.analysis.admission.county import GENERATED
from malbild.analysis.admission.what_if import WhatIf
from malbild.pipeline.admission.decision import document as decided
from malbild.pipeline.admission_year.numbers import few
from malbild.pipeline.admission_year.offer import Offered
from malbild.publication.printouts import table
from malbild.register import changes, queries
from malbild.vocabulary.admission_year import AdmissionYear
from malbild.vocabulary.plan import ActionSummary, CommitmentSummary
from malbild.vocabulary.text import LANGUAGES, Language, Text, number, percent


@dataclass(frozen=True, slots=True)
class Task:
    """What the plan is to say of a proposal that is taken into it.

    contributes_to   goals
    indicators       what it is followed by
    """

    id: str
    plan: str
    name: str
    name_en: str
    leads: str
    due: date
    contributes_to: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()


def document(year: AdmissionYear, offered: Offered) -> Text:
    """The document in Markdown. It tells of no person: numbers of one to four are not told."""
    return Text(*(_document(year, offered, language) for language in LANGUAGES))


def take_into_plan(*, by: queries.Person, year: AdmissionYear, offered: Offered, task: Task) -> ActionSummary:
    """Add the proposal to the plan as an action with owner, deadline and goal, the document as its text.

    Raises `NotAllowed` for who may not change the plan, `Refused` with every fault.
    """
    body = document(year, offered)
    action = ActionSummary(
        task.id, task.plan, task.name, task.name_en, kind="assignment", contributes_to=task.contributes_to,
        due=task.due, indicators=task.indicators,
        commitments=(CommitmentSummary(task.leads, "leads", task.due),), body=body.sv, body_en=body.en,
    )  # fmt: skip
    changes.add(by=by, summary=action, explanation=_TAKEN.sv)
    return action


def _document(year: AdmissionYear, offered: Offered, language: Language) -> str:
    _, _, body = decided(offered.decision, language).partition("\n\n")  # the page has a title of its own
    lead = _LEAD.in_(language).format(
        next=year.year + 1, year=year.year, cohort=percent(offered.cohort, language, 1),
    )  # fmt: skip
    parts = [lead, body.rstrip(), f"## {_EFFECT.in_(language)}", _effect(offered.what_if, language)]
    parts += [_FROM_SKILLS.in_(language)] if offered.from_skills else []
    parts += [_GROUNDS.in_(language)]
    return "\n\n".join([GENERATED.in_(language), *parts] if year.generated else parts)


def _effect(effect: WhatIf, language: Language) -> str:
    first = tuple(one.share or 0.0 for one in effect.first_choice)
    rows: list[tuple[Text, list[str]]] = [
        (_FIRST, [percent(one, language, 1) for one in first]),
        (_UNPLACED, [_few(one, language) for one in effect.unplaced]),
        (_EMPTY, [number(one, language) for one in effect.empty_places]),
    ]
    heading = (_MEASURE, _NOW, _PROPOSED)
    return table((one.in_(language) for one in heading), ((name.in_(language), *both) for name, both in rows))


def _few(count: int, language: Language) -> str:
    return "1–4" if few(count) is None else number(count, language)


_TAKEN = Text("Förslaget om antal platser tas in i planen.", "The proposal of places is taken into the plan.")
_LEAD = Text(
    "Underlag för beslut om antal platser i gymnasieskolan till hösten {next}, räknat på ansökningarna {year} och en "
    "årskull som förändras {cohort}.",
    "Basis for a decision on places in upper-secondary school for the autumn of {next}, reckoned on the applications "
    "of "
    "{year} and a cohort that changes by {cohort}.",
)
_EFFECT = Text("Om årets sökande hade mött de platserna", "Had this year's applicants met those places")
_FIRST = Text("Antagna till sitt förstahandsval", "Admitted to their first choice")
_UNPLACED = Text("Sökande utan plats", "Applicants without a place")
_EMPTY = Text("Tomma platser", "Empty places")
_MEASURE = Text("Mått", "Measure")
_NOW, _PROPOSED = Text("I dag", "Today"), Text("Förslag", "Proposed")
_FROM_SKILLS = Text(
    "Arbetslivets behov är kompetenskapitlets: hur många som behöver rekryteras om året till de yrken som programmet "
    "leder till, delat lika mellan program som leder till samma yrken. Program utan känt behov räknas utan.",
    "The need of working life is that of the skills chapter: how many must be recruited a year to the occupations that "
    "the programme leads to, shared equally among programmes that lead to the same. Programmes whose need is not known "
    "count without.",
)
_GROUNDS = Text(
    "Här antas årets sökande till de nya platserna: deras önskemål, meritvärden och lottnummer är desamma. Det är ett "
    "antagande. Grupper om en till fyra personer redovisas inte.",
    "Here this year's applicants are admitted to the new places: their wishes, merit values and lottery numbers are "
    "the "
    "same. That is an assumption. Groups of one to four persons are not told.",
)
