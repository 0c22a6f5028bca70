"""Rounds: a year is admitted preliminarily, finally, and to the reserves, each kept as it was decided."""

from collections.abc import Mapping
from typing import Any

import msgspec
import numpy as np

from malbild.analysis.admission.admission import Admission, admit
from malbild.analysis.admission.priority import Tie
from malbild.analysis.admission.rounds import Reply, replies_of, reserve_round
from malbild.analysis.admission.stored import outcome_of, resumed
from malbild.analysis.admission.tables import Row, cutoff_rows
from malbild.pipeline.admission_year.numbers import numbers
from malbild.pupils import changes, queries
from malbild.pupils.members import Person
from malbild.sources.admission import Readable
from malbild.sources.admission.tables import read_replies
from malbild.vocabulary.admission import Programmes
from malbild.vocabulary.admission_year import AdmissionRound, AdmissionYear, RoundKind
from malbild.vocabulary.finding import Finding, Place, Severity
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.text import UNSAID, Text, number

_LEAVE, _CONTENT = 0.06, 0.7  # of made-up replies: who leaves, and who is content


class _Outcome(msgspec.Struct):
    """What a round decided, as the store keeps it sealed: programmes and, of a reserve round, replies by applicant."""

    programme: dict[str, str]
    replies: dict[str, str] = {}


def run(*, by: Person, year: AdmissionYear, kind: RoundKind) -> int:
    """Run the preliminary or the final round on the latest load; gives its number."""
    if year.seed is None or not year.load:
        raise Refused([_finding(_NOT_READY)])
    if any(one.kind is not RoundKind.PRELIMINARY for one in year.rounds):
        raise Refused([_finding(_FINAL_WAS_RUN)])
    state = queries.state_of(by, year.key, year.load)
    admission = admit(state.applications, state.programmes, seed=year.seed, tie=Tie(year.tie))
    return _kept(by, year, kind, admission, _Outcome(outcome_of(admission)))


def run_reserves(*, by: Person, year: AdmissionYear, replies: Mapping[str, str]) -> int:
    """Run a reserve round on the replies; who has not replied keeps her place and waits for a better."""
    latest = year.rounds[-1] if year.rounds else None
    if latest is None or latest.kind is RoundKind.PRELIMINARY:
        raise Refused([_finding(_NO_FINAL)])
    before = admission_of(by=by, year=year, number=latest.number)
    said = replies_of(before.applications.applicants, {one: Reply(reply) for one, reply in replies.items()})
    admission = reserve_round(before, said)
    return _kept(by, year, RoundKind.RESERVE, admission, _Outcome(outcome_of(admission), dict(replies)))


def read_sent_replies(*, by: Person, year: AdmissionYear, file: Readable) -> dict[str, str]:
    """The replies of a file to the latest round. Refused with every problem."""
    applicants = queries.state_of(by, year.key, year.rounds[-1].load).applications.applicants
    replies = read_replies(file)
    if strangers := len(replies.keys() - set(applicants)):
        raise Refused([_strangers(strangers)])
    return replies


def made_up_replies(*, by: Person, year: AdmissionYear) -> dict[str, str]:
    """Replies that nobody gave, for a county that is made up."""
    applicants = queries.state_of(by, year.key, year.rounds[-1].load).applications.applicants
    drawn = np.random.default_rng(len(year.rounds)).random(len(applicants)).tolist()
    answers = (
        Reply.LEAVES if one < _LEAVE else Reply.CONTENT if one < _LEAVE + _CONTENT else Reply.KEEPS for one in drawn
    )
    return {who: answer.value for who, answer in zip(applicants, answers, strict=True)}


def admission_of(*, by: Person, year: AdmissionYear, number: int) -> Admission:
    """A round as it was decided, with all that explains it.

    It is reckoned again from what went into it. Should today's program come to another outcome, the one that was
    decided holds.
    """
    one = year.rounds[number - 1]
    kept = msgspec.msgpack.decode(queries.outcome(by, year.key, number), type=_Outcome)
    programmes = queries.supply_of_round(by, year.key, number)
    again = _again(by, year, one, programmes, kept)
    if outcome_of(again) == kept.programme:
        return again
    seed = year.seed or 0
    return resumed(again.applications, programmes, kept.programme, seed=seed, tie=Tie(year.tie))


def cutoffs_of(*, by: Person, year: AdmissionYear, number: int) -> list[Row]:
    """The cut-offs of a round in full, as rows of cutoffs.csv."""
    return list(cutoff_rows(admission_of(by=by, year=year, number=number)))


def latest_ordinary(year: AdmissionYear) -> AdmissionRound | None:
    """The latest round that was no reserve round: what a change of the offer is compared with."""
    return next((one for one in reversed(year.rounds) if one.kind is not RoundKind.RESERVE), None)


def basis(*, by: Person, year: AdmissionYear) -> Admission:
    """What changes are compared with: the latest ordinary round; before the first, an admission of the latest load."""
    one = latest_ordinary(year)
    if one is not None and one.load == year.load:
        return admission_of(by=by, year=year, number=one.number)
    if not year.load:
        raise Refused([_finding(_NOT_READY)])
    state = queries.state_of(by, year.key, year.load)
    return admit(state.applications, state.programmes, seed=year.seed or 0, tie=Tie(year.tie))


def _again(by: Person, year: AdmissionYear, one: AdmissionRound, programmes: Programmes, kept: _Outcome) -> Admission:
    if one.kind is not RoundKind.RESERVE:
        state = queries.state_of(by, year.key, one.load)
        return admit(state.applications, programmes, seed=year.seed or 0, tie=Tie(year.tie))
    before = admission_of(by=by, year=year, number=one.number - 1)
    replies = {who: Reply(reply) for who, reply in kept.replies.items()}
    return reserve_round(before, replies_of(before.applications.applicants, replies), programmes=programmes)


def _kept(by: Person, year: AdmissionYear, kind: RoundKind, admission: Admission, outcome: _Outcome) -> int:
    load = year.load if kind is not RoundKind.RESERVE else year.rounds[-1].load
    planning = queries.supply_of(by, year.key, load)[1]
    told: dict[str, Any] = numbers(admission, planning.prices, seed=year.seed or 0)
    return changes.keep_round(
        by=by, key=year.key, kind=kind, load=load, programmes=admission.programmes,
        outcome=msgspec.msgpack.encode(outcome), told=told, expected=len(year.rounds) + 1,
    )  # fmt: skip


def _strangers(count: int) -> Finding:
    """Who they are is not told: an id in a message is an id of a pupil."""
    return _finding(
        Text(f"{number(count)} svar gäller sökande som inte finns i året. Rätta deras applicant_id.",
             f"{number(count, 'en')} replies are of applicants who are not in the year. Mend their applicant_id.")
    )  # fmt: skip


def _finding(message: Text) -> Finding:
    return Finding("admission.round", Severity.ERROR, Place(), message, UNSAID)


_NOT_READY = Text("Läs in ansökningarna och skriv in lottens frö först.",
                  "Load the applications and write down the seed of the lottery first.")  # fmt: skip
_FINAL_WAS_RUN = Text("Den slutliga antagningen är redan gjord.", "The final admission has been run already.")
_NO_FINAL = Text("Kör den slutliga antagningen först.", "Run the final admission first.")
