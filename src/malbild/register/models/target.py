"""Target: the value to reach, by when, where, or relative to whom."""

from django.db import models


class Target(models.Model):
    """A target of a goal; periods are kept as they are spelled."""

    id = models.CharField(primary_key=True, max_length=100)
    goal = models.ForeignKey("Goal", models.CASCADE, related_name="targets")
    position = models.PositiveIntegerField()
    indicator = models.CharField(max_length=100, db_index=True)
    kind = models.CharField(max_length=20)
    area = models.CharField(max_length=20)
    sense = models.CharField(max_length=20)
    value = models.FloatField(null=True)
    unit = models.TextField(blank=True)
    base = models.CharField(max_length=10, blank=True)
    due = models.CharField(max_length=10, blank=True)
    peers = models.JSONField(default=list)
    each = models.BooleanField(default=False)
    growth = models.BooleanField(default=False)
    groups = models.JSONField(default=list)
    wording = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["goal", "position"], name="target_place_once")]

    def __str__(self) -> str:
        return self.id
