"""Every write of the register: keyword-only, one transaction, with its event; all problems at once.

A change carries the version it was written from. When somebody else was first, `Conflict` shows both texts and
nothing is written.
"""

from malbild.register.changes.accounts import open_account
from malbild.register.changes.conflict import Conflict, Disagreement
from malbild.register.changes.objects import add, change, remove, set_commitment, set_target
from malbild.register.changes.successions import succeed
from malbild.register.changes.whole import Takeover, take_over

__all__ = [
    "Conflict",
    "Disagreement",
    "Takeover",
    "add",
    "change",
    "open_account",
    "remove",
    "set_commitment",
    "set_target",
    "succeed",
    "take_over",
]
