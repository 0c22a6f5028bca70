"""Organisation: a body, valid from–to."""

from django.db import models


class Organisation(models.Model):
    """A body that answers for something; one that has ended keeps its past.

    References are DO_NOTHING throughout the register: the database refuses at commit what would point at nothing.
    """

    id = models.CharField(primary_key=True, max_length=100)
    name = models.TextField()
    name_en = models.TextField(blank=True)
    kind = models.TextField(blank=True)
    area = models.CharField(max_length=20, blank=True)
    parent = models.ForeignKey("self", models.DO_NOTHING, null=True, related_name="units")
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    body = models.TextField(blank=True)
    body_en = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.name
