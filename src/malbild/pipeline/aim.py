"""A goal of the plan, or one that somebody writes, as an aim that the forecast can tell the probability of."""

from collections.abc import Sequence
from contextlib import suppress
from difflib import get_close_matches
from pathlib import Path

from malbild.analysis.forecast import aims
from malbild.analysis.forecast.aims import GRAMMAR, Aim, Outcome, is_aim
from malbild.analysis.forecast.history import History
from malbild.analysis.forecast.levers import Cells
from malbild.pipeline.project import LONGEST_YEARS
from malbild.pipeline.workspace import Workspace
from malbild.register import files
from malbild.register.queries import register
from malbild.sources import region
from malbild.vocabulary.area import UnknownArea, area, municipalities_of
from malbild.vocabulary.finding import Finding, Place, Severity
from malbild.vocabulary.indicator import Indicator
from malbild.vocabulary.plan import RegisterSummary, TargetKind, TargetSummary
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.text import Text, listing


def aim_of(goal: str, folder: Path, history: History) -> Aim:
    """A goal as the forecast can tell of it: an aim as written, or a target of the plan. Raises Refused."""
    if is_aim(goal):
        return aims.aim(goal, Cells(history.areas, history.population.shape[-1]), _years(history))
    plan, indicators = plan_of(folder, goal)
    targets = _targets(plan, goal)
    reached = [one for one in targets if indicators[one.indicator].forecast]
    if not reached:
        raise Refused([_unreachable(goal, targets, indicators)])
    if len(reached) > 1:
        raise Refused([_several(goal, reached)])
    return _checked(aim_of_target(reached[0], indicators[reached[0].indicator], history), history)


def aims_of_plan(folder: Path, history: History) -> list[Aim]:
    """Every target of a plan that the forecast can tell the probability of; those it cannot are left out."""
    plan, indicators = plan_of(folder, str(folder))
    found = []
    for target in (target for goal in plan.goals for target in goal.targets):
        with suppress(Refused):
            if indicators[target.indicator].forecast:
                found.append(_checked(aim_of_target(target, indicators[target.indicator], history), history))
    return found


def _checked(found: Aim, history: History) -> Aim:
    aims.check(found, Cells(history.areas, history.population.shape[-1]), _years(history))
    return found


def _years(history: History) -> tuple[int, ...]:
    last = history.years[-1]
    return tuple(range(last + 1, last + LONGEST_YEARS + 1))


def aim_of_target(target: TargetSummary, indicator: Indicator, history: History) -> Aim:
    """A target of the plan as an aim: a level, a change, or a direction. Raises Refused for others."""
    measure, *who = (one.strip() for one in indicator.forecast.split(":"))
    sex = next((one for one in who if one in ("women", "men")), "")
    ages = next((one for one in who if one != sex), "")
    outcome = Outcome(measure, areas_of(target.area, history.areas, target.id), ages, sex)
    if target.due is None or target.kind not in (TargetKind.LEVEL, TargetKind.CHANGE, TargetKind.DIRECTION):
        raise Refused([_no_aim(target)])
    value, sense = _value(target, outcome, indicator, history)
    return Aim(target.id, outcome, sense, value, target.due.year, _name(target.area))


def _name(code: str) -> str:
    try:
        return area(code).name
    except UnknownArea:
        return ""


def _value(target: TargetSummary, outcome: Outcome, indicator: Indicator, history: History) -> tuple[float, str]:
    if target.kind is TargetKind.LEVEL and target.value is not None:
        return target.value, target.sense
    if target.base is None or target.base.year not in history.years:
        raise Refused([_no_base(target, history)])
    cells = Cells(history.areas, history.population.shape[-1])
    base = float(outcome.in_(history.population[history.years.index(target.base.year)], cells))
    if target.kind is TargetKind.DIRECTION:
        return base, "at_most" if indicator.better == "down" else "at_least"
    return base * (1 + (target.value or 0) / 100), target.sense


def areas_of(code: str, known: tuple[str, ...], place: str) -> tuple[str, ...]:
    """An area of the plan as areas of the tables: itself, or all its municipalities. Raises Refused."""
    if code in known:
        return (code,)
    try:
        parts = tuple(one.code_scb for one in municipalities_of(code))
    except UnknownArea:
        parts = ()
    absent = [one for one in parts if one not in known]
    if parts and not absent:
        return parts
    missing = listing(absent[:5]) or code
    raise Refused(
        [
            _finding(
                place,
                Text(
                    f"Framskrivningens tabeller har varken området {code} eller alla dess kommuner.",
                    f"The forecast's tables have neither the area {code} nor all of its municipalities.",
                ),
                Text(
                    f"Lägg till det i forecast/population.csv, births.csv och deaths.csv; det som saknas är {missing}.",
                    f"Add it to forecast/population.csv, births.csv and deaths.csv; missing is {missing}.",
                ),
            )
        ]
    )


