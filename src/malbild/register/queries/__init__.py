"""Every read of the register, as summaries of the vocabulary."""

from malbild.register.difference import Change, difference
from malbild.register.holding import Answer, answers, heirs, holding
from malbild.register.queries.chain import verify
from malbild.register.queries.history import Held, History, Version, held, history
from malbild.register.queries.known import as_adopted, edited_since, register
from malbild.register.queries.roles import Person, Roles, memberships, roles

__all__ = [
    "Answer",
    "Change",
    "Held",
    "History",
    "Person",
    "Roles",
    "Version",
    "answers",
    "as_adopted",
    "difference",
    "edited_since",
    "heirs",
    "held",
    "history",
    "holding",
    "memberships",
    "register",
    "roles",
    "verify",
]
