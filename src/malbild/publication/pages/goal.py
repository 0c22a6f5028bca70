"""One goal: how it goes, where it heads, who does something about it, and whether the figure can be trusted."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from malbild.publication.charts.history import Beside
from malbild.publication.edition import Edition
from malbild.publication.figure import Figure, county_figure, figure, latest
from malbild.publication.goal_rows import rows_of, unjudged, weakest_judgement
from malbild.publication.plan_rows import action_line, organisation_link
from malbild.publication.site import Site
from malbild.publication.sources import source_lines
from malbild.publication.states import badge, chance, judgements_of, state_of
from malbild.publication.view import Crumb, View, crumb
from malbild.vocabulary.cube import Series
from malbild.vocabulary.plan import GoalSummary, TargetSummary
from malbild.vocabulary.projection import Calibration
from malbild.vocabulary.text import percent


@dataclass(frozen=True, slots=True)
class TargetPart:
    """One target of a goal with its judgement and its chart."""

    id: str
    heading: str
    wording: str
    badge: Markup
    sentence: str
    probability: str
    due: str
    latest: Markup
    latest_period: str
    base: Markup
    base_period: str
    aim: str
    figure: Figure | None
    sources: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class Why:
    """Why one target was judged as it was."""

    heading: str
    reasons: tuple[str, ...]


def keys(site: Site) -> Iterable[tuple[str, ...]]:
    """One page a goal."""
    return ((goal.id,) for goal in site.register.goals)


def view(edition: Edition, identity: str) -> View:
    """What the page of a goal says."""
    site, goal = edition.site, edition.site.goals[identity]
    weakest = weakest_judgement(goal, edition)
    figures = _unaimed(goal, edition)
    lead = edition.say(weakest.sentence) if weakest else _unjudged(goal, figures, edition)
    plan = site.plans.get(goal.plan)
    trail = (crumb(edition, "goals"),)
    return View(
        "goal.html",
        edition.title(goal),
        lead,
        section="goals",
        trail=trail,
        context={
            "goal": goal,
            "name": edition.name(goal),
            "kind": edition.t.kind("goal_kind", goal.kind),
            "plan": Crumb(edition.to("plan", plan.id), edition.name(plan)) if plan else None,
            "badge": badge(state_of(goal, edition), edition, aimed=bool(goal.targets)),
            "lead": lead,
            "weakest": weakest,
            "chance": chance(weakest.probability) if weakest and weakest.probability is not None else "",
            "targets": tuple(_part(goal, target, edition) for target in goal.targets),
            "whys": _whys(goal, edition),
            "trust": _trust(goal, edition),
            "body": edition.prose(goal.body, goal.body_en),
            "figures": figures,
            "responsible": organisation_link(goal.responsible, edition) if goal.responsible else "",
            "actions": [action_line(one, edition) for one in site.register.actions if goal.id in one.contributes_to],
            "parent": rows_of(_known(site, (goal.parent,)), edition),
            "children": rows_of((one for one in site.register.goals if one.parent == goal.id), edition),
            "earlier": rows_of((one for one in site.register.goals if one.successor == goal.id), edition),
            "later": rows_of(_known(site, (goal.successor,)), edition),
            "decisions": site.decisions_on("goal", goal.id),
            "sources": source_lines(goal.sources, edition),
        },
    )


def _unjudged(goal: GoalSummary, figures: tuple[Figure, ...], edition: Edition) -> str:
    """What can be said of a goal without a target: how the first thing that is measured has moved."""
    if goal.targets or not figures:
        return edition.t.plain(unjudged(goal))
    return f"{figures[0].sentence} {edition.t.plain('goal.no_target_measured')}"


def _known(site: Site, identities: Iterable[str]) -> tuple[GoalSummary, ...]:
    return tuple(site.goals[one] for one in identities if one in site.goals)


def _part(goal: GoalSummary, target: TargetSummary, edition: Edition) -> TargetPart:
    judgement = edition.site.judged.get((goal.id, target.id))
    series, beside = _compared(target, edition)
    drawn = (
        figure(edition, series, id=f"f-{target.id}", judgement=judgement, target=target, beside=beside)
        if series
        else None
    )
    indicator = edition.site.indicators.get(target.indicator)
    known = judgement is not None and judgement.probability is not None
    return TargetPart(
        id=target.id,
        heading=_heading(target, edition),
        wording=target.wording,
        badge=badge(judgement.state if judgement else None, edition, aimed=True),
        sentence=edition.say(judgement.sentence) if judgement else edition.t.plain("goal.not_judged"),
        probability=edition.percent(judgement.probability or 0.0) if judgement and known else "",
        due=edition.period(target.due) if target.due else "",
        latest=edition.fact(latest(edition, series), unit=True) if series else Markup(""),
        latest_period=edition.period(series.known().periods[-1]) if series else "",
        base=_base(target, edition),
        base_period=edition.period(target.base) if target.base else "",
        aim=edition.value(judgement.goal_value, indicator)
        if judgement and indicator and judgement.goal_value is not None
        else "",
        figure=drawn,
        sources=source_lines(target.sources, edition),
    )


def _base(target: TargetSummary, edition: Edition) -> Markup:
    """The figure of the base year, where a change is aimed at."""
    fact = edition.site.fact(target.indicator, target.area, target.base) if target.base else None
    return edition.fact(fact, unit=True) if fact else Markup("")


def _heading(target: TargetSummary, edition: Edition) -> str:
    indicator = edition.site.indicators.get(target.indicator)
    name = edition.say(indicator.name) if indicator else target.indicator
    return f"{name}, {edition.area(target.area)}"


def _whys(goal: GoalSummary, edition: Edition) -> tuple[Why, ...]:
    """Why each target was judged as it was."""
    judged = edition.site.judged
    pairs = ((target, judged.get((goal.id, target.id))) for target in goal.targets)
    return tuple(
        Why(_heading(target, edition), tuple(edition.say(reason.text) for reason in judgement.reasons))
        for target, judgement in pairs
        if judgement is not None
    )


def _trust(goal: GoalSummary, edition: Edition) -> tuple[str, ...]:
    """How often intervals of the same kind have held before, one sentence a kind of projection."""
    projections = (judgement.projection for judgement in judgements_of(goal, edition))
    records = {one.calibration.kind: one.calibration for one in projections if one and one.calibration}
    return tuple(_record(one, edition) for one in records.values())


def _record(calibration: Calibration, edition: Edition) -> str:
    parts = [
        edition.t.plain("trust.part", steps=steps, share=percent(share, edition.language))
        for steps, share in zip(calibration.horizons, calibration.coverage, strict=True)
    ]
    return edition.t.plain("trust.record", series=edition.number(calibration.series), parts=edition.listing(parts))


def _compared(target: TargetSummary, edition: Edition) -> tuple[Series | None, tuple[Beside, ...]]:
    """The series a target speaks of, and what it is held against: the other group, or the peers."""
    site = edition.site
    first, *others = target.groups or site.groups_of(target.indicator)
    found = [(edition.group(one), site.series(target.indicator, target.area, one)) for one in others]
    found += [(edition.area(peer), site.series(target.indicator, peer, first)) for peer in target.peers]
    beside = tuple(Beside(label, series) for label, series in found if series)
    return site.series(target.indicator, target.area, first), beside


def _unaimed(goal: GoalSummary, edition: Edition) -> tuple[Figure, ...]:
    """What is measured for the goal though nothing is aimed at."""
    aimed = {target.indicator for target in goal.targets}
    found = (county_figure(edition, one, id=f"f-{one}") for one in goal.indicators if one not in aimed)
    return tuple(one for one in found if one)
