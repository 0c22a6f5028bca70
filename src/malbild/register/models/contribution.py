"""Contribution: that an action contributes to a goal."""

from django.db import models


class Contribution(models.Model):
    """An action's place behind a goal."""

    action = models.ForeignKey("Action", models.CASCADE, related_name="contributions")
    goal = models.ForeignKey("Goal", models.DO_NOTHING, related_name="contributions")
    position = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["action", "goal"], name="contribution_once")]

    def __str__(self) -> str:
        return f"{self.action_id} → {self.goal_id}"
