"""Access: the log of who read or wrote which pupil."""

from django.db import models


class AccessLine(models.Model):
    """One line of the log; the database refuses to change or remove it."""

    at = models.DateTimeField(db_index=True)
    by = models.CharField(max_length=150)
    verb = models.CharField(max_length=20)
    why = models.CharField(max_length=40, blank=True)
    year = models.CharField(max_length=40, blank=True)
    pupil = models.CharField(max_length=32, blank=True, db_index=True)
    pupils = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "pupils_access"

    def __str__(self) -> str:
        return f"{self.id} {self.by} {self.verb}"
