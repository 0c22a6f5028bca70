"""The offer: what a changed one would do, and how many places it could have; nothing here is kept."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from malbild.analysis.admission.admission import Admission
from malbild.analysis.admission.dimensioning import Demand, NoProposal, Proposal, demand_of, offers_of, propose
from malbild.analysis.admission.what_if import Change, UnknownProgramme, WhatIf, what_if
from malbild.pipeline.admission_year.rounds import basis
from malbild.pupils import queries
from malbild.pupils.members import Person
from malbild.pupils.supply import Planning
from malbild.vocabulary.admission import Programmes
from malbild.vocabulary.admission_year import AdmissionYear
from malbild.vocabulary.finding import Finding, Place, Severity
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.text import UNSAID, Text

WEIGHTS = (0.0, 0.25, 0.5, 0.75, 1.0)
USUAL_PRICE_SEK = 120_000.0
"""What a place is taken to cost where no price list was loaded; pages say so."""
_SECONDS = 5.0
_CALM = 0.1
_MOST_RECENT = 8


@dataclass(frozen=True, slots=True)
class Terms:
    """What a proposal of places must keep to; chosen by the reader.

    weight    of demand, 0–1; the rest is that of need
    least     pupils in the smallest class
    more      places that a programme may grow by at most
    cohort    how much larger the next year's cohort is, as a share
    minutes   how far a pupil can be expected to travel
    """

    budget_sek: float
    weight: float = 0.5
    least: int = 8
    more: int = 16
    cohort: float = 0.0
    minutes: float = 60.0


@dataclass(frozen=True, slots=True)
class Offered:
    """A proposal beside what is now, what it would do, and what other weights would give.

    now        today's places, judged as a proposal is
    frontier   the proposals at several weights
    what_if    this year's applicants, admitted to the proposed places
    """

    programmes: Programmes
    terms: Terms
    now: Proposal
    proposal: Proposal
    frontier: tuple[Proposal, ...]
    what_if: WhatIf

    @property
    def changed(self) -> tuple[tuple[int, int], ...]:
        """The programmes whose places change, as (place in the list, places proposed)."""
        wanted = self.proposal.places
        return tuple(
            (at, wanted[one]) for at, one in enumerate(self.programmes.ids)
            if one in wanted and wanted[one] != self.programmes.places[at]
        )  # fmt: skip


_RECENT: dict[tuple[object, ...], Offered] = {}


def try_changes(*, by: Person, year: AdmissionYear, changes: Sequence[Change]) -> WhatIf:
    """What changes of the offer would do to this year's admission."""
    before = basis(by=by, year=year)
    prices = queries.supply_of(by, year.key, year.load)[1].prices
    try:
        return what_if(before, changes, prices=prices or None)
    except UnknownProgramme as unknown:
        raise Refused([_unknown(one) for one in unknown.ids]) from None


def cost_today(programmes: Programmes, planning: Planning) -> float:
    """What today's places cost a year."""
    offers = offers_of(programmes, _prices(programmes, planning), least=1, more=0)
    return sum((one.cost_sek * one.now for one in offers), start=0.0)


def propose_places(*, by: Person, year: AdmissionYear, terms: Terms) -> Offered:
    """Places that meet most of demand and need for the money. Refused when the terms leave nothing to propose.

    The latest proposals are kept, so that its document and its way into the plan are those of the one that was seen.
    """
    planning = queries.supply_of(by, year.key, year.load)[1]  # asked first: it refuses who may not read the year
    known = (year.key, year.load, tuple(one.at for one in year.rounds), terms)
    found = _RECENT.get(known)
    if found is None:
        found = _RECENT[known] = _offered(basis(by=by, year=year), planning, terms)
        while len(_RECENT) > _MOST_RECENT:
            _RECENT.pop(next(iter(_RECENT)), None)
    return found


def _offered(before: Admission, planning: Planning, terms: Terms) -> Offered:
    try:
        now = _now(before, planning, terms)
        proposal = _proposed(before, planning, terms, terms.weight)
        frontier = tuple(_proposed(before, planning, terms, weight) for weight in WEIGHTS)
    except NoProposal:
        raise Refused([Finding("admission.terms", Severity.ERROR, Place(), _NOTHING, _LOOSEN)]) from None
    changes = [Change(one, places) for one, places in proposal.places.items()]
    effect = what_if(before, changes, prices=planning.prices or None)
    return Offered(before.programmes, terms, now, proposal, frontier, effect)


def _proposed(before: Admission, planning: Planning, terms: Terms, weight: float) -> Proposal:
    offers = offers_of(before.programmes, _prices(before.programmes, planning), least=terms.least, more=terms.more)
    return propose(
        offers, _demand(before, terms), _need(before, planning), budget_sek=terms.budget_sek, weight=weight,
        minutes=planning.minutes, within_minutes=terms.minutes, calm=_CALM, seconds=_SECONDS,
    )  # fmt: skip


def _now(before: Admission, planning: Planning, terms: Terms) -> Proposal:
    """Today's places, judged by the same measure."""
    offers = offers_of(before.programmes, _prices(before.programmes, planning), least=1, more=0)
    held = [replace(one, least=one.now) for one in offers if one.now]
    enough = 1 + sum(one.cost_sek * one.now for one in held)
    return propose(
        held, _demand(before, terms), _need(before, planning), budget_sek=enough, weight=terms.weight,
        minutes=planning.minutes, within_minutes=terms.minutes, calm=len(before.applications), seconds=_SECONDS,
    )  # fmt: skip


def _prices(programmes: Programmes, planning: Planning) -> dict[tuple[str, str], float]:
    """The price of a place wherever something is offered."""
    offered = set(zip(programmes.municipalities, programmes.fields, strict=True))
    return {one: _price(planning, *one) for one in sorted(offered)}


def _price(planning: Planning, municipality: str, field: str) -> float:
    """The price where it is offered; where there is none, the mean of the field's."""
    if (municipality, field) in planning.prices:
        return planning.prices[municipality, field]
    known = [amount for (_, other), amount in planning.prices.items() if other == field]
    return sum(known) / len(known) if known else USUAL_PRICE_SEK


def _demand(before: Admission, terms: Terms) -> list[Demand]:
    """How many of each municipality wish each field, when the cohort changes as the terms say."""
    expected = {home: count * (1 + terms.cohort) for home, count in Counter(before.applications.municipalities).items()}
    return demand_of(before.applications, before.programmes, expected=expected)


def _need(before: Admission, planning: Planning) -> dict[str, float]:
    """What working life needs; where no table was loaded, nothing is said of it and demand alone decides."""
    return {field: count for field, count in planning.need.items() if field in before.programmes.fields}


def _unknown(programme: str) -> Finding:
    message = Text(f"Utbildningen {programme} finns inte i årets utbud.", f"The programme {programme} is not offered.")
    return Finding("admission.programme", Severity.ERROR, Place(), message, UNSAID)


NOTHING_LOADED = Finding(
    "admission.load", Severity.ERROR, Place(),
    Text("Det finns inga ansökningar att räkna på.", "There are no applications to reckon with."),
    Text("Läs in årets ansökningar först.", "Load the year's applications first."),
)  # fmt: skip
_NOTHING = Text("Inget antal platser klarar villkoren.", "No number of places meets the terms.")
_LOOSEN = Text("Höj budgeten eller sänk den minsta klassen.", "Raise the budget, or lower the smallest class.")
