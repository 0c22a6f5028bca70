"""Matching: the nouns in which education's supply and employers' need meet, from a code to what a meeting decides."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from malbild.vocabulary.skill import ConceptType
from malbild.vocabulary.text import Text


class LinkKind(StrEnum):
    """How what a link leads to stands to what it comes from, as in SKOS.

    BROAD   the target is broader: it holds the origin and more
    NARROW  the target is narrower: one of several things the origin holds
    """

    EXACT = "exact"
    CLOSE = "close"
    BROAD = "broad"
    NARROW = "narrow"


class Review(StrEnum):
    """Who stands behind a link: an official key, a linker that proposes it, or a person who has looked."""

    OFFICIAL = "official"
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, order=True)
class Code:
    """A code with the system that issues it ("ssyk2012" and "5350")."""

    system: str
    code: str

    def __str__(self) -> str:
        return f"{self.system}:{self.code}"


@dataclass(frozen=True, slots=True)
class Link:
    """One code leads to another.

    source      who says so (a publisher's key, or who reviewed it), and `version` which edition of it
    confidence  0–1 where a linker proposed it; None where somebody knows
    """

    origin: Code
    target: Code
    kind: LinkKind
    source: str
    version: str
    origin_name: str = ""
    target_name: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    confidence: float | None = None
    review: Review = Review.OFFICIAL

    def holds(self, on: date) -> bool:
        """Whether the link is valid on a day."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a person said of a link: accepted or rejected, when, by whom and why. To correct is to accept another."""

    at: datetime
    by: str
    origin: Code
    target: Code
    review: Review
    kind: LinkKind = LinkKind.CLOSE
    why: str = ""


@dataclass(frozen=True, slots=True)
class DemandShare:
    """The share of advertisements that asks for a concept.

    asking      how many ask for it (as a demand or as a merit); None when too few to be told
    share, low, high   0–1, with the limits of the 90 per cent interval; None when suppressed
    """

    concept: str
    advertisements: int
    asking: int | None
    share: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of a text that names a concept: whose text, and the words around the name."""

    id: str
    words: str


@dataclass(frozen=True, slots=True)
class Gap:
    """One concept, from both sides.

    kind     "asked_not_taught", "taught_not_asked" or "asked_and_taught"
    taught   how many of the educations name it
    """

    concept: str
    label: str
    type: ConceptType
    kind: str
    demand: DemandShare
    taught: int
    advertisements: tuple[Line, ...]
    educations: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Input:
    """One of the inputs of a table: what it is, how large, and on which terms it may be used."""

    name: str
    records: int
    licence: str


@dataclass(frozen=True, slots=True)
class Education:
    """A programme in a county, and how many it takes. None where no source tells.

    form         "yh" (higher vocational) or "gy" (upper secondary)
    group        its education group, in the system the publisher uses
    places       places a year
    applied      places that were applied for (yh), a year
    applicants, admitted, completed   people a year
    source       who tells so, which year
    """

    id: str
    name: str
    form: str
    group: Code
    group_name: str = ""
    name_en: str = ""
    organiser: str = ""
    municipality: str = ""
    places: float | None = None
    applied: float | None = None
    applicants: float | None = None
    admitted: float | None = None
    completed: float | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Workforce:
    """Those who work in a group of occupations in a county.

    employed   year → how many, the years in order
    older      shares of the ages 50–54, 55–59 and 60–64, in the larger region that the ages are published for
    spread     how much the three shares differ between regions (standard deviation of each)
    """

    occupation: Code
    name: Text
    employed: tuple[tuple[int, float], ...]
    older: tuple[float, float, float]
    spread: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number a year that is not known for certain: the middle, and the limits of the 90 per cent interval."""

    low: float
    middle: float
    high: float


@dataclass(frozen=True, slots=True)
class Balance:
    """What education gives beside what is needed, people a year.

    retiring    those who leave for retirement
    need        recruitment need: retiring and the change in how many work, less what commuting brings
    as_before   the need if the number at work went on changing as in the years that are known
    supply      those who complete, less those who take work elsewhere; None where places are not known
    shortage    probability that the need is larger than the supply; None where it cannot be told
    """

    occupation: Code
    retiring: Estimate
    need: Estimate
    as_before: Estimate
    supply: Estimate | None = None
    shortage: float | None = None


class Direction(StrEnum):
    """What a proposal says of the number of places."""

    UP = "up"
    KEEP = "keep"
    DOWN = "down"
    UNKNOWN = "unknown"


class Strength(StrEnum):
    """How much evidence a proposal has."""

    STRONG = "strong"
    MODERATE = "moderate"
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the figures speak for, how strongly, and why, a sentence for each piece of evidence."""

    direction: Direction
    strength: Strength
    evidence: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Outlook:
    """What others say of an occupation or an education group: a forecast's balance, a barometer, a match rate.

    balance      supply per hundred of demand in the forecast's last year (100 is balance)
    balance_now  the same in its first year
    year         the forecast's last year
    need         recruitment need a year, the mean of the forecast's years
    shortage     probability that fewer can work than are asked for in the forecast's last year
    barometer    the barometer's word for the recruitment situation, as it stands in its file
    match_rate   0–1, how large a part of the group works in a matching occupation
    """

    balance: float | None = None
    balance_now: float | None = None
    year: int | None = None
    need: Estimate | None = None
    shortage: float | None = None
    barometer: str = ""
    match_rate: float | None = None


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """One line of the table a planning meeting works with: a programme, what it leads to, and what that speaks for.

    link     how the education leads to the occupation; None where nobody has said
    gap      of what the occupation's advertisements ask for, how many concepts no education here names; None: unknown
    """

    education: Education
    link: Link | None
    balance: Balance | None
    outlook: Outlook
    gap: int | None
    proposal: Proposal


@dataclass(frozen=True, slots=True)
class OccupationDemand:
    """What is asked for in the advertisements of a group of occupations, wide enough for shares to be told.

    occupation   the group's code, at one to three digits; no digits are all occupations
    """

    occupation: Code
    name: str
    advertisements: int
    shares: tuple[DemandShare, ...]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A place in a ranking: what is ranked, how well it fits (0–1), and the concepts the two have in common."""

    id: str
    name: str
    fit: float
    concepts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SkillsPicture:
    """All that a region's pages tell of skills: need, supply, the gap, and what it rests on.

    basis    code of the area whose advertisements are counted
    taught   concept → the educations (subjects) that name it
    """

    county: str
    basis: str
    advertisements_county: int
    advertisements: int
    gaps: tuple[Gap, ...]
    demands: tuple[OccupationDemand, ...]
    rows: tuple[ProgrammeRow, ...]
    workforces: tuple[Workforce, ...]
    balances: tuple[Balance, ...]
    links: tuple[Link, ...]
    inputs: tuple[Input, ...]
    rankings: tuple[tuple[str, tuple[Ranked, ...]], ...] = ()
