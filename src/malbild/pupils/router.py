"""Which database holds what: pupils lie in their own, and nothing else does."""

from typing import Any

PUPILS = "pupils"
"""The name of the app, and of its database."""


class PupilsApart:
    """Django's router: no row of a pupil can land in the register's database, and none of the register's here."""

    def db_for_read(self, model: Any, **hints: Any) -> str | None:
        """Where a model is read from."""
        return PUPILS if model._meta.app_label == PUPILS else None

    def db_for_write(self, model: Any, **hints: Any) -> str | None:
        """Where a model is written to."""
        return PUPILS if model._meta.app_label == PUPILS else None

    def allow_relation(self, one: Any, other: Any, **hints: Any) -> bool:
        """Whether one row may refer to another: only within one database."""
        return bool((one._meta.app_label == PUPILS) == (other._meta.app_label == PUPILS))

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        """Whether an app's tables are made in a database."""
        return (db == PUPILS) == (app_label == PUPILS)
