"""The gap: what employers ask for beside what is taught, each row with what it rests on."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from malbild.publication.edition import Edition
from malbild.publication.site import Site
from malbild.publication.skill_rows import basis, drawn, share, skill_link
from malbild.publication.view import View, crumb
from malbild.vocabulary.matching import Gap


@dataclass(frozen=True, slots=True)
class GapLine:
    """One skill in the gap table."""

    name: Markup
    share: str
    taught: str
    kind: str


def keys(site: Site) -> Iterable[tuple[str, ...]]:
    """There is one gap table, where anything was counted."""
    if site.skills is not None:
        yield ()


def view(edition: Edition) -> View:
    """Both sides: asked for (with its share), and taught without being asked for."""
    picture = drawn(edition.site)
    asked = [one for one in picture.gaps if one.demand.share is not None]
    rest = [one for one in picture.gaps if one.demand.share is None]
    untaught = [one for one in asked if not one.taught]
    lead = edition.t.plain(
        "skills_gap.lead", asked=edition.number(len(asked)), untaught=edition.number(len(untaught)),
        ads=edition.number(picture.advertisements),
    )  # fmt: skip
    return View(
        "skills_gap.html", edition.t.plain("skills_gap.title"), lead, section="skills",
        trail=(crumb(edition, "skills"),),
        context={
            "lead": lead, "basis": basis(picture, edition), "inputs": picture.inputs,
            "asked": [gap_line(one, edition) for one in asked], "rest": [gap_line(one, edition) for one in rest],
        },
    )  # fmt: skip


def gap_line(one: Gap, edition: Edition) -> GapLine:
    """A skill in the gap table."""
    taught = edition.number(one.taught) if one.taught else edition.t.plain("skills_gap.nowhere")
    return GapLine(
        skill_link(one, edition), share(one.demand, edition), taught, edition.t.plain(f"gap_kind.{one.kind}")
    )
