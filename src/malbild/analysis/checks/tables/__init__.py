"""Rules about tables: each module holds rules of one kind, and how they are checked."""

from malbild.analysis.checks.rule import Rule
from malbild.analysis.checks.tables import flows, headings, keys, ratios, shifts, times, totals, values

RULES: tuple[Rule, ...] = (
    keys.DUPLICATE,
    keys.AREA_NAME,
    totals.TOTAL,
    totals.ROUNDING,
    flows.INTERNAL_MOVES,
    ratios.INDEX,
    ratios.SHARE_CALLED_INDEX,
    ratios.SHARE,
    ratios.CHANGE,
    headings.HEADING_YEAR,
    shifts.LEVEL_SHIFT,
    times.STALE_STAMP,
    times.GAP,
    values.IMPOSSIBLE,
    values.SURPRISING,
    values.SUPPRESSED_AS_ZERO,
    values.UNIT,
)
