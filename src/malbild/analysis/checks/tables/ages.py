"""Ages: which age groups, size classes and other ranges lie in which, so that they may be added up."""

import re
from collections.abc import Iterator

_RANGE = re.compile(r"(\d+)\s*[-–]\s*(\d+)(?:\s*(?:år|years))?")
_OPEN = re.compile(
    r"(\d+)\s*\+(?:\s*(?:år|years))?|(\d+)\s*[-–]\s*(?:år|years)?|(\d+)\s*(?:år och äldre|years and over)"
)
_ONE = re.compile(r"(\d+)(?:\s*(?:år|years))?")
_END = 10**9
Range = tuple[int, int]


def range_of(code: str) -> Range | None:
    """The whole numbers a code stands for; None when it is no range.

    >>> range_of("16-24"), range_of("65+")
    ((16, 24), (65, 1000000000))
    """
    stripped = code.strip()
    if match := _RANGE.fullmatch(stripped):
        return int(match[1]), int(match[2])
    if match := _OPEN.fullmatch(stripped):
        return int(next(filter(None, match.groups()))), _END
    if match := _ONE.fullmatch(stripped):
        return int(match[1]), int(match[1])
    return None


def nested(members: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each range that narrower ones cover without a gap, with those: 0-19 of 0-4, 5-9, 10-14 and 15-19."""
    ranges = {code: found for code in members if (found := range_of(code))}
    if len(set(ranges.values())) < len(ranges):
        return
    for whole, bounds in ranges.items():
        parts = _cover(bounds, {code: one for code, one in ranges.items() if code != whole})
        if len(parts) >= 2:
            yield whole, parts


def _cover(whole: Range, ranges: dict[str, Range]) -> tuple[str, ...]:
    """The narrowest ranges that follow on one another from the first number to the last; empty when they do not."""
    parts, start = [], whole[0]
    while start <= whole[1]:
        following = [(end, code) for code, (low, end) in ranges.items() if low == start and end <= whole[1]]
        if not following:
            return ()
        end, code = min(following)
        parts.append(code)
        start = end + 1
    return tuple(parts)
