"""Registers for tests: any that may exist."""

from dataclasses import fields, replace
from itertools import islice
from typing import Any

from hypothesis import strategies as st

from malbild.vocabulary.period import Period, PeriodKind
from malbild.vocabulary.plan import (
    ActionStatus,
    ActionSummary,
    BudgetLineSummary,
    CommitmentSummary,
    DecisionSummary,
    EffectOperation,
    EffectSummary,
    GoalSummary,
    OrganisationSummary,
    PlanStatus,
    PlanSummary,
    RegisterSummary,
    Source,
    SuccessionSummary,
    TargetKind,
    TargetSummary,
)

_EDGES = st.sampled_from(
    [
        "+++",
        "\\+++ en",
        "+++ en\nx",
        "rad\r\nrad",
        "\ufeff",
        "---\n",
        "slut \n\n",
        "\u00a0",
        "😀",
        "\r",
        "\x0b\x85\u2028",
    ]
)
_CHARACTERS = st.characters(exclude_characters="\x00", exclude_categories=["Cs"])
TEXTS = st.lists(st.one_of(_EDGES, st.text(_CHARACTERS, max_size=12)), max_size=4).map("\n".join) | st.text(
    _CHARACTERS, max_size=30
)
_NAMES = TEXTS.filter(lambda text: bool(text.strip()))
_IDS = st.from_regex(r"[a-z0-9]{1,4}(-[a-z0-9]{1,3})?", fullmatch=True)
_MONEY = st.none() | st.integers(-(10**12), 10**12)
_DATES = st.none() | st.dates()
_PARTS = {PeriodKind.YEAR: 1, PeriodKind.TERTIAL: 3, PeriodKind.QUARTER: 4, PeriodKind.MONTH: 12}
_PERIODS = st.sampled_from(PeriodKind).flatmap(
    lambda kind: st.builds(Period, st.integers(1000, 9999), st.just(kind), st.integers(1, _PARTS[kind]))
)
_SOURCES = st.lists(st.builds(Source, TEXTS, _DATES, TEXTS, st.booleans()), max_size=2).map(tuple)
_AREAS = st.sampled_from(["00", "18", "1881", "0114"])


def _some(ids: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(ids), unique=True, max_size=3).map(tuple) if ids else st.just(())


def _one(ids: list[str]) -> st.SearchStrategy[str]:
    return st.sampled_from(["", *ids])


def _in_order(one: Any, first: str, last: str) -> Any:
    begins, ends = getattr(one, first), getattr(one, last)
    return replace(one, **{first: ends, last: begins}) if begins and ends and ends < begins else one


@st.composite
def _targets(draw: st.DrawFn, id: str) -> TargetSummary:
    base, due = draw(_PERIODS), draw(_PERIODS)
    return TargetSummary(
        id=id,
        indicator=draw(_IDS),
        kind=draw(st.sampled_from(TargetKind)),
        area=draw(_AREAS),
        sense=draw(st.sampled_from(["at_least", "at_most"])),
        value=draw(st.floats(allow_nan=False, allow_infinity=False)),
        unit=draw(st.sampled_from(["", "person", "mkr"])),
        base=min(base, due),
        due=draw(st.sampled_from([None, max(base, due)])),
        peers=draw(st.lists(_AREAS, max_size=2).map(tuple)),
        each=draw(st.booleans()),
        growth=draw(st.booleans()),
        groups=draw(st.tuples(TEXTS, TEXTS)),
        wording=draw(TEXTS),
        sources=draw(_SOURCES),
    )


