"""Who may read the store: its own members, and nobody else however much they may elsewhere."""

from typing import Protocol

from django.core.exceptions import PermissionDenied

from malbild.pupils.models import Member
from malbild.pupils.opening import is_there
from malbild.vocabulary.text import Text


class Person(Protocol):
    """Who asks: an account, or Django's anonymous user."""

    @property
    def is_authenticated(self) -> bool:
        """Whether we know who it is."""
        ...

    def get_username(self) -> str:
        """The name of the account."""
        ...


class NotMember(PermissionDenied):
    """Somebody who is no member asked; nothing was read."""

    text = Text(
        "De här sidorna är för dem som planerar gymnasieplatser och har fått rollen. Be den som sköter driften: "
        "rollen ges med malbild account NAMN --admission planner.",
        "These pages are for those who plan places in upper-secondary school and have been given the role. Ask "
        "who runs the installation: it is given with malbild account NAME --admission planner.",
    )


class NotForProtected(NotMember):
    """A member who may not read those whose identity is protected asked for one."""

    text = Text(
        "Eleven har skyddade personuppgifter. Bara den som har fått särskild behörighet får öppna dem. "
        "Försöket är antecknat.",
        "The pupil's identity is protected. Only who has been given special permission may open it. "
        "The attempt is noted.",
    )


def is_member(person: Person) -> bool:
    """Whether somebody may read pupils."""
    return _member(person) is not None


def may_read_protected(person: Person) -> bool:
    """Whether somebody may read pupils whose identity is protected."""
    member = _member(person)
    return member is not None and member.protected


def insist(person: Person) -> None:
    """Raise NotMember for who may not read pupils."""
    if not is_member(person):
        raise NotMember(NotMember.text.en)


def _member(person: Person) -> Member | None:
    if not person.is_authenticated or not getattr(person, "is_active", True) or not is_there():
        return None
    return Member.objects.filter(pk=person.get_username()).first()
