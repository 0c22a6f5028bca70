"""Succession: how one body became another."""

from django.db import models


class Succession(models.Model):
    """One body's duties pass to another from a day on; its past stays with it."""

    id = models.CharField(primary_key=True, max_length=100)
    predecessor = models.ForeignKey("Organisation", models.DO_NOTHING, related_name="succeeded_by")
    successor = models.ForeignKey("Organisation", models.DO_NOTHING, related_name="succeeds")
    kind = models.CharField(max_length=20)
    on = models.DateField()

    def __str__(self) -> str:
        return f"{self.predecessor_id} → {self.successor_id}"
