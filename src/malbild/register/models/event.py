"""Event: one acknowledged change, with the object as it stood after it."""

from django.db import models


class Event(models.Model):
    """Who did what to which object, when and why, and how the object stood after; never changed, never removed.

    number   counts from 1 without a gap, in the order of acknowledgement
    at       when it was recorded; never before the event ahead of it
    version  the object's version this event made
    summary  the object after the event as one line of JSON; empty when it was removed
    digest   SHA-256 over this event and the digest of the one before, so that no event can be altered unseen
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    by = models.CharField(max_length=150)
    verb = models.CharField(max_length=20)
    noun = models.CharField(max_length=20)
    key = models.CharField(max_length=150)
    version = models.PositiveIntegerField()
    summary = models.TextField(blank=True)
    explanation = models.TextField(blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["noun", "key", "version"], name="event_version_once")]

    def __str__(self) -> str:
        return f"{self.number} {self.by} {self.verb} {self.noun}:{self.key}"
