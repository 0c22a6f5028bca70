"""Decision: what a body decided."""

from django.db import models


class Decision(models.Model):
    """A body's decision: date, paragraph, case number, and what it adopts or changes."""

    id = models.CharField(primary_key=True, max_length=100)
    name = models.TextField()
    name_en = models.TextField(blank=True)
    body_organisation = models.ForeignKey("Organisation", models.DO_NOTHING, related_name="decisions")
    on = models.DateField(null=True)
    paragraph = models.TextField(blank=True)
    case_number = models.TextField(blank=True)
    body = models.TextField(blank=True)
    body_en = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.name
