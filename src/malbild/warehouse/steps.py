"""Steps: what is done to a figure while it is brought to our codes and units, in words for its lineage."""

from malbild.vocabulary.area import area
from malbild.vocabulary.provenance import Step
from malbild.vocabulary.span import Span
from malbild.vocabulary.text import Text, number
from malbild.vocabulary.unit import Unit


def converted(stored: str, unit: Unit, factor: float) -> Step:
    """The step of a figure that was published in another unit."""
    return Step(
        "unit",
        Text(
            f"Omräknat från {stored} till {unit.label('sv')} (gånger {number(factor, 'sv', _decimals(factor))}).",
            f"Converted from {stored} to {unit.label('en')} (times {number(factor, 'en', _decimals(factor))}).",
        ),
    )


def spanning(span: Span) -> Step:
    """The step of a figure that is about several periods together."""
    return Step(
        "span",
        Text(
            f"Siffran avser {span.first}–{span.last} och står vid {span.last}.",
            f"The figure is about {span.first}–{span.last} and stands at {span.last}.",
        ),
    )


def recomputed(code: str) -> Step:
    """The step of a figure that the source gives for an area from before it was."""
    since = area(code).valid_from
    return Step(
        "recomputed",
        Text(
            f"Källan har räknat om siffran till den indelning som gäller sedan {since}.",
            f"The source has recomputed the figure to the division that holds since {since}.",
        ),
    )


def _decimals(factor: float) -> int:
    """As many decimals as the factor has, at most twelve."""
    return len(f"{factor:.12f}".rstrip("0").partition(".")[2])
