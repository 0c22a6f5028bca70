"""People who use the register in tests, each with a role."""

from malbild.register import changes
from malbild.register.models import Account
from malbild.register.queries import CONSOLE

PEOPLE = {
    "berit": ("coordinator", ""),  # coordinates the region's development
    "karim": ("editor", "kommunen"),  # plans energy at the municipality
    "ronja": ("editor", "regionen"),  # strategist at the region, which succeeded the federation
    "lasse": ("reader", ""),  # sits on the board
}
PASSWORD = "en lång mening"


def open_accounts() -> dict[str, Account]:
    """Give everybody their account."""
    for name, (role, organisation) in PEOPLE.items():
        changes.open_account(by=CONSOLE, name=name, password=PASSWORD, role=role, organisation=organisation)
    return {one.username: one for one in Account.objects.all()}
