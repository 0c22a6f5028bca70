"""Round: an admission that was run, and its numbers."""

from django.db import models


class Round(models.Model):
    """One round. Who was admitted where is sealed and goes with the pupils; the numbers stay.

    programmes   places as they were in the round, as JSON
    outcome      sealed: the choice each applicant was admitted to and what she had replied, by applicant's id in order
    told         numbers without small groups, as JSON
    """

    year = models.ForeignKey("Year", models.CASCADE, related_name="rounds")
    number = models.PositiveIntegerField()
    load = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    programmes = models.TextField()
    outcome = models.BinaryField(null=True)
    told = models.TextField(default="{}")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["year", "number"], name="round_once")]

    def __str__(self) -> str:
        return f"{self.year_id} {self.number}"
