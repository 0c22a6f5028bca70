"""Every read of the register, as summaries of the vocabulary."""

from malbild.register.difference import Change, difference
from malbild.register.holding import Answer, answers, heirs, holding
from malbild.register.queries.chain import verify
from malbild.register.queries.history import Held, History, Version, held, history
from malbild.register.queries.known import as_adopted, digest_of, edited_since, latest_event, register
from malbild.register.queries.roles import CONSOLE, Console, Person, Roles, memberships, roles

__all__ = [
    "CONSOLE",
    "Answer",
    "Console",
    "Change",
    "Held",
    "History",
    "Person",
    "Roles",
    "Version",
    "answers",
    "as_adopted",
    "difference",
    "digest_of",
    "edited_since",
    "heirs",
    "held",
    "history",
    "holding",
    "latest_event",
    "memberships",
    "register",
    "roles",
    "verify",
]
