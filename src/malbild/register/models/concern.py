"""Concern: what a decision is about."""

from django.db import models


class Concern(models.Model):
    """A plan, goal or action that a decision adopts or changes."""

    decision = models.ForeignKey("Decision", models.CASCADE, related_name="concerns")
    record = models.ForeignKey("Record", models.DO_NOTHING, related_name="concerned_by")
    position = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["decision", "record"], name="concern_once")]

    def __str__(self) -> str:
        return f"{self.decision_id} {self.record_id}"
