"""Commitment: an organisation's part in an action."""

from django.db import models


class Commitment(models.Model):
    """An organisation leads, takes part in or funds an action; by when, and whether it has."""

    action = models.ForeignKey("Action", models.CASCADE, related_name="commitments")
    position = models.PositiveIntegerField()
    organisation = models.ForeignKey("Organisation", models.DO_NOTHING, related_name="commitments")
    role = models.CharField(max_length=20)
    due = models.DateField(null=True)
    fulfilled = models.DateField(null=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["action", "position"], name="commitment_place_once")]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.role} {self.action_id}"
