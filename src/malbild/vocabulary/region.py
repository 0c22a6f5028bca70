"""Region: whose plan and figures these are, and what its site says of its own accessibility."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from malbild.vocabulary.area import municipalities_of
from malbild.vocabulary.text import Language, Text


class Conformity(StrEnum):
    """How far the site meets the law on accessibility of digital public service."""

    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Shortcoming:
    """Something on the site that is known not to be accessible.

    criterion     the success criterion of WCAG 2.2 it fails ("1.4.3"); empty when it is none of them
    remedied_by   the day it shall be put right; None when no day is set
    """

    text: Text
    criterion: str = ""
    remedied_by: date | None = None


@dataclass(frozen=True, slots=True)
class AccessibilityStatement:
    """What the accessibility statement must tell.

    assessed       the day the site was last assessed
    method         how it was assessed, and by whom
    shortcomings   known parts that are not accessible
    burdens        parts left out because the burden would be disproportionate, with the reason
    exempt         content the law does not cover
    updated        the day the statement itself was last looked over
    """

    conformity: Conformity
    assessed: date
    method: Text
    shortcomings: tuple[Shortcoming, ...] = ()
    burdens: tuple[Text, ...] = ()
    exempt: tuple[Text, ...] = ()
    updated: date | None = None


@dataclass(frozen=True, slots=True)
class Region:
    """The region that publishes: what `region.toml` holds.

    county         the county's code ("18"); its municipalities follow from it
    organisation   id of the body that publishes and answers for the site
    contact        address of a role mailbox, never a person's
    peers          codes of the counties it compares itself with
    base_url       where the public site is reached; empty until it has an address
    language       the language a reader meets first
    """

    name: Text
    county: str
    organisation: str
    contact: str
    peers: tuple[str, ...] = ()
    base_url: str = ""
    language: Language = "sv"
    accessibility: AccessibilityStatement | None = None

    @property
    def municipalities(self) -> tuple[str, ...]:
        """Codes of the municipalities that the county has now."""
        return tuple(one.code_scb for one in municipalities_of(self.county))
