"""The whole register at once: what a folder of plan files says becomes what the register holds."""

from dataclasses import dataclass

from django.db import transaction

from malbild.register.changes.writing import Draft, locked, write
from malbild.register.difference import Change, difference
from malbild.register.models import Record
from malbild.register.nouns import Key, by_key, noun_of
from malbild.register.queries.known import edited_since, register
from malbild.register.queries.roles import CONSOLE_NAME, Person
from malbild.register.validity import named
from malbild.vocabulary.finding import Finding, Place, Severity
from malbild.vocabulary.plan import RegisterSummary
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.text import Text


@dataclass(frozen=True, slots=True)
class Takeover:
    """What taking in a folder changes, in plain words."""

    changes: tuple[Change, ...]


@transaction.atomic
def take_over(*, by: Person, summary: RegisterSummary, since: int | None = None, dry_run: bool = False) -> Takeover:
    """Make the register what `summary` says, in one transaction with an event for each object that changes.

    since     number of the event the files were exported after; None when they come from elsewhere. What somebody has
              edited since (or, when it is None, edited in the register at all) and the files say otherwise is not
              overwritten: `Refused` names each.
    dry_run   do all of it, tell, and take it back
    """
    locked()
    before = register()
    changes = difference(before, summary)
    touched = {change.key for change in changes}
    if lost := [_lost(key, who, before, summary) for key, who in sorted(_edited(since).items()) if key in touched]:
        raise Refused(lost)
    after = by_key(summary)
    versions = {(one.noun, one.key): _version(one) for one in Record.objects.select_related("latest")}
    write(by=by, drafts=[Draft(key, after.get(key), versions.get(key, 0), "import") for key in sorted(touched)])
    transaction.set_rollback(dry_run)
    return Takeover(changes)


def _version(record: Record) -> int:
    return record.version if record.latest.summary else 0


def _edited(since: int | None) -> dict[Key, str]:
    """Objects that the files may not know the latest of, and who made it."""
    edited = edited_since(since or 0)
    return edited if since is not None else {key: who for key, who in edited.items() if who != CONSOLE_NAME}


def _lost(key: Key, who: str, before: RegisterSummary, after: RegisterSummary) -> Finding:
    one = by_key(before).get(key) or by_key(after)[key]
    name = named(one)
    return Finding(
        "register.edited",
        Severity.ERROR,
        Place(f"{noun_of(one).folder}/{key[1]}.md"),
        Text(
            f"{name.sv.capitalize()} har ändrats i registret av {who} och filen säger annat.",
            f"{name.en.capitalize()} has been edited in the register by {who}, and the file says otherwise.",
        ),
        Text("Exportera, för samman filerna och importera igen.", "Export, merge the files and import again."),
    )
