"""Plan: a decided document."""

from django.db import models


class Plan(models.Model):
    """A programme, action plan, operational plan or strategy: a tree of goals and actions for a period."""

    id = models.CharField(primary_key=True, max_length=100)
    name = models.TextField()
    name_en = models.TextField(blank=True)
    kind = models.TextField(blank=True)
    owner = models.ForeignKey("Organisation", models.DO_NOTHING, null=True, related_name="plans")
    status = models.CharField(max_length=20)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    successor = models.ForeignKey("self", models.DO_NOTHING, null=True, related_name="predecessors")
    order = models.BigIntegerField(default=0)
    body = models.TextField(blank=True)
    body_en = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.name
