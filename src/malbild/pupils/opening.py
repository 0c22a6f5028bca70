"""Opening the store: its tables are brought up to date, and pupils whose time is over are taken away."""

from pathlib import Path

from django.core.management import call_command
from django.db import connections

from malbild.pupils.models import Member
from malbild.pupils.router import PUPILS


def is_there() -> bool:
    """Whether the store has been opened here before; asking makes nothing."""
    connection = connections[PUPILS]
    file = connection.settings_dict["NAME"]
    if isinstance(file, Path) and not file.exists():
        return False
    return Member._meta.db_table in connection.introspection.table_names()


def make_ready() -> None:
    """Make the store's tables, or bring them up to date; its file is for its owner alone."""
    file = connections[PUPILS].settings_dict["NAME"]
    if isinstance(file, Path):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.chmod(0o600)
    call_command("migrate", database=PUPILS, verbosity=0, interactive=False)


def forget_traces() -> None:
    """Leave nothing of removed rows in the database's file or its journal."""
    connection = connections[PUPILS]
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
