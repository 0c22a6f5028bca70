"""Goal: what shall be true."""

from django.db import models


class Goal(models.Model):
    """What shall be true; belongs to a plan, may lie under another goal, may live on in a later one."""

    id = models.CharField(primary_key=True, max_length=100)
    plan = models.ForeignKey("Plan", models.DO_NOTHING, related_name="goals")
    name = models.TextField()
    name_en = models.TextField(blank=True)
    kind = models.TextField(blank=True)
    parent = models.ForeignKey("self", models.DO_NOTHING, null=True, related_name="parts")
    responsible = models.ForeignKey("Organisation", models.DO_NOTHING, null=True, related_name="goals")
    successor = models.ForeignKey("self", models.DO_NOTHING, null=True, related_name="predecessors")
    order = models.BigIntegerField(default=0)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    body = models.TextField(blank=True)
    body_en = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.name
