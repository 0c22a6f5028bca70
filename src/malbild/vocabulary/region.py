"""Region: whose plan and figures these are, and what its pages must tell about themselves."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from malbild.vocabulary.text import UNSAID, Language, Text


class Conformance(StrEnum):
    """How far the site meets what the act on accessibility of digital public service asks."""

    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class AccessibilityStatement:
    """What the Swedish act on accessibility of digital public service asks a publisher to declare.

    shortcomings   content that is not accessible, each with its reason
    assessed       the day the service was last assessed; None when it has not been
    updated        the day the statement itself was last looked over
    method         how it was assessed, and by whom
    contact        where a reader tells of a shortcoming; empty: the region's own contact
    burdensome     content left out because the burden would be disproportionate, each with its reason
    exempt         content that the act does not cover
    """

    conformance: Conformance = Conformance.PARTIAL
    shortcomings: tuple[Text, ...] = ()
    assessed: date | None = None
    updated: date | None = None
    method: Text = UNSAID
    contact: str = ""
    burdensome: tuple[Text, ...] = ()
    exempt: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Region:
    """The region that publishes: what `region.toml` holds.

    county         code of its county ("18")
    organisation   id of the organisation whose plans and figures these are
    publisher      who runs the pages and answers for them, where it is not that organisation
    base_url       where the pages are published, without a closing slash; empty when not decided
    contact        address of the function that answers questions; never a private person's
    peers          codes of the counties it compares itself with
    language       the language a reader meets first
    notice         what every page must say of itself first ("this is an example"); empty when there is nothing to say
    """

    name: Text
    county: str
    organisation: str = ""
    base_url: str = ""
    contact: str = ""
    peers: tuple[str, ...] = ()
    language: Language = "sv"
    notice: Text = UNSAID
    publisher: Text = UNSAID
    accessibility: AccessibilityStatement = field(default_factory=AccessibilityStatement)
