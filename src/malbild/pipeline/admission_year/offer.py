"""The offer: what a changed one would do, and how many places it could have; nothing here is kept in the store."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from malbild.analysis.admission.admission import Admission
from malbild.analysis.admission.dimensioning import demand_of, offers_of
from malbild.analysis.admission.what_if import Change, UnknownProgramme, WhatIf, what_if
from malbild.pipeline.admission.decision import Conditions, Decision
from malbild.pipeline.admission.places import decision_of
from malbild.pipeline.admission_year.rounds import basis
from malbild.pupils import queries
from malbild.pupils.members import Person
from malbild.pupils.supply import Planning
from malbild.vocabulary.admission import Programmes
from malbild.vocabulary.admission_year import AdmissionYear
from malbild.vocabulary.finding import Finding, Place, Severity
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.text import UNSAID, Text

USUAL_PRICE_SEK = 120_000.0
"""What a place is taken to cost where no price list was loaded; pages say so."""
SECONDS = 5.0
"""The time a proposal may take for each weight, so that nobody waits for the last hundredth."""
_MOST_RECENT = 8


@dataclass(frozen=True, slots=True, eq=False)
class Offered:
    """A proposal of places and what it would do to this year's applicants.

    cohort       how much larger the next year's cohort is taken to be, as a share
    what_if      this year's applicants, admitted to the proposed places
    from_skills  whether the need is that of the skills chapter, since no table of it was loaded
    """

    decision: Decision
    cohort: float
    what_if: WhatIf
    from_skills: bool


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
    """What today's places cost a year, the introductory ones apart."""
    offers = offers_of(programmes, _prices(programmes, planning), least=1, more=0)
    return sum((one.cost_sek * one.today for one in offers), start=0.0)


def propose_places(
    *, by: Person, year: AdmissionYear, conditions: Conditions, cohort: float = 0.0, skills: Mapping[str, float]
) -> Offered:
    """Places that meet most of demand and need for the money. Refused when the conditions leave nothing to propose.

    skills   what the skills chapter says is needed a year by field: used where the year has no table of need

    The latest are kept in memory, so that the document and the way into the plan are of the one that was seen.
    """
    planning = queries.supply_of(by, year.key, year.load)[1]  # asked first: it refuses who may not read the year
    needed = planning.need or skills
    rounds = tuple(one.at for one in year.rounds)
    known = (year.key, year.load, rounds, conditions, cohort, tuple(sorted(needed.items())))
    found = _RECENT.get(known)
    if found is None:
        found = _RECENT[known] = _offered(basis(by=by, year=year), planning, conditions, cohort, needed)
        while len(_RECENT) > _MOST_RECENT:
            _RECENT.pop(next(iter(_RECENT)), None)
    return found


def _offered(
    before: Admission, planning: Planning, conditions: Conditions, cohort: float, needed: Mapping[str, float]
) -> Offered:
    programmes, homes = before.programmes, Counter(before.applications.municipalities)
    expected = {home: count * (1 + cohort) for home, count in homes.items()}
    need = {field: count for field, count in needed.items() if field in programmes.fields}
    decision = decision_of(
        programmes, conditions, _prices(programmes, planning), need, planning.minutes,
        demand_of(before.applications, programmes, expected=expected),
    )  # fmt: skip
    changes = [Change(one, places) for one, places in decision.proposal.places.items()]
    effect = what_if(before, changes, prices=planning.prices or None)
    return Offered(decision, cohort, effect, from_skills=bool(need) and not planning.need)


def _prices(programmes: Programmes, planning: Planning) -> dict[tuple[str, str], float]:
    """The price of a place wherever something is offered; where the list has none, the mean of the field's."""
    offered = set(zip(programmes.municipalities, programmes.fields, strict=True))
    return {one: _price(planning, *one) for one in sorted(offered)}


def _price(planning: Planning, municipality: str, field: str) -> float:
    if (municipality, field) in planning.prices:
        return planning.prices[municipality, field]
    known = [amount for (_, other), amount in planning.prices.items() if other == field]
    return sum(known) / len(known) if known else USUAL_PRICE_SEK


def _unknown(programme: str) -> Finding:
    message = Text(f"Utbildningen {programme} finns inte i årets utbud.", f"The programme {programme} is not offered.")
    return Finding("admission.programme", Severity.ERROR, Place(), message, UNSAID)


NOTHING_LOADED = Finding(
    "admission.load", Severity.ERROR, Place(),
    Text("Det finns inga ansökningar att räkna på.", "There are no applications to reckon with."),
    Text("Läs in årets ansökningar först.", "Load the year's applications first."),
)  # fmt: skip
