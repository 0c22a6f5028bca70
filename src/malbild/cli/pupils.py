"""`malbild pupils`: the store of pupils, looked after from the machine it lies on; no command shows a pupil."""

from datetime import date
from pathlib import Path

from cyclopts import App

from malbild.cli import language
from malbild.pupils import changes
from malbild.pupils.sealing import VARIABLE, new_key
from malbild.vocabulary.text import Text, number

pupils = App(name="pupils", help="The store of pupils: who may read it, its key, and the end of its time.")

_KEY_TOLD = Text(
    f"Sätt {VARIABLE} till raden ovan, förvara den skild från säkerhetskopiorna, och kör malbild pupils seal.",
    f"Set {VARIABLE} to the line above, keep it apart from the backups, and run malbild pupils seal.",
)
_SEALED = Text("{count} elever är förseglade med den första nyckeln.", "{count} pupils are sealed with the first key.")
_REVOKED = Text("{name} kan inte läsa elever längre.", "{name} can no longer read pupils.")
_NO_MEMBER = Text("{name} kunde inte läsa elever.", "{name} could not read pupils.")
_EXPIRED = Text("Borttagna elever: {years}.", "Pupils taken away: {years}.")
_NOTHING = Text("Ingen tid har gått ut.", "No time is over.")


@pupils.command
def key() -> None:
    """Make a key to seal the pupils with, and say where it goes."""
    print(new_key())
    print(_KEY_TOLD.in_(language()))


@pupils.command
def seal(*, data: Path = Path(".malbild")) -> None:
    """Seal everything with the first key of MALBILD_PUPILS_KEY: after a key was made, or to change it.

    Parameters
    ----------
    data
        The working folder.
    """
    changes.open_if_there(date.today())
    print(_SEALED.in_(language()).format(count=number(changes.seal_anew(), language())))


@pupils.command
def expire(*, data: Path = Path(".malbild")) -> None:
    """Take away the pupils whose time is over. The server does so too; run it daily where it stands still.

    Parameters
    ----------
    data
        The working folder.
    """
    gone = changes.open_if_there(date.today())
    print(_EXPIRED.in_(language()).format(years=", ".join(gone)) if gone else _NOTHING.in_(language()))


@pupils.command
def revoke(name: str, /, *, data: Path = Path(".malbild")) -> None:
    """Take away an account's right to read pupils.

    Parameters
    ----------
    name
        The account.
    data
        The working folder.
    """
    changes.open_if_there(date.today())
    told = _REVOKED if changes.revoke(name=name) else _NO_MEMBER
    print(told.in_(language()).format(name=name))
