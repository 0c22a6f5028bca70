"""Sources: where a statement of the plan was read, and whether it was read or concluded."""

from collections.abc import Iterable

from markupsafe import Markup, escape

from malbild.publication.edition import Edition
from malbild.vocabulary.plan import Source


def source_lines(sources: Iterable[Source], edition: Edition) -> tuple[Markup, ...]:
    """Each source with its address and date; what we concluded ourselves is marked."""
    return tuple(_line(one, edition) for one in sources)


def _line(source: Source, edition: Edition) -> Markup:
    parts = [_address(source.address)] if source.address else []
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


def _address(address: str) -> Markup:
    if not address.startswith(("http://", "https://")):
        return escape(address)
    shown = address.split("://", 1)[1].removeprefix("www.").rstrip("/")
    shown = shown if len(shown) <= 70 else shown[:67] + "…"
    return Markup('<a class="address" href="{}" rel="external">{}</a>').format(address, shown)
