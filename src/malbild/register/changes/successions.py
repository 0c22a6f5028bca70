"""How an organisation ends: its past stays with it, its duties pass on."""

from dataclasses import replace
from datetime import timedelta

from malbild.register.changes.writing import Draft, write
from malbild.register.queries.history import Held, held
from malbild.register.queries.roles import Person
from malbild.vocabulary.plan import OrganisationSummary, SuccessionSummary


def succeed(*, by: Person, succession: SuccessionSummary, explanation: str = "") -> tuple[Held, ...]:
    """Let one organisation take another's place from a day on, in one step.

    The predecessor ends the day before, unless its end is already known. Goals, actions and commitments are not
    rewritten: they keep the body that answered for them, and `queries.answers` tells who has answered since.
    """
    drafts = [Draft(("succession", succession.id), succession, 0, explanation)]
    before = held("organisation", succession.predecessor)
    if before and isinstance(before.summary, OrganisationSummary) and before.summary.valid_to is None:
        ended = replace(before.summary, valid_to=succession.on - timedelta(days=1))
        drafts.append(Draft(("organisation", ended.id), ended, before.version, explanation))
    return write(by=by, drafts=drafts)
