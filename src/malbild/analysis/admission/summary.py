"""What an admission came to, for planners: how many, where places stand empty, and who got what they wished for."""

from dataclasses import dataclass

import numpy as np

from malbild.analysis.admission.admission import Admission
from malbild.analysis.admission.explanation import Explained
from malbild.analysis.admission.fields import kinds
from malbild.analysis.admission.rates import Rate, rates, wilson
from malbild.analysis.admission.reasons import Reason
from malbild.vocabulary.admission import Kind


@dataclass(frozen=True, slots=True)
class Summary:
    """An admission in numbers; nothing in it tells of a person.

    eligible_somewhere        applicants who are eligible for at least one of their choices
    first_choice              the share of all applicants admitted to their first choice
    decided_by_lottery        choices lost by the lottery number alone
    cutoffs_set_by_lottery    full programmes whose last place fell between equals
    introductory_admitted     applicants admitted to introductory programmes, for whom is eligible to no national one
    """

    applicants: int
    choices: int
    eligible_somewhere: int
    admitted: int
    unplaced: int
    late_choices: int
    second_hand_admitted: int
    free_quota_admitted: int
    introductory_admitted: int
    programmes: int
    full_programmes: int
    places: int
    empty_places: int
    programmes_with_empty_places: int
    decided_by_lottery: int
    cutoffs_set_by_lottery: int
    first_choice: Rate
    admitted_by_choice: list[int]
    first_choice_by_municipality: list[Rate]
    first_choice_by_sex: list[Rate]


def summarise(admission: Admission, why: Explained) -> Summary:
    """Count."""
    applications, programmes, admitted = admission.applications, admission.programmes, admission.admitted
    rows = np.flatnonzero(admitted >= 0)
    lost_by_lot = why.reasons == Reason.LOTTERY
    empty = programmes.places - admission.cutoffs.admitted
    first = admitted == 0
    introductory = np.array([one is Kind.INTRODUCTORY for one in kinds(programmes)], np.bool_)
    return Summary(
        applicants=len(applications),
        choices=int(applications.asked.sum()),
        eligible_somewhere=int((admission.priority.keys >= 0).any(axis=1).sum()),
        admitted=len(rows),
        unplaced=len(applications) - len(rows),
        late_choices=int(applications.late.sum()),
        second_hand_admitted=int((~applications.first_hand[rows, admitted[rows]]).sum()),
        free_quota_admitted=int(admission.cutoffs.protected.sum()),
        introductory_admitted=int(admission.cutoffs.admitted[introductory].sum()),
        programmes=len(programmes),
        full_programmes=int((empty == 0).sum()),
        places=int(programmes.places.sum()),
        empty_places=int(empty.sum()),
        programmes_with_empty_places=int((empty > 0).sum()),
        decided_by_lottery=int(lost_by_lot.sum()),
        cutoffs_set_by_lottery=len(np.unique(applications.choices[lost_by_lot])),
        first_choice=wilson("", len(applications), int(first.sum())),
        admitted_by_choice=np.bincount(admitted[rows], minlength=applications.choices.shape[1]).tolist(),
        first_choice_by_municipality=rates(applications.municipalities, first),
        first_choice_by_sex=rates(applications.sexes, first),
    )
