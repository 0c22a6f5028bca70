"""What an applicant is told about a choice, in plain words; numbers in braces as the language writes them."""

from malbild.analysis.admission.reasons import Reason
from malbild.vocabulary.admission import Selection
from malbild.vocabulary.text import Text

OUTCOMES = {
    Reason.ADMITTED: "admitted",
    Reason.ADMITTED_HIGHER: "admitted_to_higher_choice",
    Reason.NOT_ELIGIBLE: "not_eligible",
    Reason.NOT_TESTED: "not_tested",
    Reason.NO_PLACES: "no_places",
    Reason.FREE_QUOTA: "filled_by_free_quota",
    Reason.LATE: "filled_by_on_time",
    Reason.SECOND_HAND: "filled_by_first_hand",
    Reason.SCORE: "below_cutoff",
    Reason.CHOICE_RANK: "tie_decided_by_choice_rank",
    Reason.LOTTERY: "tie_decided_by_lottery",
    Reason.WITHDRAWN: "withdrawn",
    Reason.KEPT: "filled_by_kept_offers",
    Reason.SCORE_BEFORE_RANK: "below_cutoff",
}

_BY_MERIT = {
    Reason.ADMITTED: Text("Du är antagen.", "You are admitted."),
    Reason.ADMITTED_HIGHER: Text(
        "Du är antagen till ett val som du satte högre.",
        "You are admitted to a choice that you ranked higher.",
    ),
    Reason.NOT_ELIGIBLE: Text(
        "Du är inte behörig till utbildningen.",
        "You are not eligible for the programme.",
    ),
    Reason.NOT_TESTED: Text(
        "Utbildningen har ett prov, och du har inga provpoäng.",
        "The programme has a test, and you have no points of it.",
    ),
    Reason.NO_PLACES: Text(
        "Utbildningen har inga platser.",
        "The programme has no places.",
    ),
    Reason.FREE_QUOTA: Text(
        "Alla platser gick till sökande i den fria kvoten.",
        "All places went to applicants of the free quota.",
    ),
    Reason.LATE: Text(
        "De som sökte i tid fyllde alla platser. Du sökte efter sista dagen.",
        "Those who applied in time filled all places. You applied after the last day.",
    ),
    Reason.SECOND_HAND: Text(
        "De som är mottagna i första hand fyllde alla platser. "
        "Du är mottagen i andra hand, och då hade inget värde räckt.",
        "Those received in first hand filled all places. "
        "You are received in second hand; no score would have sufficed.",
    ),
    Reason.SCORE: Text(
        "Gränsen blev {cutoff} och ditt meritvärde är {score}. "
        "Mer än {cutoff} hade räckt; vid precis {cutoff} avgör lottningen.",
        "The cut-off was {cutoff} and your merit value is {score}. "
        "More than {cutoff} would have sufficed; at exactly {cutoff} the lottery decides.",
    ),
    Reason.SCORE_BEFORE_RANK: Text(
        "Gränsen blev {cutoff} och ditt meritvärde är {score}. Mer än {cutoff} hade räckt; "
        "vid precis {cutoff} avgör hur högt du satte utbildningen, sedan lottningen.",
        "The cut-off was {cutoff} and your merit value is {score}. More than {cutoff} would have sufficed; "
        "at exactly {cutoff} how high you ranked the programme decides, then the lottery.",
    ),
    Reason.CHOICE_RANK: Text(
        "Du har samma värde som den sista antagna, {cutoff}, men satte utbildningen lägre bland dina val.",
        "You have the same score as the last admitted, {cutoff}, but ranked the programme lower among your choices.",
    ),
    Reason.LOTTERY: Text(
        "Du har samma värde som den sista antagna, {cutoff}, och lottningen avgjorde: "
        "det sista lottnummer som räckte var {cutoff_lottery} och ditt är {lottery}.",
        "You have the same score as the last admitted, {cutoff}, and the lottery decided: "
        "the last number that sufficed was {cutoff_lottery}, and yours is {lottery}.",
    ),
    Reason.KEPT: Text(
        "De som redan var antagna behöll alla platser.",
        "Those who were admitted already kept all places.",
    ),
    Reason.WITHDRAWN: Text(
        "Du har avstått från valet.",
        "You have given the choice up.",
    ),
}
_BY_POINTS = {
    Reason.SCORE: Text(
        "Gränsen blev {cutoff} poäng (meritvärde och prov) och du har {score}. "
        "Mer än {cutoff} hade räckt; vid precis {cutoff} avgör lottningen.",
        "The cut-off was {cutoff} points (merit value and test) and you have {score}. "
        "More than {cutoff} would have sufficed; at exactly {cutoff} the lottery decides.",
    ),
}
_BY_POINTS[Reason.SCORE_BEFORE_RANK] = Text(
    "Gränsen blev {cutoff} poäng (meritvärde och prov) och du har {score}. Mer än {cutoff} hade räckt; "
    "vid precis {cutoff} avgör hur högt du satte utbildningen, sedan lottningen.",
    "The cut-off was {cutoff} points (merit value and test) and you have {score}. More than {cutoff} would have "
    "sufficed; at exactly {cutoff} how high you ranked the programme decides, then the lottery.",
)
_BY_LIST = {
    Reason.NOT_TESTED: Text(
        "Utbildningen har en egen ranglista, och du står inte på den.",
        "The programme has a rank list of its own, and you are not on it.",
    ),
    Reason.SCORE: Text(
        "Den sista antagna har plats {cutoff} på skolans ranglista och du har plats {score}. "
        "En plats före {cutoff} hade räckt.",
        "The last admitted has place {cutoff} on the school's rank list and you have place {score}. "
        "A place before {cutoff} would have sufficed.",
    ),
}
_BY_LIST[Reason.SCORE_BEFORE_RANK] = _BY_LIST[Reason.SCORE]
PHRASES = {
    Selection.MERIT: _BY_MERIT,
    Selection.POINTS: _BY_MERIT | _BY_POINTS,
    Selection.LIST: _BY_MERIT | _BY_LIST,
}
RESERVE = Text(" Du är reserv nummer {place}.", " You are number {place} among the reserves.")