@st.composite
def registers(draw: st.DrawFn) -> RegisterSummary:
    """Any register that may exist: every field filled, references that hold, no circles."""
    bodies = sorted(draw(st.sets(_IDS, min_size=1, max_size=3)))
    plans = sorted(draw(st.sets(_IDS, max_size=2)))
    goals = sorted(draw(st.sets(_IDS, max_size=3))) if plans else []
    actions = sorted(draw(st.sets(_IDS, max_size=2))) if plans else []
    targets = iter(sorted(draw(st.sets(_IDS, max_size=4))))

    def texts(kind: type[Any], *names: str) -> dict[str, str]:
        known = {one.name for one in fields(kind)}
        return {name: draw(TEXTS) for name in names if name in known}

    def free(kind: type[Any]) -> dict[str, Any]:
        return {"name": draw(_NAMES), "sources": draw(_SOURCES)} | texts(
            kind, "name_en", "body", "body_en", "outcome", "outcome_en", "paragraph", "case_number"
        )

    def earlier(ids: list[str], id: str) -> list[str]:
        return [one for one in ids if one < id]

    return RegisterSummary(
        organisations=tuple(
            _in_order(
                OrganisationSummary(
                    id,
                    **free(OrganisationSummary),
                    kind=draw(TEXTS),
                    area=draw(st.sampled_from(["", "18"])),
                    parent=draw(_one(earlier(bodies, id))),
                    members=draw(_some(bodies)),
                    valid_from=draw(_DATES),
                    valid_to=draw(_DATES),
                ),
                "valid_from",
                "valid_to",
            )
            for id in bodies
        ),
        successions=tuple(
            SuccessionSummary(
                id,
                draw(st.sampled_from(bodies)),
                draw(st.sampled_from(bodies)),
                draw(st.sampled_from(["rename", "merge", "split", "replace"])),
                draw(st.dates()),
                draw(_SOURCES),
            )
            for id in sorted(draw(st.sets(_IDS, max_size=2)))
        ),
        plans=tuple(
            _in_order(
                PlanSummary(
                    id,
                    **free(PlanSummary),
                    kind=draw(TEXTS),
                    owner=draw(_one(bodies)),
                    status=draw(st.sampled_from(PlanStatus)),
                    valid_from=draw(_DATES),
                    valid_to=draw(_DATES),
                    successor=draw(_one(earlier(plans, id))),
                    order=draw(st.integers(-9, 9)),
                ),
                "valid_from",
                "valid_to",
            )
            for id in plans
        ),
        goals=tuple(
            _in_order(
                GoalSummary(
                    id,
                    draw(st.sampled_from(plans)),
                    **free(GoalSummary),
                    kind=draw(TEXTS),
                    parent=draw(_one(earlier(goals, id))),
                    responsible=draw(_one(bodies)),
                    successor=draw(_one(earlier(goals, id))),
                    order=draw(st.integers(-9, 9)),
                    indicators=draw(st.lists(_IDS, unique=True, max_size=2).map(tuple)),
                    targets=tuple(draw(_targets(one)) for one in islice(targets, draw(st.integers(0, 2)))),
                    valid_from=draw(_DATES),
                    valid_to=draw(_DATES),
                ),
                "valid_from",
                "valid_to",
            )
            for id in goals
        ),
        actions=tuple(
            _in_order(
                ActionSummary(
                    id,
                    draw(st.sampled_from(plans)),
                    **free(ActionSummary),
                    kind=draw(TEXTS),
                    status=draw(st.sampled_from(ActionStatus)),
                    contributes_to=draw(_some(goals)),
                    start=draw(_DATES),
                    due=draw(_DATES),
                    next_check=draw(_DATES),
                    indicators=draw(_some(["population", "jobs"])),
                    order=draw(st.integers(-9, 9)),
                    commitments=draw(st.lists(_commitments(bodies), max_size=2).map(tuple)),
                    budget=draw(st.lists(_budget_lines(bodies), max_size=2).map(tuple)),
                    effects=draw(st.lists(_EFFECTS, max_size=2).map(tuple)),
                ),
                "start",
                "due",
            )
            for id in actions
        ),
        decisions=tuple(
            DecisionSummary(
                id,
                body_organisation=draw(st.sampled_from(bodies)),
                on=draw(_DATES),
                **free(DecisionSummary),
                concerns=draw(_some([*(f"plan:{one}" for one in plans), *(f"goal:{one}" for one in goals)])),
            )
            for id in sorted(draw(st.sets(_IDS, max_size=2)))
        ),
    )


_EFFECTS = st.builds(
    EffectSummary,
    TEXTS,
    st.sampled_from(EffectOperation),
    st.floats(-1e6, 1e6),
    st.lists(TEXTS, max_size=2).map(tuple),
    st.integers(0, 20),
    TEXTS,
)


def _commitments(bodies: list[str]) -> st.SearchStrategy[CommitmentSummary]:
    roles = st.sampled_from(["leads", "takes_part", "funds"])
    return st.builds(CommitmentSummary, st.sampled_from(bodies), roles, _DATES, _DATES, TEXTS)


def _budget_lines(bodies: list[str]) -> st.SearchStrategy[BudgetLineSummary]:
    return st.builds(BudgetLineSummary, st.sampled_from(bodies), st.integers(1000, 9999), _MONEY, _MONEY, _MONEY, TEXTS)
