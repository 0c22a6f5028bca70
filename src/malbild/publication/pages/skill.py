"""One skill: how many ask for it, which occupations, where it is taught, and the lines of text that say so."""

from collections.abc import Iterable

from malbild.publication.edition import Edition
from malbild.publication.site import Site
from malbild.publication.skill_rows import basis, concept_key, drawn, share
from malbild.publication.view import View, crumb
from malbild.vocabulary.matching import Gap, SkillsPicture


def keys(site: Site) -> Iterable[tuple[str, ...]]:
    """One page a skill of the gap table."""
    return ((concept_key(one.concept),) for one in (site.skills.gaps if site.skills else ()))


def view(edition: Edition, key: str) -> View:
    """What the page of a skill says."""
    picture = drawn(edition.site)
    gap = next(one for one in picture.gaps if concept_key(one.concept) == key)
    lead = _lead(gap, picture, edition)
    quoted = any(one.words for one in (*gap.advertisements, *gap.educations))
    return View(
        "skill.html", gap.label, f"{gap.label}: {lead}", section="skills",
        trail=(crumb(edition, "skills"), crumb(edition, "skills_gap")),
        context={
            "name": edition.original(gap.label), "lead": lead, "gap": gap, "quoted": quoted,
            "kind": edition.t.plain(f"gap_kind.{gap.kind}"), "basis": basis(picture, edition),
            "groups": _groups(gap, picture, edition),
        },
    )  # fmt: skip


def _lead(gap: Gap, picture: SkillsPicture, edition: Edition) -> str:
    if gap.demand.share is None:
        return edition.t.plain("skill.too_few", taught=edition.number(gap.taught))
    key = "skill.lead" if gap.taught else "skill.lead_untaught"
    return edition.t.plain(
        key, share=edition.percent(gap.demand.share), ads=edition.number(gap.demand.advertisements),
        asking=edition.number(gap.demand.asking or 0), taught=edition.number(gap.taught),
    )  # fmt: skip


def _groups(gap: Gap, picture: SkillsPicture, edition: Edition) -> list[tuple[object, str, int]]:
    """The groups of occupations whose advertisements ask for it, and how many of them do."""
    return [
        (edition.original(one.name), share(each, edition), one.advertisements)
        for one in picture.demands
        for each in one.shares
        if each.concept == gap.concept and one.occupation.code
    ]
