"""A summary as the rows that hold what is now; children are written anew with their object."""

from collections.abc import Callable
from typing import Any

from django.db import models as db

from malbild.register import models
from malbild.register.models import Record
from malbild.register.nouns import Key, Summary
from malbild.vocabulary.period import Period
from malbild.vocabulary.plan import (
    ActionSummary,
    DecisionSummary,
    GoalSummary,
    OrganisationSummary,
    Source,
    TargetSummary,
)

_MODELS: dict[str, type[db.Model]] = {
    "organisation": models.Organisation,
    "succession": models.Succession,
    "plan": models.Plan,
    "goal": models.Goal,
    "action": models.Action,
    "decision": models.Decision,
}


def put(record: Record, summary: Summary) -> None:
    """Write an object's rows, in place of those it had."""
    model = _MODELS[record.noun]
    model(**_columns(model, summary)).save()
    _clear(record)
    _CHILDREN.get(record.noun, _nothing)(summary)
    if isinstance(summary, GoalSummary):
        for target in summary.targets:
            _put_sources(record, target.sources, target.id)
    _put_sources(record, summary.sources)


def take_away(record: Record) -> None:
    """Remove an object's rows; its record and its events stay."""
    _clear(record)
    _MODELS[record.noun]._default_manager.filter(pk=record.key).delete()


def _columns(model: type[db.Model], part: Any, **given: Any) -> dict[str, Any]:
    """A part's fields as a model's columns, by name: references as ids, periods as they are spelled."""
    columns = dict(given)
    for column in model._meta.concrete_fields:
        if column.name in given or column.attname in given or not hasattr(part, column.name):
            continue
        columns[column.attname] = _plain(column, getattr(part, column.name))
    return columns


def _plain(column: "db.Field[Any, Any]", value: Any) -> Any:
    if column.is_relation:
        return value or None
    if isinstance(value, Period):
        return str(value)
    if isinstance(value, tuple):
        return list(value)
    return "" if value is None and not column.null else value


def _clear(record: Record) -> None:
    models.Source.objects.filter(record=record).delete()
    for child, owner in _OWNED.get(record.noun, ()):
        child._default_manager.filter(**{owner: record.key}).delete()


_OWNED: dict[str, tuple[tuple[type[db.Model], str], ...]] = {
    "organisation": ((models.Member, "organisation_id"),),
    "goal": ((models.GoalIndicator, "goal_id"), (models.Target, "goal_id")),
    "action": (
        (models.Contribution, "action_id"),
        (models.Commitment, "action_id"),
        (models.BudgetLine, "action_id"),
    ),
    "decision": ((models.Concern, "decision_id"),),
}


def _put_members(one: OrganisationSummary) -> None:
    models.Member.objects.bulk_create(
        models.Member(organisation_id=one.id, member_id=member, position=place)
        for place, member in enumerate(one.members)
    )


def _put_measures(goal: GoalSummary) -> None:
    models.GoalIndicator.objects.bulk_create(
        models.GoalIndicator(goal_id=goal.id, indicator=indicator, position=place)
        for place, indicator in enumerate(goal.indicators)
    )
    models.Target.objects.bulk_create(
        models.Target(**_target_columns(goal, place, target)) for place, target in enumerate(goal.targets)
    )


def _target_columns(goal: GoalSummary, place: int, target: TargetSummary) -> dict[str, Any]:
    return _columns(models.Target, target, goal_id=goal.id, position=place)


def _put_parts(action: ActionSummary) -> None:
    models.Contribution.objects.bulk_create(
        models.Contribution(action_id=action.id, goal_id=goal, position=place)
        for place, goal in enumerate(action.contributes_to)
    )
    _put_placed(models.Commitment, action, action.commitments)
    _put_placed(models.BudgetLine, action, action.budget)


def _put_placed(child: type[db.Model], action: ActionSummary, parts: tuple[Any, ...]) -> None:
    child._default_manager.bulk_create(
        child(**_columns(child, part, action_id=action.id, position=place)) for place, part in enumerate(parts)
    )


def _put_concerns(decision: DecisionSummary) -> None:
    keys: list[Key] = [tuple(one.split(":", 1)) for one in decision.concerns]  # type: ignore[misc]
    records = {(one.noun, one.key): one for one in Record.objects.filter(key__in=[key for _, key in keys])}
    models.Concern.objects.bulk_create(
        models.Concern(decision_id=decision.id, record=records[key], position=place) for place, key in enumerate(keys)
    )


def _put_sources(record: Record, sources: tuple[Source, ...], target: str | None = None) -> None:
    models.Source.objects.bulk_create(
        models.Source(**_columns(models.Source, source, record_id=record.pk, target_id=target, position=place))
        for place, source in enumerate(sources)
    )


def _nothing(_: Any) -> None:
    """Nouns without children of their own."""


_CHILDREN: dict[str, Callable[[Any], None]] = {
    "organisation": _put_members,
    "goal": _put_measures,
    "action": _put_parts,
    "decision": _put_concerns,
}
