"""Proposal: what the figures speak for, more places, as many or fewer, how strongly, and why.

The rule stands in docs/methods/skills-volume.md. Each source that can be read has one vote; sources that vote against
each other propose nothing new. Where nothing can be read the proposal is "cannot tell", with the reason.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from malbild.vocabulary.matching import (
    Balance,
    Direction,
    Education,
    Link,
    LinkKind,
    Outlook,
    Proposal,
    Strength,
)
from malbild.vocabulary.text import Text, number, percent

SURE = 0.8
BALANCED = (95.0, 105.0)
MATCHED = (0.7, 0.9)
OLD_AFTER = 5
_SHORT, _SURPLUS = ("brist",), ("överskott", "konkurrens", "överutbud")


@dataclass(frozen=True, slots=True)
class Vote:
    """What one source speaks for, and its sentence."""

    direction: Direction
    why: Text


def proposal(
    education: Education, link: Link | None, balance: Balance | None, outlook: Outlook, *, known_in: int, today: int
) -> Proposal:
    """What the figures of one programme speak for.

    known_in   the year the number at work was counted; figures older than five years weigh less
    """
    own = list(_of_balance(education, link, balance))
    votes = [*own, *_of_outlook(outlook)]
    said: set[Direction] = {one.direction for one in votes} - {Direction.UNKNOWN}
    direction = _together(said)
    counted = sum(one.direction is direction for one in votes)
    rests_on_old = today - known_in > OLD_AFTER and any(one.direction is direction for one in own)
    strength = _strength(direction, counted, old=rests_on_old)
    return Proposal(direction, strength, (*(one.why for one in votes), *_caveats(said, balance, known_in, today)))


def _together(said: set[Direction]) -> Direction:
    if {Direction.UP, Direction.DOWN} <= said:
        return Direction.KEEP
    firm = said - {Direction.KEEP}
    return next(iter(firm or said), Direction.UNKNOWN)


def _strength(direction: Direction, counted: int, *, old: bool) -> Strength:
    """Two sources that agree are strong, one is moderate, and old figures bring it one step down."""
    if direction is Direction.UNKNOWN or counted < 1 or (counted == 1 and old):
        return Strength.WEAK
    return Strength.MODERATE if counted == 1 or old else Strength.STRONG


def _of_balance(education: Education, link: Link | None, balance: Balance | None) -> Iterable[Vote]:
    if link is None:
        yield Vote(Direction.UNKNOWN, _NO_LINK)
    elif balance is None:
        yield Vote(Direction.UNKNOWN, _NO_FIGURES)
    elif link.kind is LinkKind.BROAD and balance.shortage is not None and balance.shortage <= 1 - SURE:
        yield Vote(Direction.DOWN, _ceiling(balance.shortage))
    elif link.kind in (LinkKind.BROAD, LinkKind.NARROW):
        yield Vote(Direction.UNKNOWN, _PART[link.kind])
    elif education.places is None:
        yield Vote(Direction.UNKNOWN, _NO_PLACES)
    elif balance.shortage is None:
        yield Vote(Direction.UNKNOWN, _OTHERS_UNKNOWN)
    else:
        yield Vote(_by(balance.shortage, 1 - SURE, SURE), _shortage(balance.shortage))


def _of_outlook(outlook: Outlook) -> Iterable[Vote]:
    if outlook.shortage is not None:
        yield Vote(_by(outlook.shortage, 1 - SURE, SURE), _projected(outlook.shortage, outlook.year))
    elif outlook.balance is not None:
        yield Vote(_by(-outlook.balance, -BALANCED[1], -BALANCED[0]), _forecast(outlook))
    if outlook.barometer:
        yield Vote(_by_word(outlook.barometer), Text(f"Yrkesbarometern: {outlook.barometer}.",
                                                     f"The occupational barometer: {outlook.barometer}."))  # fmt: skip
    if outlook.match_rate is not None:
        yield Vote(_by(outlook.match_rate, *MATCHED), _matched(outlook.match_rate))


def _by(value: float, low: float, high: float) -> Direction:
    if value >= high:
        return Direction.UP
    return Direction.DOWN if value <= low else Direction.KEEP


def _by_word(word: str) -> Direction:
    said = word.lower()
    if any(one in said for one in _SURPLUS):
        return Direction.DOWN
    return Direction.UP if any(one in said for one in _SHORT) else Direction.KEEP


def _caveats(said: set[Direction], balance: Balance | None, known_in: int, today: int) -> Iterable[Text]:
    if {Direction.UP, Direction.DOWN} <= said:
        yield _AGAINST
    if balance is not None and today - known_in > OLD_AFTER:
        yield Text(f"Hur många som arbetar är från {known_in}; det försvagar förslaget.",
                   f"The number at work is of {known_in}, which weakens the proposal.")  # fmt: skip


def _shortage(chance: float) -> Text:
    told = min(max(chance, 0.01), 0.99)
    if told >= SURE:
        return Text(f"Sannolikheten är {percent(told)} att det behövs fler än vad utbildningen ger.",
                    f"The probability is {percent(told, 'en')} that more are needed than the education gives.",
                    )  # fmt: skip
    if told <= 1 - SURE:
        return Text(f"Sannolikheten är {percent(1 - told)} att utbildningen ger fler än vad som behövs.",
                    f"The probability is {percent(1 - told, 'en')} that the education gives more than are needed.",
                    )  # fmt: skip
    return Text(f"Behov och utbildade går inte att skilja åt (sannolikheten för brist är {percent(told)}).",
                f"Need and supply cannot be told apart (the probability of a shortage is {percent(told, 'en')}).",
                )  # fmt: skip


def _ceiling(chance: float) -> Text:
    told = min(max(1 - chance, 0.01), 0.99)
    return Text(
        f"Sannolikheten är {percent(told)} att utbildningen ger fler än vad hela den vidare yrkesgruppen behöver.",
        f"The probability is {percent(told, 'en')} that the education gives more than the whole wider group needs.",
    )


def _projected(chance: float, year: int | None) -> Text:
    told = min(max(chance, 0.01), 0.99)
    return Text(f"Prognosen: sannolikheten för brist år {year} är {percent(told)}.",
                f"The forecast: the probability of a shortage in {year} is {percent(told, 'en')}.")  # fmt: skip


def _forecast(outlook: Outlook) -> Text:
    there = outlook.balance if outlook.balance is not None else 0.0
    return Text(f"Prognosen: {number(round(there))} utbildade per 100 efterfrågade år {outlook.year}.",
                f"The forecast: a supply of {number(round(there), 'en')} per 100 in demand in {outlook.year}.",
                )  # fmt: skip


def _matched(rate: float) -> Text:
    return Text(f"{percent(rate)} av dem med utbildningen arbetar i ett yrke som matchar.",
                f"{percent(rate, 'en')} of those with the education work in a matching occupation.")  # fmt: skip


_NO_LINK = Text("Ingen har sagt vilket yrke utbildningen leder till.",
                "Nobody has said which occupation the education leads to.")  # fmt: skip
_NO_FIGURES = Text("Det finns ingen uppgift om hur många som arbetar i yrket.",
                   "There is no figure on how many work in the occupation.")  # fmt: skip
_NO_PLACES = Text("Antalet platser finns inte i underlaget.", "The number of places is not in the input.")
_OTHERS_UNKNOWN = Text("Fler utbildningar leder till samma yrke, och alla deras platser är inte kända.",
                       "More educations lead to the same occupation, and not all of their places are known.",
                       )  # fmt: skip
_PART = {
    LinkKind.BROAD: Text("Behovet gäller en grupp av yrken som är vidare än utbildningen.",
                         "The need is that of a group of occupations wider than the education."),
    LinkKind.NARROW: Text("Yrket är bara ett av dem som utbildningen leder till.",
                          "The occupation is only one of those the education leads to."),
}  # fmt: skip
_AGAINST = Text("Källorna pekar åt olika håll.", "The sources point in different directions.")
