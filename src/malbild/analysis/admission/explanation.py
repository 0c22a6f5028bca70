"""An explanation for each applicant, of every choice: what happened, why, and what it would have taken."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import msgspec
import numpy as np
from numpy.typing import NDArray

from malbild.analysis.admission.cutoffs import EVERYBODY, NOBODY, Cutoffs, cutoff_of
from malbild.analysis.admission.phrases import OUTCOMES, PHRASES, RESERVE
from malbild.analysis.admission.priority import Priority, keeps_in, lottery_of, points_of, score, shown
from malbild.analysis.admission.reasons import Reason, reasons
from malbild.analysis.admission.reserves import reserve_places
from malbild.vocabulary.admission import Applications, Programmes, Selection
from malbild.vocabulary.text import Language, Text, number


class ChoiceExplanation(msgspec.Struct, frozen=True, gc=False):
    """What happened to one choice.

    score, cutoff   as people know them: points, or places on a list
    reserve_place   1 is the first who gets a place that becomes free; None when she is no reserve
    """

    rank: int
    programme_id: str
    outcome: str
    score: float | None
    cutoff: float | None
    reserve_place: int | None
    sv: str
    en: str


class Explanation(msgspec.Struct, frozen=True, gc=False):
    """What happened to one applicant."""

    applicant_id: str
    programme_id: str | None
    lottery_number: int
    choices: list[ChoiceExplanation]


@dataclass(frozen=True, slots=True, eq=False)
class Explained:
    """All that the explanations are made of, each array (applicant, choice).

    scores, cutoffs   hundredths of a point; below 0 where there is none
    """

    reasons: NDArray[np.int8]
    scores: NDArray[np.int64]
    cutoffs: NDArray[np.int64]
    lottery: NDArray[np.int64]
    cutoff_lottery: NDArray[np.int64]
    reserve_places: NDArray[np.int32]


def explained(
    applications: Applications,
    programmes: Programmes,
    priority: Priority,
    admitted: NDArray[np.int32],
    limits: Cutoffs,
) -> Explained:
    """Work out what decided about every choice."""
    cutoff = cutoff_of(applications, priority, limits)
    return Explained(
        reasons(applications, programmes, priority, admitted, limits),
        score(applications, programmes).astype(np.int64),
        np.where((cutoff == EVERYBODY) | (cutoff == NOBODY) | keeps_in(cutoff), -1, points_of(cutoff)),
        lottery_of(priority.keys),
        lottery_of(cutoff),
        reserve_places(applications, priority, admitted),
    )


def explanations(
    applications: Applications,
    programmes: Programmes,
    admitted: NDArray[np.int32],
    lottery: NDArray[np.int32],
    why: Explained,
) -> Iterator[Explanation]:
    """The explanation of each applicant, one at a time: those of a large region are never all in memory."""
    ids, selection, choices = programmes.ids, programmes.selection, applications.choices
    columns = (choices, applications.ranks, why.reasons, why.scores, why.cutoffs, why.lottery, why.cutoff_lottery)
    rows = zip(*(one.tolist() for one in columns), why.reserve_places.tolist(), strict=True)
    for applicant, place, number_, row in zip(
        applications.applicants, admitted.tolist(), lottery.tolist(), rows, strict=True
    ):
        told = [
            _choice(ids[programme], selection[programme], *rest)
            for programme, *rest in zip(*row, strict=True)
            if programme >= 0
        ]
        yield Explanation(applicant, ids[row[0][place]] if place >= 0 else None, number_, told)


def _choice(
    programme: str,
    selection: Selection,
    rank: int,
    reason: int,
    points: int,
    cutoff: int,
    lottery: int,
    cutoff_lottery: int,
    place: int,
) -> ChoiceExplanation:
    outcome, shown_score, shown_cutoff, said = _said(reason, selection, points, cutoff)
    sv, en = said.sv, said.en
    if reason == Reason.LOTTERY:
        sv = sv.format(lottery=number(lottery), cutoff_lottery=number(cutoff_lottery))
        en = en.format(lottery=number(lottery, "en"), cutoff_lottery=number(cutoff_lottery, "en"))
    if place:
        reserve = _reserve(place)
        sv, en = sv + reserve.sv, en + reserve.en
    return ChoiceExplanation(rank, programme, outcome, shown_score, shown_cutoff, place or None, sv, en)


@cache
def _said(reason: int, selection: Selection, points: int, cutoff: int) -> tuple[str, float | None, float | None, Text]:
    """What is the same for all with the same score at the same cut-off: the many share few sentences."""
    phrase = PHRASES[selection][Reason(reason)]
    has = None if points < 0 else shown(points, selection)
    took = None if cutoff < 0 else shown(cutoff, selection)
    later = {"lottery": "{lottery}", "cutoff_lottery": "{cutoff_lottery}"}
    said = Text(
        phrase.sv.format(score=_numeral(has, "sv"), cutoff=_numeral(took, "sv"), **later),
        phrase.en.format(score=_numeral(has, "en"), cutoff=_numeral(took, "en"), **later),
    )
    return OUTCOMES[Reason(reason)], has, took, said


def _numeral(value: float | None, language: Language) -> str:
    if value is None:
        return ""
    return number(value, language, 0 if value.is_integer() else 1 if (10 * value).is_integer() else 2)


@cache
def _reserve(place: int) -> Text:
    return Text(RESERVE.sv.format(place=number(place)), RESERVE.en.format(place=number(place, "en")))