def plan_of(folder: Path, goal: str) -> tuple[RegisterSummary, dict[str, Indicator]]:
    """The plan in a region's folder, or in a working folder."""
    workspace = Workspace(folder)
    if (folder / "region.toml").is_file():
        return files.read(folder), region.indicators(folder)
    if (workspace.region_folder / "region.toml").is_file():
        workspace.open_region()
        return register(public=True), workspace.indicators()
    raise Refused(
        [
            _finding(
                goal,
                Text(
                    f"I {folder} ligger ingen plan, så {goal} kan inte slås upp.",
                    f"There is no plan in {folder}, so {goal} cannot be looked up.",
                ),
                Text(
                    f'Ange en mapp med region.toml, en arbetsmapp, eller skriv målet som "{GRAMMAR}".',
                    f'Name a folder with region.toml, a working folder, or write the goal as "{GRAMMAR}".',
                ),
            )
        ]
    )


def _targets(plan: RegisterSummary, goal: str) -> tuple[TargetSummary, ...]:
    """The target with an id, or the targets of the goal with it. Raises Refused with near ids when there is neither."""
    by_goal = {one.id: one.targets for one in plan.goals}
    by_target = {target.id: (target,) for one in plan.goals for target in one.targets}
    if goal in by_target or goal in by_goal:
        return by_target.get(goal) or by_goal[goal]
    near = get_close_matches(goal, [*by_target, *by_goal], 3)
    raise Refused(
        [
            _finding(
                goal,
                Text("Planen har inget sådant mål.", "The plan has no such goal."),
                Text(
                    f"Menades {listing(near)}?" if near else f'Ange ett måls eller målvärdes id, eller "{GRAMMAR}".',
                    f"Was {listing(near, 'en')} meant?"
                    if near
                    else f'Give the id of a goal or target, or "{GRAMMAR}".',
                ),
            )
        ]
    )


def _unreachable(goal: str, targets: Sequence[TargetSummary], indicators: dict[str, Indicator]) -> Finding:
    ask = Text(f'Fråga "{GRAMMAR}" i stället.', f'Ask "{GRAMMAR}" instead.')
    if not targets:
        return _finding(goal, Text(
            "Målet har inget målvärde, så det går inte att säga när det är nått.",
            "The goal has no target, so it cannot be said when it is reached."), ask)  # fmt: skip
    names = sorted({one.indicator for one in targets})
    told = sorted(name for name, one in indicators.items() if one.forecast)
    return _finding(goal, Text(
        f"Framskrivningen når inget av det som målet mäts med ({listing(names)}).",
        f"The forecast reaches nothing that the goal is measured by ({listing(names, 'en')})."), Text(
        f"Den når {listing(told) or 'ännu ingen indikator'}. {ask.sv}",
        f"It reaches {listing(told, 'en') or 'no indicator yet'}. {ask.en}"))  # fmt: skip


def _several(goal: str, reached: Sequence[TargetSummary]) -> Finding:
    ids = [one.id for one in reached]
    return _finding(
        goal,
        Text(
            "Målet har flera målvärden som framskrivningen når.",
            "The goal has several targets that the forecast reaches.",
        ),
        Text(f"Ange ett: {listing(ids)}.", f"Name one: {listing(ids, 'en')}."),
    )


def _no_aim(target: TargetSummary) -> Finding:
    return _finding(
        target.id,
        Text(
            "Målvärdet har inget år, eller jämför med andra områden eller mellan grupper.",
            "The target has no year, or compares with other areas or between groups.",
        ),
        Text(f'Fråga "{GRAMMAR}" i stället.', f'Ask "{GRAMMAR}" instead.'),
    )


def _no_base(target: TargetSummary, history: History) -> Finding:
    years = f"{history.years[0]}–{history.years[-1]}"
    return _finding(
        target.id,
        Text(
            f"Tabellerna ({years}) har inte basåret {target.base}.",
            f"The tables ({years}) lack the base year {target.base}.",
        ),
        Text("Lägg till det.", "Add it."),
    )


def _finding(place: str, message: Text, remedy: Text) -> Finding:
    return Finding("input.goal", Severity.ERROR, Place(place), message, remedy)
