"""Action: what is done."""

from django.db import models


class Action(models.Model):
    """What is done: it belongs to a plan and contributes to goals."""

    id = models.CharField(primary_key=True, max_length=100)
    plan = models.ForeignKey("Plan", models.DO_NOTHING, related_name="actions")
    name = models.TextField()
    name_en = models.TextField(blank=True)
    kind = models.TextField(blank=True)
    status = models.CharField(max_length=20)
    start = models.DateField(null=True)
    due = models.DateField(null=True)
    next_check = models.DateField(null=True)
    indicators = models.JSONField(default=list)
    order = models.BigIntegerField(default=0)
    body = models.TextField(blank=True)
    body_en = models.TextField(blank=True)
    outcome = models.TextField(blank=True)
    outcome_en = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.name
