"""Pupil: one applicant of a load, in a sealed record."""

from django.db import models


class PupilRow(models.Model):
    """One applicant. All that is known of her lies in `record`; nothing of it in a column of its own.

    handle   random; stands for her in addresses
    """

    handle = models.CharField(primary_key=True, max_length=32)
    load = models.ForeignKey("Load", models.CASCADE, related_name="pupils")
    record = models.BinaryField()

    class Meta:
        db_table = "pupils_pupil"

    def __str__(self) -> str:
        return self.handle
