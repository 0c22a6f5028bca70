"""Skills: what the county needs, what its educations give, and what the figures speak for; the way to the rest."""

from collections import Counter
from collections.abc import Iterable

from malbild.publication.charts.intervals import Interval
from malbild.publication.edition import Edition
from malbild.publication.site import Site
from malbild.publication.skill_rows import (
    basis,
    largest,
    need_chart,
    occupation_link,
    programme_line,
    share,
    skill_link,
)
from malbild.publication.view import View
from malbild.vocabulary.matching import Direction, SkillsPicture

_LARGEST = 8
_ASKED = 8


def keys(site: Site) -> Iterable[tuple[str, ...]]:
    """There is one overview, also where nothing is known yet: it then tells how to begin."""
    yield ()


def view(edition: Edition) -> View:
    """The whole in a sentence, the largest needs, what the figures speak for, what is asked for, what it rests on."""
    picture, title = edition.site.skills, edition.t.plain("nav.skills")
    if picture is None:
        lead = edition.t.plain("skills.none")
        return View("skills.html", title, lead, section="skills", context={"lead": lead, "picture": None})
    lead = _lead(picture, edition)
    top = largest(picture)[:_LARGEST]
    sentence = edition.t.plain("skills.chart", name=edition.say(top[0][0].name)) if top else ""
    rows = (Interval(edition.say(work.name), balance.retiring) for work, balance in top)
    told = [one for one in picture.gaps if one.demand.share is not None]
    lines = [programme_line(one, edition) for one in picture.rows]
    firm = [
        line
        for line, row in zip(lines, picture.rows, strict=True)
        if row.proposal.direction is not Direction.UNKNOWN or line.actions
    ]
    return View(
        "skills.html", title, lead, section="skills",
        context={
            "lead": lead,
            "picture": picture,
            "chart": need_chart("need", edition.t.plain("skills.largest"), sentence, rows, edition) if top else None,
            "occupations": [occupation_link(work, edition) for work, _ in top],
            "lines": firm,
            "standing": _standing(picture, edition),
            "asked": [(skill_link(one, edition), share(one.demand, edition), one.taught) for one in told[:_ASKED]],
            "basis": basis(picture, edition),
        },
    )  # fmt: skip


def _lead(picture: SkillsPicture, edition: Edition) -> str:
    """How many leave in ten years of those whose work is known, and from which year it is known."""
    leaving = sum(one.retiring.middle for one in picture.balances)
    year = max((work.employed[-1][0] for work in picture.workforces), default=0)
    working = sum(work.employed[-1][1] for work in picture.workforces)
    return edition.t.plain(
        "skills.lead",
        leaving=edition.number(round(leaving, -2)), working=edition.number(round(working, -2)), year=year,
        educations=edition.number(len(picture.rows)),
    )  # fmt: skip


def _standing(picture: SkillsPicture, edition: Edition) -> str:
    """How many educations the figures speak for what of: "1 ungefär lika många, 21 går inte att säga"."""
    counted = Counter(one.proposal.direction for one in picture.rows)
    parts = [edition.t(f"direction_count.{one}", count=counted[one]) for one in Direction if counted[one]]
    return str(edition.listing(parts))
