"""Sources: where a statement of the plan was read, and whether it was read or concluded."""

from collections.abc import Iterable

from markupsafe import Markup, escape

from malbild.publication.addresses import address
from malbild.publication.edition import Edition
from malbild.vocabulary.plan import Source
from malbild.vocabulary.text import LANGUAGES


def source_lines(sources: Iterable[Source], edition: Edition) -> tuple[Markup, ...]:
    """Each source with its address and date; what we concluded ourselves is marked."""
    return tuple(_line(one, edition) for one in sources)


def _line(source: Source, edition: Edition) -> Markup:
    parts = [_own_page(source.address, edition) or _address(source.address)] if source.address else []
    if source.read:
        parts.append(edition.t("source.read", day=edition.day(source.read)))
    if source.note:
        parts.append(edition.original(source.note))
    if source.inferred:
        parts.append(inferred_mark(edition))
    return Markup(" · ").join(parts)


def inferred_mark(edition: Edition) -> Markup:
    """The mark of what no source says."""
    return Markup('<span class="inferred" title="{}">{}</span>').format(
        edition.t("source.inferred_why"), edition.t("source.inferred")
    )


def _own_page(where: str, edition: Edition) -> Markup | None:
    """A link to the page of an education, where the statement was made from its row; None for any other address."""
    for row in edition.site.skills.rows if edition.site.skills else ():
        if where in {address("skills_education", one, row.education.id) for one in LANGUAGES}:
            page = edition.to("skills_education", row.education.id)
            return Markup('<a href="{}">{}</a>').format(page, edition.t("source.row", name=edition.name(row.education)))
    return None


def _address(where: str) -> Markup:
    if not where.startswith(("http://", "https://")):
        return escape(where)
    shown = where.split("://", 1)[1].removeprefix("www.").rstrip("/")
    shown = shown if len(shown) <= 70 else shown[:67] + "…"
    return Markup('<a class="address" href="{}" rel="external">{}</a>').format(where, shown)
