"""What an account is to the register: whose editor, reader, coordinator or nobody in particular."""

from dataclasses import dataclass
from typing import Protocol

from malbild.register.models import Membership


class Person(Protocol):
    """Who asks or acts: an account, Django's anonymous user, or the console."""

    @property
    def is_authenticated(self) -> bool:
        """Whether we know who it is."""
        ...

    def get_username(self) -> str:
        """The name events are signed with."""
        ...


@dataclass(frozen=True, slots=True)
class Roles:
    """What somebody may be trusted with.

    reader        may read drafts
    editor_of     ids of the organisations whose duties they may edit
    coordinator   may edit everything
    """

    reader: bool = False
    editor_of: frozenset[str] = frozenset()
    coordinator: bool = False


@dataclass(frozen=True, slots=True)
class Console:
    """Whoever sits at the machine the register lies on: owns its files, and so may do everything."""

    is_authenticated: bool = True
    is_active: bool = True

    def get_username(self) -> str:
        """The name events from the command line are signed with."""
        return CONSOLE_NAME


CONSOLE_NAME = "malbild"
CONSOLE = Console()


def roles(person: Person) -> Roles:
    """What somebody is to the register; somebody unknown or locked out is the public."""
    if isinstance(person, Console):
        return Roles(reader=True, coordinator=True)
    if not person.is_authenticated or not getattr(person, "is_active", True):
        return Roles()
    found = memberships(person.get_username())
    return Roles(
        reader=bool(found),
        editor_of=frozenset(id for role, id in found if role == "editor" and id),
        coordinator=any(role == "coordinator" for role, _ in found),
    )


def memberships(username: str) -> tuple[tuple[str, str], ...]:
    """An account's roles, each with the id of its organisation (empty: of none in particular)."""
    rows = Membership.objects.filter(account__username=username).order_by("role", "organisation_id")
    return tuple((role, organisation or "") for role, organisation in rows.values_list("role", "organisation_id"))
