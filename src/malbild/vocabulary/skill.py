"""Skill: the nouns in which employers' demand and an education's content meet: term, mention, advertisement, course."""

from dataclasses import dataclass
from enum import StrEnum


class ConceptType(StrEnum):
    """What a concept is: an occupation, something one can, or how one is as a person."""

    OCCUPATION = "occupation"
    SKILL = "skill"
    TRAIT = "trait"


class Asking(StrEnum):
    """Whether the employer asks for what a text mentions, counts it as a merit, or only mentions it."""

    ASKED = "asked"
    MERITING = "meriting"
    MENTIONED = "mentioned"


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase that names a concept, as a taxonomy writes it.

    text        the words ("sjuksköterska, grundutbildad")
    concept     the concept's id with its issuer ("jobtech:bXNH_MNX_dUR", "esco:97965983-…")
    label       the concept's preferred name
    type        what the concept is
    source      which list it stands in ("jobtech-skills")
    inflect     whether its inflected forms name the concept as well; not so for a misspelling
    """

    text: str
    concept: str
    label: str
    type: ConceptType
    source: str
    inflect: bool = True


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a text where a concept is named: characters `start` up to, not including, `end`."""

    start: int
    end: int
    text: str
    concept: str
    type: ConceptType
    asked: Asking


@dataclass(frozen=True, slots=True)
class Advertisement:
    """A job advertisement without what concerns persons: who published it is left at the door.

    id          the publisher's id
    text        the advertisement's words, contacts masked; empty when it has none
    region      county code (SCB), "" when not told
    municipality  municipality code (SCB), "" when not told
    occupation  the occupation's code in SSYK 2012, four digits, "" when not told
    published   the day it was published, ISO 8601, "" when not told
    """

    id: str
    text: str
    region: str = ""
    municipality: str = ""
    occupation: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True)
class CourseText:
    """What an education says that it teaches: one course or programme, and the words of its syllabus."""

    id: str
    name: str
    text: str
    publisher: str
