"""The checker: what arithmetic alone finds wrong in published tables and in plans."""

from malbild.analysis.checks.check import check_plan, check_table, check_tables
from malbild.analysis.checks.plans import RULES as PLAN_RULES
from malbild.analysis.checks.rule import Rule
from malbild.analysis.checks.suppression import SUPPRESSION
from malbild.analysis.checks.tables import RULES as TABLE_RULES

RULES: tuple[Rule, ...] = (*TABLE_RULES, SUPPRESSION, *PLAN_RULES)

__all__ = ["RULES", "Rule", "check_plan", "check_table", "check_tables"]
