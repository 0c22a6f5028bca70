"""The whole register as it is known now, was known at a moment, or was adopted."""

from datetime import date, datetime, time

from django.db.models import Max
from django.utils import timezone

from malbild.register import visibility
from malbild.register.coding import decoded
from malbild.register.holding import holding
from malbild.register.models import Event
from malbild.register.nouns import BY_NAME, Key, gathered
from malbild.vocabulary.plan import DecisionSummary, RegisterSummary


def register(
    *, as_known: datetime | None = None, holding_on: date | None = None, public: bool = False
) -> RegisterSummary:
    """The register, each noun by id: as known at a moment (None: now), and of that what holds on a day (None: all).

    `public` leaves out drafts and what tells of them. Both times are inclusive. What was known at a moment that has
    passed never changes afterwards.
    """
    known = Event.objects.filter(noun__in=BY_NAME)
    if as_known is not None:
        known = known.filter(at__lte=as_known)
    latest = known.values("noun", "key").annotate(number=Max("number")).values("number")
    rows = Event.objects.filter(number__in=latest).exclude(summary="").values_list("noun", "key", "summary")
    found = gathered({(noun, key): decoded(noun, summary) for noun, key, summary in rows})
    if public:
        found = visibility.public(found)
    return holding(found, holding_on) if holding_on else found


def as_adopted(plan: str) -> datetime | None:
    """The moment at which a plan is to be read to see it as it was adopted; None when no decision concerns it.

    That is when the first decision about it was recorded; for one recorded ahead of its meeting, the end of the
    meeting's day.
    """
    concern = f"plan:{plan}"
    for event in Event.objects.filter(noun="decision").exclude(summary="").order_by("number"):
        decision = decoded("decision", event.summary)
        if isinstance(decision, DecisionSummary) and concern in decision.concerns:
            return max(event.at, _end_of(decision.on)) if decision.on else event.at
    return None


def _end_of(on: date) -> datetime:
    return timezone.make_aware(datetime.combine(on, time.max))


def edited_since(number: int) -> dict[Key, str]:
    """Objects with an event after one of that number, and who made the last."""
    events = Event.objects.filter(number__gt=number, noun__in=BY_NAME).order_by("number")
    return {(noun, key): by for noun, key, by in events.values_list("noun", "key", "by")}


def latest_event() -> tuple[int, str]:
    """Number and digest of the last acknowledged event; 0 and nothing in an empty register."""
    last = Event.objects.order_by("-number").values_list("number", "digest").first()
    return last or (0, "")


def digest_of(number: int) -> str:
    """The digest of an event, which no other register has; empty when there is no such event."""
    return Event.objects.filter(number=number).values_list("digest", flat=True).first() or ""
