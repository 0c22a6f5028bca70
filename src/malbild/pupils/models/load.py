"""Load: applications and programmes as they stood when they were loaded."""

from django.db import models


class Load(models.Model):
    """One state of a year's applications. A correction or the changes of the spring are a new load.

    programmes   what is offered, as JSON; tells of no person
    digests      of the files it came from, as JSON
    """

    year = models.ForeignKey("Year", models.CASCADE, related_name="loads")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    programmes = models.TextField()
    digests = models.TextField(default="{}")
    applicants = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["year", "number"], name="load_once")]

    def __str__(self) -> str:
        return f"{self.year_id} {self.number}"
