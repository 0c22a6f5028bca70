"""BudgetLine: money for an action."""

from django.db import models


class BudgetLine(models.Model):
    """Who pays, which year: planned, forecast and outcome, in whole kronor."""

    action = models.ForeignKey("Action", models.CASCADE, related_name="budget")
    position = models.PositiveIntegerField()
    payer = models.ForeignKey("Organisation", models.DO_NOTHING, related_name="budget_lines")
    year = models.PositiveSmallIntegerField()
    planned_sek = models.BigIntegerField(null=True)
    forecast_sek = models.BigIntegerField(null=True)
    outcome_sek = models.BigIntegerField(null=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["action", "position"], name="budget_line_place_once")]

    def __str__(self) -> str:
        return f"{self.action_id} {self.year} {self.payer_id}"
