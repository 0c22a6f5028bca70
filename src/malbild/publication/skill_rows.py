"""Skills as pages tell them: estimates, proposals, the rows of the planning table, and where a skill's page is."""

from collections.abc import Iterable
from dataclasses import dataclass
from unicodedata import normalize

from markupsafe import Markup

from malbild.publication.addresses import address
from malbild.publication.charts.frame import NARROW, WIDE
from malbild.publication.charts.intervals import Interval, draw_intervals
from malbild.publication.charts.svg import tag
from malbild.publication.edition import Edition
from malbild.publication.plan_rows import ActionLine, action_line
from malbild.publication.site import Site
from malbild.vocabulary.matching import (
    Balance,
    Code,
    DemandShare,
    Direction,
    Estimate,
    Gap,
    LinkKind,
    OccupationDemand,
    ProgrammeRow,
    Proposal,
    SkillsPicture,
    Workforce,
)
from malbild.vocabulary.text import LANGUAGES

# Drawn in a square of 16; hollow where nothing can be told.
_SHAPES = {
    Direction.UP: "M8 1.2L15.2 14.4H.8Z",
    Direction.KEEP: "M1.6 5H14.4V11H1.6Z",
    Direction.DOWN: "M8 14.8L.8 1.6H15.2Z",
    Direction.UNKNOWN: "M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12Z",
}
_KINDS = {Direction.UNKNOWN: "cannot_tell"}


def drawn(site: Site) -> SkillsPicture:
    """The picture of a site whose pages of skills exist."""
    if site.skills is None:
        raise LookupError("this site has no tables of skills")
    return site.skills


def concept_key(concept: str) -> str:
    """A concept as a part of an address, in letters that need no escape there.

    >>> concept_key("jobtech:zSLA_vw2_FXN"), concept_key("malbild:körkort")
    ('jobtech-zSLA_vw2_FXN', 'malbild-korkort')
    """
    return normalize("NFKD", concept.replace(":", "-")).encode("ascii", "ignore").decode()


def interval(one: Estimate | None, edition: Edition) -> str:
    """An estimate with its limits: "13 (9–16)"."""
    if one is None:
        return edition.t.plain("skills.unknown")
    low, middle, high = (edition.number(round(each), 0) for each in (one.low, one.middle, one.high))
    return f"{middle} ({low}–{high})"


def share(one: DemandShare, edition: Edition) -> str:
    """A share with its limits; why there is none where too few ask."""
    if one.share is None or one.low is None or one.high is None:
        return edition.t.plain("skills.too_few")
    low, high = (edition.number(100 * each, 0) for each in (one.low, one.high))
    return f"{edition.number(100 * one.share, 0)} % ({low}–{high})"


def people(value: float | None, edition: Edition) -> str:
    """A number of people or places; a dash where nobody tells it."""
    return "–" if value is None else edition.number(value, 0 if value == int(value) else 1)


def badge(proposal: Proposal, edition: Edition) -> Markup:
    """A proposal's shape and word."""
    kind = _KINDS.get(proposal.direction, "proposed")
    drawing = tag("svg", tag("path", d=_SHAPES[proposal.direction]), class_=f"shape {kind}",
                  viewBox="0 0 16 16", aria_hidden="true")  # fmt: skip
    word = edition.t.plain(f"direction.{proposal.direction}")
    return Markup('<span class="state">{} {}</span>').format(drawing, word)


@dataclass(frozen=True, slots=True)
class ProgrammeLine:
    """A row of the planning table as a page shows it."""

    id: str
    address: str
    name: Markup
    about: str
    occupation: Markup
    kind: str
    cells: tuple[str, ...]
    badge: Markup
    strength: str
    evidence: tuple[str, ...]
    actions: tuple[ActionLine, ...]


# The columns of the planning table: key of the heading, and what a row says in it.
COLUMNS = (
    "places", "supply", "need", "shortage", "retiring", "as_before", "applicants", "admitted", "completed", "forecast",
    "match_rate", "barometer", "gap",
)  # fmt: skip


def programme_line(row: ProgrammeRow, edition: Edition) -> ProgrammeLine:
    """One education with what is known of it."""
    one, proposal = row.education, row.proposal
    where = [edition.t.kind("education_form", one.form), one.organiser, one.municipality]
    return ProgrammeLine(
        one.id, edition.to("skills_education", one.id), edition.name(one),
        " · ".join(dict.fromkeys(filter(None, where))), _occupation(row, edition),
        edition.t.kind("link_kind", row.link.kind) if row.link else "", _cells(row, edition), badge(proposal, edition),
        edition.t.plain(f"strength.{proposal.strength}"), tuple(edition.say(why) for why in proposal.evidence),
        actions_of(one.id, edition),
    )  # fmt: skip


