"""Year: one year's admission."""

from django.db import models


class Year(models.Model):
    """One year's admission; it and its numbers stay when its pupils are gone.

    calendar   the days as JSON
    salt       sealed; makes what stands for applicants in the log; goes with the pupils, so that no line leads to her
    """

    key = models.SlugField(primary_key=True, max_length=40)
    generated = models.BooleanField(default=False)
    calendar = models.TextField()
    gone_after = models.DateField()
    seed = models.BigIntegerField(null=True)
    tie = models.CharField(max_length=20, default="lottery")
    salt = models.BinaryField()
    gone_since = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.key
