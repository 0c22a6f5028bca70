"""Rules about plans, and how they are checked."""

from malbild.analysis.checks.plans import duties, measures, structure
from malbild.analysis.checks.rule import Rule

RULES: tuple[Rule, ...] = (
    structure.DUPLICATE_ID, structure.UNKNOWN_REFERENCE, structure.CIRCLE, measures.GOAL_WITHOUT_MEASURE,
    measures.TARGET_BEFORE_BASE, measures.INDICATOR_ENDED, duties.ACTION_WITHOUT_OWNER, duties.ACTION_WITHOUT_DEADLINE,
    duties.ACTION_WITHOUT_MONEY, duties.BUDGET_ABOVE_PARENT, duties.COMMITMENT_OVERDUE, duties.RESPONSIBLE_ENDED,
    duties.NUMBER_MOVED,
)  # fmt: skip
