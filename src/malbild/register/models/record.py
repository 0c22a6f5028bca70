"""Record: that an object exists or once existed, and which version of it is the latest."""

from django.db import models


class Record(models.Model):
    """One object of the register, whatever its noun: its identity, its version number, and its latest event.

    Stays when the object is removed, so that the numbers of its versions never begin anew.
    """

    noun = models.CharField(max_length=20)
    key = models.CharField(max_length=100)
    version = models.PositiveIntegerField()
    latest = models.OneToOneField("Event", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["noun", "key"], name="record_once")]

    def __str__(self) -> str:
        return f"{self.noun}:{self.key}"
