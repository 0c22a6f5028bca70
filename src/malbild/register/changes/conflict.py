"""Conflict: somebody else was first; both texts are shown and nobody's is lost."""

from dataclasses import dataclass, fields
from typing import Any

from malbild.register.nouns import Summary
from malbild.register.queries.history import Held


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One field on which the texts differ: what both began with, yours, and theirs.

    both    whether you and they changed it to different things; otherwise one of you left it as it was
    """

    field: str
    base: Any
    yours: Any
    theirs: Any

    @property
    def both(self) -> bool:
        """Whether somebody must choose."""
        return self.yours not in (self.base, self.theirs) and self.theirs != self.base


class Conflict(Exception):
    """The version a change was based on is no longer the latest; nothing was written.

    base     what you began with; None for something new
    yours    what you wanted to write; None to remove it
    theirs   how it stands now, and who made it so
    """

    def __init__(self, *, base: Summary | None, yours: Summary | None, theirs: Held) -> None:
        self.base, self.yours, self.theirs = base, yours, theirs
        event = theirs.event
        super().__init__(f"{event.noun}:{event.id} was changed by {event.by} at {event.at}; nothing was written.")

    @property
    def disagreements(self) -> tuple[Disagreement, ...]:
        """Field by field, where yours and theirs differ."""
        yours, theirs = self.yours, self.theirs.summary
        if yours is None or theirs is None:
            return ()
        rows = (
            Disagreement(
                one.name, getattr(self.base, one.name, None), getattr(yours, one.name), getattr(theirs, one.name)
            )
            for one in fields(yours)
        )
        return tuple(row for row in rows if row.yours != row.theirs)
