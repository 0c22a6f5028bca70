"""GoalIndicator: that a goal is measured by an indicator."""

from django.db import models


class GoalIndicator(models.Model):
    """An indicator of a goal; indicators themselves live among the figures and are known by id."""

    goal = models.ForeignKey("Goal", models.CASCADE, related_name="indicators")
    indicator = models.CharField(max_length=100, db_index=True)
    position = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["goal", "indicator"], name="goal_indicator_once")]

    def __str__(self) -> str:
        return f"{self.goal_id} {self.indicator}"
