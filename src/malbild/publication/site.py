"""Site: everything the pages need, from the vocabulary alone; and what a page is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from malbild.vocabulary.area import municipalities_of
from malbild.vocabulary.cube import TOTAL, Cube, Series
from malbild.vocabulary.fact import Fact
from malbild.vocabulary.finding import Finding
from malbild.vocabulary.future import FuturePicture
from malbild.vocabulary.indicator import Indicator
from malbild.vocabulary.judgement import Judgement
from malbild.vocabulary.matching import SkillsPicture
from malbild.vocabulary.period import Period
from malbild.vocabulary.plan import (
    ActionSummary,
    DecisionSummary,
    GoalSummary,
    OrganisationSummary,
    PlanSummary,
    RegisterSummary,
)
from malbild.vocabulary.provenance import Lineage
from malbild.vocabulary.region import Region
from malbild.vocabulary.text import UNSAID, Language, Text

Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Route:
    """One public address: which page, in which language, about what."""

    path: str
    kind: str
    language: Language | None
    key: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One rendered answer, ready to be served or written to a file."""

    path: str
    content: bytes
    media_type: str
    status: int = 200


@dataclass(frozen=True, eq=False)
class Site:
    """What a region publishes, as known at one moment.

    cubes       the figures by indicator id
    lineages    the way of every published number, by fact id; a number without one points to its vintage
    rules       what the rules of the findings are called, by id
    skills      need, supply and demand of skills; None where the region has derived no tables of it
    borders     the municipalities' borders by area code: rings of (longitude, latitude) in degrees
    future      where the population heads; None where neither tables nor totals tell
    editing     where editors work, in each language; unsaid on pages that stand alone
    built       the moment the figures and the plan were put together
    """

    region: Region
    register: RegisterSummary
    indicators: Mapping[str, Indicator]
    cubes: Mapping[str, Cube]
    judgements: tuple[Judgement, ...]
    built: datetime
    lineages: Mapping[str, Lineage] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    rules: Mapping[str, Text] = field(default_factory=dict)
    editing: Text = UNSAID
    borders: Mapping[str, tuple[Ring, ...]] = field(default_factory=dict)
    skills: SkillsPicture | None = None
    future: FuturePicture | None = None

    @cached_property
    def goals(self) -> dict[str, GoalSummary]:
        """Goals by id."""
        return {one.id: one for one in self.register.goals}

    @cached_property
    def plans(self) -> dict[str, PlanSummary]:
        """Plans by id."""
        return {one.id: one for one in self.register.plans}

    @cached_property
    def actions(self) -> dict[str, ActionSummary]:
        """Actions by id."""
        return {one.id: one for one in self.register.actions}

    @cached_property
    def organisations(self) -> dict[str, OrganisationSummary]:
        """Organisations by id."""
        return {one.id: one for one in self.register.organisations}

    @cached_property
    def judged(self) -> dict[tuple[str, str], Judgement]:
        """Judgements by goal and target."""
        return {(one.goal, one.target): one for one in self.judgements}

    @cached_property
    def county_borders(self) -> dict[str, tuple[Ring, ...]]:
        """The borders of the county's own municipalities."""
        codes = [one.code_scb for one in municipalities_of(self.region.county)]
        return {code: self.borders[code] for code in codes if code in self.borders}

    @cached_property
    def published_areas(self) -> frozenset[str]:
        """The areas whose figures pages show: nation, county, its municipalities, and what targets speak of."""
        named = {area for goal in self.register.goals for one in goal.targets for area in (one.area, *one.peers)}
        own = {one.code_scb for one in municipalities_of(self.region.county)}
        return frozenset({"00", self.region.county} | own | named)

    def decisions_on(self, noun: str, identity: str) -> tuple[DecisionSummary, ...]:
        """The decisions that adopt or change a plan, a goal or an action, oldest first."""
        concerned = f"{noun}:{identity}"
        found = (one for one in self.register.decisions if concerned in one.concerns)
        return tuple(sorted(found, key=lambda one: (one.on is None, one.on or self.built.date(), one.id)))

    def groups_of(self, indicator: str) -> tuple[str, ...]:
        """The groups an indicator is shown for: the total where there is one, else every group."""
        cube = self.cubes.get(indicator)
        if cube is None or not cube.groups or TOTAL in cube.groups:
            return (TOTAL,)
        return cube.groups

    def series(self, indicator: str, area: str, group: str = TOTAL) -> Series | None:
        """One area's series of an indicator; None where there is none with a number."""
        cube = self.cubes.get(indicator)
        if cube is None or area not in cube.areas or group not in cube.groups:
            return None
        found = cube.series(area, group)
        return found if len(found.known().periods) else None

    def fact(self, indicator: str, area: str, period: Period, group: str = TOTAL) -> Fact | None:
        """The published number of a cell with its way here; None where the tables hold no such cell."""
        cube = self.cubes.get(indicator)
        if cube is None or area not in cube.areas or period not in cube.periods or group not in cube.groups:
            return None
        vintage = cube.vintage_of(area, period, group)
        if vintage is None:
            return None
        place = cube.areas.index(area), cube.periods.index(period), cube.groups.index(group)
        value, status, declared = float(cube.values[place]), str(cube.status[place]), cube.indicator
        lineage = self.lineages.get(f"{indicator}.{area}.{period}.{group}", Lineage(vintage, ""))
        return Fact(
            indicator, area, period, group, None if value != value else value, status,
            declared.unit, declared.decimals, lineage,
        )  # fmt: skip
