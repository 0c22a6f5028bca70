"""Organisations: those that are, those that were, and how one became another."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from malbild.publication.edition import Edition
from malbild.publication.pages.municipalities import swedish
from malbild.publication.plan_rows import organisation_link
from malbild.publication.site import Site
from malbild.publication.view import View
from malbild.vocabulary.plan import OrganisationSummary, SuccessionSummary


@dataclass(frozen=True, slots=True)
class Became:
    """One succession as a sentence."""

    day: str
    words: Markup


def keys(site: Site) -> Iterable[tuple[str, ...]]:
    """There is one list of organisations."""
    yield ()


def view(edition: Edition) -> View:
    """Every organisation of today by kind, the earlier ones, and the successions."""
    site = edition.site
    today = [one for one in site.register.organisations if exists(one, site)]
    ended = [one for one in site.register.organisations if not exists(one, site)]
    lead = str(edition.t.counted("organisations.lead", len(today), ended=len(ended)))
    return View(
        "organisations.html",
        edition.t.plain("nav.organisations"),
        lead,
        section="organisations",
        context={
            "lead": lead,
            "kinds": _by_kind(today, edition),
            "ended": [
                (organisation_link(one.id, edition), edition.span(one.valid_from, one.valid_to)) for one in ended
            ],
            "successions": [became(one, edition) for one in sorted(site.register.successions, key=lambda one: one.on)],
        },
    )


def exists(one: OrganisationSummary, site: Site) -> bool:
    """Whether an organisation exists today."""
    return one.valid_to is None or one.valid_to >= site.built.date()


def became(one: SuccessionSummary, edition: Edition) -> Became:
    """How one organisation became another, in words."""
    kind = one.kind if one.kind in ("rename", "merge", "split") else "replace"
    words = edition.t(
        f"succession.{kind}",
        before=organisation_link(one.predecessor, edition),
        after=organisation_link(one.successor, edition),
    )
    return Became(edition.day(one.on), words)


def _by_kind(found: list[OrganisationSummary], edition: Edition) -> list[tuple[str, list[Markup]]]:
    kinds = dict.fromkeys(one.kind for one in found)
    return [
        (
            edition.t.kind("organisation_kind", kind, "other"),
            [
                organisation_link(one.id, edition)
                for one in sorted(found, key=lambda one: swedish(one.name))
                if one.kind == kind
            ],
        )
        for kind in kinds
    ]
