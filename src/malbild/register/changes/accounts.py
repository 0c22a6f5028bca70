"""Accounts and their roles."""

from django.db import transaction

from malbild.register.changes.writing import note
from malbild.register.models import Account, Membership, Organisation
from malbild.register.queries.roles import CONSOLE_NAME, Person, roles
from malbild.vocabulary.finding import Finding, Place, Severity
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.text import Text


@transaction.atomic
def open_account(*, by: Person, name: str, password: str, role: str, organisation: str = "") -> None:
    """Make an account with its first role, or give one that exists another role; both are in the record of events.

    A password given for an account that exists becomes its password.
    """
    if not roles(by).coordinator:
        raise Refused([_finding(name, "Bara en samordnare får göra konton.", "Only a coordinator may make accounts.")])
    if problems := _problems(name, role, organisation):
        raise Refused(problems)
    account, made = Account.objects.get_or_create(username=name)
    account.set_password(password)
    account.save()
    Membership.objects.get_or_create(account=account, organisation_id=organisation or None, role=role)
    verb = "open" if made else "grant"
    note(by=by.get_username(), verb=verb, noun="account", key=name, explanation=f"{role} {organisation}".strip())


def _problems(name: str, role: str, organisation: str) -> list[Finding]:
    found = []
    if name == CONSOLE_NAME or not name.strip() or len(name) > 150:
        found.append(
            _finding(name, "Namnet kan inte användas. Välj ett annat.", "The name cannot be used. Choose another.")
        )
    if role not in Membership.Role.values:
        choice = ", ".join(Membership.Role.values)
        found.append(
            _finding(role, f"Rollen finns inte. Välj en av {choice}.", f"No such role. Choose one of {choice}.")
        )
    if role == Membership.Role.EDITOR and not organisation:
        found.append(
            _finding(
                role,
                "En redaktör hör till en organisation. Ange vilken.",
                "An editor belongs to an organisation. Say which.",
            )
        )
    if organisation and not Organisation.objects.filter(pk=organisation).exists():
        found.append(
            _finding(organisation, "Organisationen finns inte i registret.", "The organisation is not in the register.")
        )
    return found


def _finding(cell: str, sv: str, en: str) -> Finding:
    return Finding("register.account", Severity.ERROR, Place("account", cell=cell), Text(sv, en), Text("", ""))
