"""Opening the store: its tables are brought up to date, and pupils whose time is over are taken away."""

from pathlib import Path

from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections

from malbild.pupils.models import Member
from malbild.pupils.router import PUPILS
from malbild.vocabulary.finding import Finding, Place, Severity
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.text import Text

VARIABLE = "MALBILD_PUPILS_DATABASE_URL"
_SAME = Text("Eleverna skulle hamna i registrets egen databas.", "Pupils would lie in the register's own database.")
_OWN = Text(f"Ge {VARIABLE} en egen databas, eller lämna den tom.", f"Give {VARIABLE} a database of its own, or none.")


def is_there() -> bool:
    """Whether the store has been opened here before; asking makes nothing."""
    connection = connections[PUPILS]
    file = connection.settings_dict["NAME"]
    if isinstance(file, Path) and not file.exists():
        return False
    return Member._meta.db_table in connection.introspection.table_names()


def make_ready() -> None:
    """Make the store's tables, or bring them up to date; its file is for its owner alone.

    Refused where the store is told to lie in the register's own database.
    """
    if _where(PUPILS) == _where(DEFAULT_DB_ALIAS):
        raise Refused([Finding("pupils.database", Severity.ERROR, Place(VARIABLE), _SAME, _OWN)])
    file = connections[PUPILS].settings_dict["NAME"]
    if isinstance(file, Path):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.chmod(0o600)
    call_command("migrate", database=PUPILS, verbosity=0, interactive=False)


def _where(alias: str) -> tuple[str, ...]:
    settings = connections[alias].settings_dict
    return tuple(str(settings[one]) for one in ("ENGINE", "NAME", "HOST", "PORT", "OPTIONS"))


def forget_traces() -> None:
    """Leave nothing of removed rows in the database's file or its journal."""
    connection = connections[PUPILS]
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
