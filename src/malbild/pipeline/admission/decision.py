"""The document a board decides the number of places on: what is proposed, what it meets and costs, what else could be.

It says what the figures are made of, and that the weight between demand and need is a choice that no rule makes.
"""

from dataclasses import dataclass

from malbild.analysis.admission.dimensioning import Proposal
from malbild.publication.printouts import plain, table
from malbild.vocabulary.admission import Programmes
from malbild.vocabulary.text import Language, Text, number, percent


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a proposal is asked to keep.

    weight          of demand, 0–1; the rest is that of need
    budget_sek      a year; None takes today's cost and `budget_share` beside it
    budget_share    how much more than today, as a share; below 0 less
    stay            what it takes to change: see `dimensioning.propose`
    least, more     the smallest class, and by how many places a programme may grow
    seconds         the solver's time for each proposal
    """

    weight: float = 0.5
    budget_sek: float | None = None
    budget_share: float = 0.0
    least: int = 12
    more: int = 32
    within_minutes: float = 60.0
    stay: float = 0.1
    seconds: float = 30.0


@dataclass(frozen=True, slots=True)
class PlacesAction:
    """One change of the proposal, as an action for the plan."""

    programme: str
    name: str
    municipality: str
    before: int
    after: int


@dataclass(frozen=True, slots=True, eq=False)
class Decision:
    """A proposal of places with what it is compared with."""

    programmes: Programmes
    conditions: Conditions
    budget_sek: float
    today: Proposal
    proposal: Proposal
    frontier: tuple[Proposal, ...]
    need: dict[str, float]

    @property
    def actions(self) -> tuple[PlacesAction, ...]:
        """What would change, the largest change first."""
        rows = {id_: row for row, id_ in enumerate(self.programmes.ids)}
        found = [
            PlacesAction(
                id_, self.programmes.names[rows[id_]] or id_, self.programmes.municipalities[rows[id_]],
                self.today.places[id_], places,
            )
            for id_, places in self.proposal.places.items()
            if places != self.today.places[id_]
        ]  # fmt: skip
        return tuple(sorted(found, key=lambda one: (-abs(one.after - one.before), one.programme)))


def document(decision: Decision, language: Language) -> str:
    """The document as Markdown."""
    parts = (
        f"# {_TITLE.in_(language)}", _summary(decision, language),
        f"## {_CONDITIONS.in_(language)}", _conditions(decision, language),
        f"## {_OUTCOME.in_(language)}", _outcome(decision, language),
        f"## {_WEIGHTS.in_(language)}", _NO_RULE.in_(language), _frontier(decision, language),
        f"## {_CHANGES.in_(language)}", _changes(decision, language),
        f"## {_LEFT_OUT.in_(language)}", _NOT_WEIGHED.in_(language),
    )  # fmt: skip
    return "\n\n".join(parts) + "\n"


def _summary(decision: Decision, language: Language) -> str:
    actions = decision.actions
    up, down = ([one for one in actions if (one.after > one.before) is more] for more in (True, False))
    return _SUMMARY.in_(language).format(
        demand=_share(decision.proposal.demand_met, language), demand_now=_share(decision.today.demand_met, language),
        need=_share(decision.proposal.need_met, language), need_now=_share(decision.today.need_met, language),
        up=number(len(up), language), down=number(len(down), language),
        closed=number(sum(one.after == 0 for one in actions), language),
        cost=_million(decision.proposal.cost_sek, language), cost_now=_million(decision.today.cost_sek, language),
    )  # fmt: skip


def _conditions(decision: Decision, language: Language) -> str:
    asked = decision.conditions
    rows = (
        (_BUDGET, _million(decision.budget_sek, language)),
        (_LEAST, number(asked.least, language)),
        (_MORE, number(asked.more, language)),
        (_REACH, number(asked.within_minutes, language)),
        (_WEIGHT, percent(asked.weight, language)),
        (_STAY, _share(asked.stay, language)),
    )
    heading = (_CONDITIONS.in_(language), _VALUE.in_(language))
    return table(heading, ((name.in_(language), value) for name, value in rows))


def _outcome(decision: Decision, language: Language) -> str:
    heading = (_MEASURE, _TODAY, _PROPOSED)
    pair = (decision.today, decision.proposal)
    rows = (
        (_DEMAND, [_share(one.demand_met, language) for one in pair]),
        (_NEED, [_share(one.need_met, language) for one in pair]),
        (_PLACES, [number(sum(one.places.values()), language) for one in pair]),
        (_COST, [_million(one.cost_sek, language) for one in pair]),
    )
    return table((one.in_(language) for one in heading), ((name.in_(language), *both) for name, both in rows))


def _frontier(decision: Decision, language: Language) -> str:
    heading = (_WEIGHT, _DEMAND, _NEED, _PLACES)
    rows = (
        (
            percent(one.weight, language), _share(one.demand_met, language), _share(one.need_met, language),
            number(sum(one.places.values()), language),
        )
        for one in decision.frontier
    )  # fmt: skip
    return table((one.in_(language) for one in heading), rows)


def _changes(decision: Decision, language: Language) -> str:
    if not decision.actions:
        return plain(_NOTHING.in_(language))
    heading = (_PROGRAMME, _TODAY, _PROPOSED)
    rows = (
        (
            f"{one.name} ({one.municipality})" if one.municipality else one.name,
            number(one.before, language),
            number(one.after, language),
        )
        for one in decision.actions
    )
    return table((one.in_(language) for one in heading), rows)


def _share(share: float, language: Language) -> str:
    return percent(share, language, 1)


def _million(sek: float, language: Language) -> str:
    return _SEK.in_(language).format(amount=number(sek / 1e6, language, 1))


_TITLE = Text("Förslag till antal platser i gymnasieskolan", "Proposal of places in upper-secondary school")
_SUMMARY = Text(
    "Förslaget ger plats i önskat program inom räckhåll för {demand} av dem som söker (i dag {demand_now}) "
    "och möter {need} av arbetslivets behov (i dag {need_now}). {up} utbildningar växer, {down} minskar och av dem "
    "stängs {closed}. Kostnaden blir {cost} om året (i dag {cost_now}).",
    "The proposal gives a place in the field they wish, within reach, to {demand} of those who apply (today "
    "{demand_now}) and meets {need} of the need of working life (today {need_now}). {up} programmes grow, {down} "
    "shrink and {closed} of them close. It costs {cost} a year (today {cost_now}).",
)
_CONDITIONS = Text("Villkor", "Conditions")
_VALUE = Text("Värde", "Value")
_BUDGET = Text("Budget om året", "Budget a year")
_LEAST = Text("Minsta klass, platser", "Smallest class, places")
_MORE = Text("En utbildning får växa med högst, platser", "A programme may grow by at most, places")
_REACH = Text("Räckhåll från hemkommunen, minuter", "Reach from the home municipality, minutes")
_WEIGHT = Text("Efterfrågans vikt", "Weight of demand")
_STAY = Text("Att byta alla platser måste ge minst (vägd andel)", "To change all places must bring at least (weighed)")
_OUTCOME = Text("Vad förslaget ger", "What the proposal gives")
_MEASURE = Text("Mått", "Measure")
_TODAY = Text("I dag", "Today")
_PROPOSED = Text("Förslag", "Proposed")
_DEMAND = Text("Efterfrågan som möts", "Demand met")
_NEED = Text("Behov som möts", "Need met")
_PLACES = Text("Platser", "Places")
_COST = Text("Kostnad om året", "Cost a year")
_WEIGHTS = Text("Andra vikter", "Other weights")
_NO_RULE = Text(
    "Skollagen säger att både ungdomars efterfrågan och arbetsmarknadens behov ska beaktas (15 kap. 30 b §). "
    "Ingen regel säger hur de vägs. Vikten är därför ett val, och tabellen visar vad varje val ger för samma pengar.",
    "The Education Act says that both the demand of the young and the need of the labour market shall count "
    "(15:30 b). No rule says how they weigh. So the weight is a choice, and the table shows what each choice gives "
    "for the same money.",
)
_CHANGES = Text("Vad som ändras", "What changes")
_NOTHING = Text("Inget ändras.", "Nothing changes.")
_PROGRAMME = Text("Utbildning", "Programme")
_LEFT_OUT = Text("Vad som inte är vägt in", "What is not weighed")
_NOT_WEIGHED = Text(
    "Efterfrågan är det första nationella valet i ansökningarna, räknat om till väntat antal elever där det finns en "
    "prognos. "
    "Introduktionsprogram är inte med. Lokaler, lärare, avtal och beslut hos fristående skolor är inte med. "
    "En stängd utbildning kan ändra vad elever söker; pröva varje stängning för sig innan beslut.",
    "Demand is the first national choice of the applications, scaled to the pupils expected where there is a forecast. "
    "Introductory programmes are not part of it, nor are premises, teachers, agreements and decisions of independent "
    "schools. A closed programme may change what pupils apply for; try each closing by itself before deciding.",
)
_SEK = Text("{amount} mkr", "SEK {amount} m")
