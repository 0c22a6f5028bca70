"""The decision document: a proposal of places in words and tables, and its way into the plan as an action."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from malbild.analysis.admission.county import GENERATED
from malbild.analysis.admission.dimensioning import Proposal
from malbild.pipeline.admission_year.offer import Offered
from malbild.register import changes, queries
from malbild.vocabulary.admission import Programmes
from malbild.vocabulary.admission_year import AdmissionYear
from malbild.vocabulary.plan import ActionSummary, CommitmentSummary
from malbild.vocabulary.text import LANGUAGES, Language, Text, number, percent

_MILLION = 1_000_000


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
    parts = [
        [GENERATED.in_(language)] if year.generated else [],
        [_LEAD.in_(language).format(**_lead(year, offered, language))],
        [f"## {_TERMS.in_(language)}", _terms(offered, language)],
        [f"## {_EFFECT.in_(language)}", _effect(offered, language)],
        [f"## {_PLACES.in_(language)}", _places(offered, language)],
        [f"## {_WEIGHTS.in_(language)}", _WEIGHTS_LEAD.in_(language), _weights(offered, language)],
        [f"## {_GROUNDS.in_(language)}", _GROUNDS_TOLD.in_(language)],
    ]
    return "\n\n".join(paragraph for part in parts for paragraph in part)


def _lead(year: AdmissionYear, offered: Offered, language: Language) -> dict[str, str]:
    def told(value: float) -> str:
        return number(value, language)

    wanted = offered.proposal.places
    places = dict(zip(offered.programmes.ids, offered.programmes.places.tolist(), strict=True))
    return {
        "next": str(year.year + 1), "year": str(year.year), "changed": told(len(offered.changed)),
        "planned": told(len(wanted)), "before": told(sum(places[one] for one in wanted)),
        "after": told(sum(wanted.values())),
    }  # fmt: skip


def _terms(offered: Offered, language: Language) -> str:
    terms = offered.terms
    rows = (
        (_BUDGET, _millions(terms.budget_sek, language)),
        (_WEIGHT, percent(terms.weight, language)),
        (_LEAST, number(terms.least, language)),
        (_GROWTH, number(terms.more, language)),
        (_COHORT, percent(terms.cohort, language, 1)),
        (_REACH, f"{number(terms.minutes, language)} min"),
    )
    return _table((_TERM.in_(language), _VALUE.in_(language)), [(name.in_(language), value) for name, value in rows])


def _effect(offered: Offered, language: Language) -> str:
    now, then, effect = offered.now, offered.proposal, offered.what_if
    first = tuple(one.share or 0.0 for one in effect.first_choice)
    rows: list[tuple[Text, list[str]]] = [
        (_COST, [_millions(one.cost_sek, language) for one in (now, then)]),
        (_DEMAND_MET, [percent(one.demand_met, language, 1) for one in (now, then)]),
        (_NEED_MET, [percent(one.need_met, language, 1) for one in (now, then)]),
        (_FIRST, [percent(one, language, 1) for one in first]),
        (_UNPLACED, [_few(one, language) for one in effect.unplaced]),
        (_EMPTY, [number(one, language) for one in effect.empty_places]),
    ]
    heading = (_MEASURE.in_(language), _NOW.in_(language), _PROPOSED.in_(language))
    return _table(heading, [(name.in_(language), *values) for name, values in rows])


def _places(offered: Offered, language: Language) -> str:
    programmes = offered.programmes
    rows = [
        (_named(programmes, at), number(int(programmes.places[at]), language), number(places, language))
        for at, places in offered.changed
    ]
    if not rows:
        return _NO_CHANGE.in_(language)
    columns = (_PROGRAMME, _NOW, _PROPOSED)
    return _table(tuple(one.in_(language) for one in columns), rows)


def _named(programmes: Programmes, at: int) -> str:
    name, municipality = programmes.names[at] or programmes.ids[at], programmes.municipalities[at]
    return f"{name} ({municipality})" if municipality else name


def _weights(offered: Offered, language: Language) -> str:
    def row(one: Proposal) -> tuple[str, ...]:
        return (
            percent(one.weight, language), percent(one.demand_met, language, 1), percent(one.need_met, language, 1),
        )  # fmt: skip

    columns = (_WEIGHT_SHORT, _DEMAND_SHORT, _NEED_SHORT)
    return _table(tuple(one.in_(language) for one in columns), [row(one) for one in offered.frontier])


def _table(heading: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """A Markdown table, its figures to the right."""
    rule = ["---"] + ["---:"] * (len(heading) - 1)
    lines = (heading, rule, *rows)
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines)


def _millions(amount: float, language: Language) -> str:
    return f"{number(amount / _MILLION, language, 1)} {_MSEK.in_(language)}"


def _few(count: int, language: Language) -> str:
    return "1–4" if 0 < count < 5 else number(count, language)


_TAKEN = Text("Förslaget om antal platser tas in i planen.", "The proposal of places is taken into the plan.")
_LEAD = Text(
    "Underlag för beslut om antal platser i gymnasieskolan till hösten {next}, räknat på ansökningarna {year}. "
    "Förslaget "
    "ändrar {changed} av {planned} utbildningar: från {before} platser till {after}. Introduktionsprogrammen ligger "
    "utanför.",
    "Basis for a decision on places in upper-secondary school for the autumn of {next}, reckoned on the applications "
    "of "
    "{year}. The proposal changes {changed} of {planned} programmes: from {before} places to {after}. Introductory "
    "programmes stand apart.",
)
_TERMS, _TERM = Text("Villkor", "Terms"), Text("Villkor", "Term")
_MEASURE, _VALUE = Text("Mått", "Measure"), Text("Värde", "Value")
_BUDGET = Text("Budget per år", "Budget a year")
_WEIGHT = Text("Vikt för ungas efterfrågan (resten är arbetslivets behov)",
               "Weight of the young's demand (the rest is working life's need)")  # fmt: skip
_LEAST = Text("Minsta antal platser i en utbildning", "Fewest places in a programme")
_GROWTH = Text("Så många platser får en utbildning växa", "Places a programme may grow by")
_COHORT = Text("Årskullens förändring", "Change of the cohort")
_REACH = Text("Rimlig restid", "Travel that can be expected")
_EFFECT = Text("Vad det ger", "What it gives")
_COST = Text("Kostnad per år", "Cost a year")
_DEMAND_MET = Text("Efterfrågan som möts inom rimlig restid", "Demand met within reach")
_NEED_MET = Text("Arbetslivets behov som möts", "Need of working life met")
_FIRST = Text("Antagna till sitt förstahandsval", "Admitted to their first choice")
_UNPLACED = Text("Sökande utan plats", "Applicants without a place")
_EMPTY = Text("Tomma platser", "Empty places")
_NOW, _PROPOSED = Text("I dag", "Today"), Text("Förslag", "Proposed")
_PLACES = Text("Ändrade platser", "Changed places")
_PROGRAMME = Text("Utbildning", "Programme")
_WEIGHT_SHORT = Text("Efterfrågan väger", "Demand weighs")
_DEMAND_SHORT, _NEED_SHORT = Text("Efterfrågan möts", "Demand met"), Text("Behov möts", "Need met")
_NO_CHANGE = Text("Förslaget är dagens platser.", "The proposal is today's places.")
_WEIGHTS = Text("Andra vikter", "Other weights")
_WEIGHTS_LEAD = Text(
    "Lagen säger att både ungas efterfrågan och arbetsmarknadens behov ska räknas (skollagen 15 kap. 30 b §), men "
    "inte hur "
    "de vägs. Vikten är ett val. Så här blir det med andra:",
    "The law says that both the demand of the young and the need of the labour market count (skollagen 15 kap. 30 b "
    "§), not "
    "how they are weighed. The weight is a choice. This is what others would give:",
)
_GROUNDS = Text("Så är det räknat", "How it is reckoned")
_GROUNDS_TOLD = Text(
    "Efterfrågan är förstahandsvalen efter hemkommun och inriktning, ändrade som årskullen. Behovet är den tabell "
    "som lästes "
    "in för året. Platserna är heltal, valda så att största möjliga del av efterfrågan och behov möts för pengarna. "
    "Rutan "
    "”Vad det ger” antar årets sökande till de nya platserna: deras önskemål, meritvärden och lottnummer är desamma, "
    "vilket "
    "är ett antagande. Grupper om en till fyra personer redovisas inte.",
    "Demand is first choices by home municipality and field, changed as the cohort is. Need is the table loaded for "
    "the "
    "year. Places are whole numbers, chosen to meet the largest part of demand and need for the money. “What it "
    "gives” admits "
    "this year's applicants to the new places: their wishes, merit values and lottery numbers are the same, which is "
    "an "
    "assumption. Groups of one to four persons are not told.",
)
_MSEK = Text("mnkr", "MSEK")
