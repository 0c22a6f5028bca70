"""What each form asks, in which words, and why: one row a question."""

from dataclasses import dataclass
from enum import StrEnum

from malbild.vocabulary.plan import ActionStatus, TargetKind
from malbild.vocabulary.text import Text

NO_REASON = Text("", "")


class Kind(StrEnum):
    """How a question is answered."""

    LINE = "line"
    PROSE = "prose"
    DATE = "date"
    PERIOD = "period"
    NUMBER = "number"
    YES = "yes"
    WORD = "word"
    ORGANISATION = "organisation"
    PLAN = "plan"
    GOAL = "goal"
    GOALS = "goals"
    INDICATOR = "indicator"
    INDICATORS = "indicators"
    LINES = "lines"


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a form.

    field     the summary's field it answers
    why       one sentence: what the answer is for, or how to write it
    words     what may be chosen (WORD)
    """

    field: str
    kind: Kind
    label: Text
    why: Text = NO_REASON
    required: bool = False
    words: tuple[str, ...] = ()
    only_new: bool = False


_NAME = Question("name", Kind.LINE, Text("Namn", "Name"), required=True)
_NAME_EN = Question(
    "name_en",
    Kind.LINE,
    Text("Namn på engelska", "Name in English"),
    Text("Visas på de engelska sidorna.", "Shown on the English pages."),
)
_PLAN = Question(
    "plan",
    Kind.PLAN,
    Text("Program", "Plan"),
    Text("Det beslut det hör till.", "The decided document it belongs to."),
    required=True,
    only_new=True,
)
_BODY = Question(
    "body",
    Kind.PROSE,
    Text("Text", "Text"),
    Text("Så som den är beslutad. Tom rad ger nytt stycke.", "As decided. An empty line begins a paragraph."),
)
_BODY_EN = Question("body_en", Kind.PROSE, Text("Text på engelska", "Text in English"))

GOAL = (
    _PLAN,
    _NAME,
    _NAME_EN,
    Question(
        "responsible",
        Kind.ORGANISATION,
        Text("Vem svarar för målet?", "Who answers for the goal?"),
        Text("Visas för läsaren, och de får ändra målet.", "Shown to readers, and they may edit the goal."),
    ),
    Question("parent", Kind.GOAL, Text("Ligger under målet", "Lies under the goal")),
    Question(
        "indicators",
        Kind.INDICATORS,
        Text("Indikatorer", "Indicators"),
        Text("Det som mäts, också där inget målvärde är satt.", "What is measured, also where no target is set."),
    ),
    Question("valid_from", Kind.DATE, Text("Gäller från", "Holds from")),
    Question("valid_to", Kind.DATE, Text("Gäller till", "Holds to")),
    _BODY,
    _BODY_EN,
)

TARGET = (
    Question("indicator", Kind.INDICATOR, Text("Indikator", "Indicator"), required=True),
    Question(
        "kind",
        Kind.WORD,
        Text("Hur jämförs det?", "How does it compare?"),
        Text(
            "Med en nivå, med ett utgångsår (förändring eller riktning), med andra områden eller mellan grupper.",
            "With a level, with a base period (change or direction), with other areas, or between groups.",
        ),
        required=True,
        words=tuple(TargetKind),
    ),
    Question(
        "area",
        Kind.LINE,
        Text("Områdeskod", "Area code"),
        Text(
            "00 är riket, två siffror ett län, fyra en kommun.",
            "00 is the nation, two digits a county, four a municipality.",
        ),
        required=True,
    ),
    Question("sense", Kind.WORD, Text("Ska det vara", "It shall be"), required=True, words=("at_least", "at_most")),
    Question(
        "value",
        Kind.NUMBER,
        Text("Värde", "Value"),
        Text(
            "Nivån, eller förändringen i procent sedan utgångsåret: −60 är en minskning.",
            "The level, or the change in per cent since the base period: −60 is a fall.",
        ),
    ),
    Question(
        "unit",
        Kind.LINE,
        Text("Enhet", "Unit"),
        Text("Bara om den är en annan än indikatorns.", "Only if it is not the indicator's."),
    ),
    Question("base", Kind.PERIOD, Text("Utgångsår", "Base period"), Text("Till exempel 2005.", "For example 2005.")),
    Question(
        "due",
        Kind.PERIOD,
        Text("Ska nås", "Due"),
        Text("Till exempel 2030. Tomt betyder varje år.", "For example 2030. Empty means every year."),
    ),
    Question(
        "peers",
        Kind.LINES,
        Text("Jämförda områden", "Areas compared with"),
        Text("En kod på varje rad.", "One code a line."),
    ),
    Question("each", Kind.YES, Text("Bättre än vart och ett av dem", "Better than each of them")),
    Question("growth", Kind.YES, Text("Jämför förändringen, inte nivån", "Compare the change, not the level")),
    Question("groups", Kind.LINES, Text("Grupper", "Groups"), Text("Två, en på varje rad.", "Two, one a line.")),
    Question("wording", Kind.PROSE, Text("Ordalydelse i beslutet", "Wording of the decision")),
)

ACTION = (
    _PLAN,
    _NAME,
    _NAME_EN,
    Question(
        "status",
        Kind.WORD,
        Text("Hur långt har det kommit?", "How far has it come?"),
        required=True,
        words=tuple(ActionStatus),
    ),
    Question(
        "contributes_to",
        Kind.GOALS,
        Text("Bidrar till målen", "Contributes to the goals"),
        Text("Åtgärden visas på de målens sidor.", "The action is shown on the pages of those goals."),
    ),
    Question("start", Kind.DATE, Text("Börjar", "Starts")),
    Question(
        "due",
        Kind.DATE,
        Text("Ska vara klar", "Due"),
        Text("Passerar dagen utan att den är klar syns det.", "If the day passes and it is not done, it shows."),
    ),
    Question(
        "next_check",
        Kind.DATE,
        Text("Stäms av nästa gång", "Looked at next"),
        Text("Dagen då ni ser efter hur det går.", "The day you look at how it goes."),
    ),
    Question(
        "indicators",
        Kind.INDICATORS,
        Text("Följs med indikatorerna", "Followed by the indicators"),
        Text("Det som visar om åtgärden gör skillnad.", "What shows whether the action makes a difference."),
    ),
    _BODY,
    _BODY_EN,
    Question("outcome", Kind.PROSE, Text("Vad blev det av den?", "What became of it?")),
    Question("outcome_en", Kind.PROSE, Text("Vad blev det av den, på engelska", "What became of it, in English")),
)

COMMITMENT = (
    Question("organisation", Kind.ORGANISATION, Text("Vem?", "Who?"), required=True),
    Question("role", Kind.WORD, Text("Gör vad?", "Does what?"), required=True, words=("leads", "takes_part", "funds")),
    Question("due", Kind.DATE, Text("Till när?", "By when?")),
    Question(
        "fulfilled",
        Kind.DATE,
        Text("Uppfyllt den", "Fulfilled on"),
        Text("Lämnas tomt tills det är gjort.", "Left empty until it is done."),
    ),
    Question("note", Kind.PROSE, Text("Anteckning", "Note")),
)
