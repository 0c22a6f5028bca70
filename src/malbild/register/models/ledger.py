"""Ledger: the end of the chain of events, and the lock every writer takes."""

from django.db import models


class Ledger(models.Model):
    """One row: the number, time and digest of the last event.

    A writer locks it first, so changes are recorded one at a time and what was known at a time that has passed
    never changes. It also tells when events were cut off at the end.
    """

    number = models.PositiveBigIntegerField(default=0)
    at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.number} {self.digest}"
