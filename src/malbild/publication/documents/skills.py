"""The region's assessment of the need for skills, and its reply to the planning basis of upper-secondary school.

Both are drafts made of the figures the pages show. They say where a figure is missing, and leave what only people can
write (which contacts were had, what was weighed) as headings with a question.
"""

from malbild.publication.documents.document import Document, Grid, Section
from malbild.publication.edition import Edition
from malbild.publication.skill_rows import actions_of, basis, drawn, interval, largest, people, share
from malbild.vocabulary.matching import ProgrammeRow

_LARGEST = 15
_TO_WRITE = ("dialogue", "priorities")


def assessment(edition: Edition) -> Document:
    """The assessment of the county's need for skills, in public and private work, in the short and the long run."""
    t, picture = edition.t.plain, drawn(edition.site)
    sections = (
        Section(t("assessment.need"), (t("assessment.need_text"),), grid=_need(edition)),
        Section(t("assessment.supply"), (t("assessment.supply_text"),), grid=_supply(edition, picture.rows)),
        Section(t("assessment.content"), (basis(picture, edition),), grid=_content(edition)),
        Section(t("assessment.actions"), (t("assessment.actions_text"),), items=_actions(edition)),
        *_to_write(edition),
        _rests_on(edition),
    )
    return Document(t("assessment.title", region=_region(edition)), t("assessment.lead"), _made(edition), sections)


def reply(edition: Edition) -> Document:
    """The reply on upper-secondary programmes: need, what is known of places, and what the figures speak for."""
    t = edition.t.plain
    rows = tuple(one for one in drawn(edition.site).rows if one.education.form == "gy")
    sections = (
        Section(t("reply.programmes"), (t("reply.programmes_text"),), grid=_supply(edition, rows)),
        Section(t("reply.missing"), (t("reply.missing_text"),), items=_missing(edition, rows)),
        *_to_write(edition),
        _rests_on(edition),
    )
    return Document(t("reply.title", region=_region(edition)), t("reply.lead"), _made(edition), sections)


def _region(edition: Edition) -> str:
    return edition.say(edition.site.region.name)


def _made(edition: Edition) -> str:
    return edition.t.plain("document.made", day=edition.day(edition.site.built.date()))


def _need(edition: Edition) -> Grid:
    t = edition.t.plain
    rows = tuple(
        (
            edition.say(work.name), people(work.employed[-1][1], edition), interval(balance.retiring, edition),
            interval(balance.need, edition), interval(balance.as_before, edition),
        )
        for work, balance in largest(drawn(edition.site))[:_LARGEST]
    )  # fmt: skip
    names = ("working", "retiring", "need", "as_before")
    headings = (t("skills_column.occupation"), *(t(f"skills_column.{name}") for name in names))
    return Grid(t("assessment.need_caption"), headings, rows)


def _supply(edition: Edition, rows: tuple[ProgrammeRow, ...]) -> Grid:
    t = edition.t.plain
    told = tuple(
        (
            edition.title(one.education), people(one.education.places, edition),
            interval(one.balance.need, edition) if one.balance else "–", t(f"direction.{one.proposal.direction}"),
            t(f"strength.{one.proposal.strength}"), " ".join(edition.say(why) for why in one.proposal.evidence),
        )
        for one in rows
    )  # fmt: skip
    names = ("education", "places", "need", "proposal", "strength", "evidence")
    return Grid(t("assessment.supply_caption"), tuple(t(f"skills_column.{name}") for name in names), told)


def _content(edition: Edition) -> Grid:
    t = edition.t.plain
    rows = tuple(
        (one.label, share(one.demand, edition), people(one.taught, edition))
        for one in drawn(edition.site).gaps
        if one.demand.share is not None
    )
    names = ("skill", "share", "taught")
    return Grid(t("assessment.content_caption"), tuple(t(f"skills_column.{name}") for name in names), rows)


def _actions(edition: Edition) -> tuple[str, ...]:
    """The actions that were made from rows of the table, each with who leads and by when."""
    lines = dict.fromkeys(line.id for row in drawn(edition.site).rows for line in actions_of(row.education.id, edition))
    found = (edition.site.actions[one] for one in lines)
    return tuple(
        edition.t.plain("document.action", name=edition.title(one), day=edition.day(one.due) or "–") for one in found
    )


def _missing(edition: Edition, rows: tuple[ProgrammeRow, ...]) -> tuple[str, ...]:
    unknown = [edition.title(one.education) for one in rows if one.education.places is None]
    return tuple(edition.t.plain("reply.no_places", name=name) for name in unknown)


def _to_write(edition: Edition) -> tuple[Section, ...]:
    """What no figure tells: headings with the question that people answer."""
    return tuple(
        Section(edition.t.plain(f"document_heading.{one}"), (edition.t.plain(f"document_question.{one}"),))
        for one in _TO_WRITE
    )


def _rests_on(edition: Edition) -> Section:
    t = edition.t.plain
    items = tuple(
        t("document.input", name=one.name, records=edition.number(one.records), licence=one.licence)
        for one in drawn(edition.site).inputs
    )
    return Section(t("skills.inputs"), (t("document.method"),), items)
