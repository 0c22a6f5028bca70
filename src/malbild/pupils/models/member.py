"""Member: who may read the store."""

from django.db import models


class Member(models.Model):
    """An account that may read pupils. Kept here, so that no role of the register opens this store.

    protected   may also read those whose identity is protected
    """

    name = models.CharField(primary_key=True, max_length=150)
    protected = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name
