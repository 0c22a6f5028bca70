"""Links: the crosswalk's files of a region, links.csv and reviews.csv."""

from datetime import UTC, datetime
from pathlib import Path

from malbild.sources.matching.grid import Cells, grid, written
from malbild.vocabulary.matching import Link, LinkKind, Review, Verdict

LINK_COLUMNS = (
    "from_system", "from_code", "from_name", "to_system", "to_code", "to_name", "kind", "source", "version",
    "valid_from", "valid_to", "confidence", "review",
)  # fmt: skip
VERDICT_COLUMNS = ("at", "by", "from_system", "from_code", "to_system", "to_code", "review", "kind", "why")
_NEVER = datetime(1, 1, 1, tzinfo=UTC)  # stands in while a missing moment is being told
_NEEDED = ("from_system", "from_code", "to_system", "to_code", "kind", "source", "version")


def links(path: Path) -> list[Link]:
    """The links of a file. Raises Refused with every problem of it."""
    return grid(path, _NEEDED).each(_link)


def _link(row: Cells) -> Link:
    return Link(
        row.code("from_system", "from_code"), row.code("to_system", "to_code"), LinkKind(row.word("kind", LinkKind)),
        row.needed("source"), row.needed("version"), row.text("from_name"), row.text("to_name"),
        row.day("valid_from"), row.day("valid_to"), row.number("confidence"),
        Review(row.word("review", Review, Review.OFFICIAL)),
    )  # fmt: skip


def verdicts(path: Path) -> list[Verdict]:
    """What people have said of links, as the lines stand; nothing where no file lies."""
    return grid(path, VERDICT_COLUMNS[:7]).each(_verdict) if path.is_file() else []


def _verdict(row: Cells) -> Verdict:
    row.needed("at")
    at = row.moment("at")
    return Verdict(
        at if at is not None else _NEVER, row.needed("by"), row.code("from_system", "from_code"),
        row.code("to_system", "to_code"), Review(row.word("review", Review)),
        LinkKind(row.word("kind", LinkKind, LinkKind.CLOSE)), row.text("why"),
    )  # fmt: skip


def links_text(found: list[Link]) -> str:
    """The links as the file that `links` reads."""
    return written(LINK_COLUMNS, (_cells(one) for one in found))


def _cells(one: Link) -> tuple[object, ...]:
    confidence = None if one.confidence is None else f"{one.confidence:.3f}"
    return (
        one.origin.system, one.origin.code, one.origin_name, one.target.system, one.target.code, one.target_name,
        one.kind, one.source, one.version, one.valid_from, one.valid_to, confidence, one.review,
    )  # fmt: skip


def verdicts_text(found: list[Verdict]) -> str:
    """The verdicts as the file that `verdicts` reads."""
    return written(
        VERDICT_COLUMNS,
        (
            (
                one.at.isoformat(), one.by, one.origin.system, one.origin.code, one.target.system, one.target.code,
                one.review, one.kind, one.why,
            )
            for one in found
        ),
    )  # fmt: skip
