"""`malbild account`: who may sign in, and as what."""

import secrets
import sys
from getpass import getpass
from pathlib import Path
from typing import Literal

from malbild.cli import language
from malbild.pipeline.workspace import Workspace
from malbild.pupils.changes import grant
from malbild.register.changes import open_account
from malbild.register.queries import CONSOLE
from malbild.vocabulary.finding import Finding, Place, Severity
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.text import Text

_ASK = Text("Lösenord (tomt: ett görs): ", "Password (empty: one is made): ")
_AGAIN = Text("En gång till: ", "Once more: ")
_MADE = Text("{name} kan logga in på /redigera/.", "{name} can sign in at /en/edit/.")
_SHOWN = Text("Lösenord, som inte visas igen: {password}", "Password, which is not shown again: {password}")
_DIFFER = Text("De två lösenorden är inte lika.", "The two passwords differ.")
_RETRY = Text("Kör kommandot igen.", "Run the command again.")


def account(
    name: str,
    /,
    *,
    organisation: str = "",
    role: Literal["reader", "editor", "coordinator"] = "coordinator",
    admission: Literal["none", "planner", "protected"] = "none",
    data: Path = Path(".malbild"),
) -> None:
    """Make an account, or give one that exists a further role and a new password.

    Parameters
    ----------
    name
        The name to sign in with.
    organisation
        Id of the organisation an editor edits for.
    role
        What the account may do: read drafts, edit an organisation's duties, or edit everything.
    admission
        Whether the account may read the pupils of the admission: planner may, protected may also read those whose
        identity is protected. No role above gives it.
    data
        The working folder.
    """
    Workspace(data).open_register()
    given = _asked() if sys.stdin.isatty() else ""
    password = given or secrets.token_urlsafe(12)
    open_account(by=CONSOLE, name=name, password=password, role=role, organisation=organisation)
    if admission != "none":
        grant(name=name, protected=admission == "protected")
    print(_MADE.in_(language()).format(name=name))
    if not given:
        print(_SHOWN.in_(language()).format(password=password))


def _asked() -> str:
    first = getpass(_ASK.in_(language()))
    if first and getpass(_AGAIN.in_(language())) != first:
        raise Refused([Finding("input.password", Severity.ERROR, Place("account"), _DIFFER, _RETRY)])
    return first