def _cells(row: ProgrammeRow, edition: Edition) -> tuple[str, ...]:
    one, balance, outlook = row.education, row.balance, row.outlook
    places, *counted = (people(each, edition) for each in (one.places, one.applicants, one.admitted, one.completed))
    retiring, need, before = (
        interval(getattr(balance, name), edition) if balance else "–" for name in ("retiring", "need", "as_before")
    )
    need = interval(outlook.need, edition) if outlook.need else need
    supply = interval(balance.supply, edition) if balance and balance.supply else "–"
    own = balance.shortage if balance and row.link and row.link.kind is not LinkKind.BROAD else None
    chance = outlook.shortage if outlook.shortage is not None else own
    shortage = edition.percent(chance) if chance is not None else "–"
    rate = edition.percent(outlook.match_rate) if outlook.match_rate is not None else "–"
    gap = "–" if row.gap is None else edition.number(row.gap)
    said = (people(outlook.balance, edition), rate, outlook.barometer or "–", gap)
    return (places, supply, need, shortage, retiring, before, *counted, *said)


def _occupation(row: ProgrammeRow, edition: Edition) -> Markup:
    if row.link is None:
        return Markup(edition.t("skills.no_link"))
    known = {one.occupation: one for one in drawn(edition.site).workforces}
    work = known.get(row.link.target)
    if work is None:
        return edition.original(row.link.target_name or row.link.target.code)
    return occupation_link(work, edition)


def occupation_link(work: Workforce, edition: Edition) -> Markup:
    """An occupation group's name with the way to its page."""
    page = edition.to("skills_occupation", work.occupation.code)
    return Markup('<a href="{}">{}</a>').format(page, edition.say(work.name))


def skill_link(gap: Gap, edition: Edition) -> Markup:
    """A skill's name with the way to its page."""
    page = edition.to("skill", concept_key(gap.concept))
    return Markup('<a href="{}">{}</a>').format(page, edition.original(gap.label))


def actions_of(education: str, edition: Edition) -> tuple[ActionLine, ...]:
    """The actions that were made from an education's row: those that name its page as their source."""
    from_row = {address("skills_education", language, education) for language in LANGUAGES}
    return tuple(
        action_line(action, edition)
        for action in edition.site.register.actions
        if any(source.address in from_row for source in action.sources)
    )


@dataclass(frozen=True, slots=True)
class Shown:
    """The columns of the planning table that say something, and the headings of those nobody tells anything of."""

    headings: tuple[str, ...]
    places: tuple[int, ...]
    missing: tuple[str, ...]


def shown(lines: Iterable[ProgrammeLine], edition: Edition) -> Shown:
    """Which columns have a figure in any row."""
    rows = [one.cells for one in lines]
    told = tuple(place for place, _ in enumerate(COLUMNS) if any(row[place] != "–" for row in rows))
    heading = [edition.t.plain(f"skills_column.{name}") for name in COLUMNS]
    missing = tuple(name for place, name in enumerate(heading) if place not in told)
    return Shown(tuple(heading[place] for place in told), told, missing)


@dataclass(frozen=True, slots=True)
class NeedChart:
    """A chart of intervals in its two sizes, with the sentence that tells it."""

    wide: Markup
    narrow: Markup
    sentence: str


def need_chart(id: str, title: str, sentence: str, rows: Iterable[Interval], edition: Edition) -> NeedChart:
    """The chart of several estimates."""
    told = tuple(rows)
    return NeedChart(
        draw_intervals(f"{id}-wide", title, sentence, told, WIDE, edition),
        draw_intervals(f"{id}-narrow", title, sentence, told, NARROW, edition),
        sentence,
    )


def balances(picture: SkillsPicture) -> dict[Code, Balance]:
    """Need by occupation group."""
    return {one.occupation: one for one in picture.balances}


def largest(picture: SkillsPicture) -> list[tuple[Workforce, Balance]]:
    """Occupation groups by how many leave for retirement, the most first."""
    found = balances(picture)
    pairs = [(one, found[one.occupation]) for one in picture.workforces]
    return sorted(pairs, key=lambda pair: (-pair[1].retiring.middle, pair[0].occupation))


def nearest_demand(picture: SkillsPicture, code: str) -> OccupationDemand | None:
    """What is asked for in the group, or in the nearest wider one that has enough advertisements."""
    near = [one for one in picture.demands if code.startswith(one.occupation.code)]
    return max(near, key=lambda one: len(one.occupation.code), default=None)


def basis(picture: SkillsPicture, edition: Edition) -> str:
    """Whose advertisements were counted, and why not the county's own where they are too few."""
    key = "skills.basis_own" if picture.basis == picture.county else "skills.basis_nation"
    here, there = (edition.number(one) for one in (picture.advertisements_county, picture.advertisements))
    return edition.t.plain(key, here=here, there=there)
