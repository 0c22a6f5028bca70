"""Source: where a statement of the plan was read."""

from django.db import models


class Source(models.Model):
    """Address and date of what an object, or a target of it, rests on."""

    record = models.ForeignKey("Record", models.PROTECT, related_name="sources")
    target = models.ForeignKey("Target", models.CASCADE, null=True, related_name="sources")
    position = models.PositiveIntegerField()
    address = models.TextField()
    read = models.DateField(null=True)
    note = models.TextField(blank=True)
    inferred = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["record", "position"], condition=models.Q(target__isnull=True), name="source_of_object_once"
            ),
            models.UniqueConstraint(
                fields=["target", "position"], condition=models.Q(target__isnull=False), name="source_of_target_once"
            ),
        ]

    def __str__(self) -> str:
        return self.address
