"""Educations: the table that a planning meeting works with, and the page of one education."""

from collections.abc import Iterable

from malbild.publication.charts.intervals import Interval
from malbild.publication.edition import Edition
from malbild.publication.site import Site
from malbild.publication.skill_rows import (
    COLUMNS,
    basis,
    drawn,
    need_chart,
    programme_line,
    shown,
    skill_link,
)
from malbild.publication.view import View, crumb
from malbild.vocabulary.matching import Direction, ProgrammeRow

_ORDER = (Direction.UP, Direction.DOWN, Direction.KEEP, Direction.UNKNOWN)


def keys(site: Site) -> Iterable[tuple[str, ...]]:
    """There is one table, where anything was derived."""
    if site.skills is not None:
        yield ()


def view(edition: Edition) -> View:
    """Every education with need, supply and proposal, those that anything can be said of first."""
    picture = drawn(edition.site)
    rows = sorted(picture.rows, key=lambda one: _ORDER.index(one.proposal.direction))
    lines = [programme_line(one, edition) for one in rows]
    firm = sum(one.proposal.direction is not Direction.UNKNOWN for one in rows)
    lead = edition.t.plain("skills_educations.lead", all=edition.number(len(rows)), firm=edition.number(firm))
    return View(
        "skills_educations.html", edition.t.plain("nav.skills_educations"), lead, section="skills",
        trail=(crumb(edition, "skills"),),
        context={"lead": lead, "lines": lines, "shown": shown(lines, edition), "basis": basis(picture, edition)},
    )  # fmt: skip


def education_keys(site: Site) -> Iterable[tuple[str, ...]]:
    """One page an education."""
    return ((one.education.id,) for one in (site.skills.rows if site.skills else ()))


def education(edition: Edition, identity: str) -> View:
    """What the page of one education says: what it leads to, need beside supply, the proposal and its evidence."""
    picture = drawn(edition.site)
    row = next(one for one in picture.rows if one.education.id == identity)
    line = programme_line(row, edition)
    lead = edition.t.plain(f"education_lead.{row.proposal.direction}")
    named = [one for one in picture.gaps if any(identity == each.id for each in one.educations)]
    return View(
        "skills_education.html", edition.title(row.education), f"{edition.title(row.education)}: {lead}",
        section="skills", trail=(crumb(edition, "skills"), crumb(edition, "skills_educations")),
        context={
            "lead": lead, "line": line, "row": row, "chart": _chart(row, edition),
            "cells": [
                (edition.t.plain(f"skills_column.{name}"), cell)
                for name, cell in zip(COLUMNS, line.cells, strict=True)
                if cell != "–"
            ],
            "link": _link(row, edition), "skills": [skill_link(one, edition) for one in named],
        },
    )  # fmt: skip


def _link(row: ProgrammeRow, edition: Edition) -> str:
    """Who says that the education leads there, and since when."""
    if row.link is None:
        return ""
    reviewed = row.link.version.partition(";")[0]
    return edition.t.plain("skills.link_source", version=reviewed)


def _chart(row: ProgrammeRow, edition: Edition) -> object:
    if row.balance is None:
        return None
    named = [("retiring", row.balance.retiring), ("need", row.balance.need), ("as_before", row.balance.as_before)]
    lines = [Interval(edition.t.plain(f"skills_column.{name}"), one) for name, one in named]
    if row.balance.supply is not None:
        lines.append(Interval(edition.t.plain("skills_column.supply"), row.balance.supply, own=True))
    title = edition.t.plain("skills.balance_title")
    return need_chart("balance", title, edition.t.plain("skills.balance_sentence"), lines, edition)
