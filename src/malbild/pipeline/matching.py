"""Match education and work: a region's tables, its links and what people said of them, made into what pages show."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from malbild.analysis.skills.crosswalk import Crosswalk, circles, reviewed
from malbild.analysis.skills.proposal import proposal
from malbild.analysis.skills.volume import Assumptions, Growth, balance
from malbild.publication.addresses import address
from malbild.sources.matching import given, links, tables
from malbild.sources.matching.grid import append
from malbild.sources.matching.tables import GROUP, LINES, LINKS, OCCUPATION, REVIEWS
from malbild.vocabulary.matching import (
    Balance,
    Code,
    Direction,
    Education,
    Link,
    LinkKind,
    OccupationDemand,
    Outlook,
    ProgrammeRow,
    SkillsPicture,
    Verdict,
    Workforce,
)
from malbild.vocabulary.plan import ActionSummary, Source
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.swedish_areas import COUNTIES
from malbild.vocabulary.text import Language, Text, day, number

FOLDER = "skills"
_NEAR = (LinkKind.EXACT, LinkKind.CLOSE)


def picture(region: Path, today: date) -> SkillsPicture | None:
    """What a region's pages tell of skills; None where its folder holds no tables of it.

    Raises Refused with what is wrong in the files, a circle of links among it.
    """
    folder = region / FOLDER
    if not folder.is_dir():
        return None
    return _picture(folder, _newest(folder), today)


def need_by_programme(region: Path, today: date) -> dict[str, float]:
    """What working life needs a year of each national upper-secondary programme, by the programme's letters.

    It is the recruitment need of the occupations the programme leads to, shared equally where several programmes lead
    to the same. Empty where the region keeps no tables of skills; programmes whose need nobody can tell are left out.
    """
    shown = picture(region, today)
    rows = [one for one in (shown.rows if shown else ()) if one.education.form == "gy"]
    known = [(one.education.group.code, one.balance) for one in rows if one.balance is not None]
    sharing = Counter(balance.occupation for _, balance in known)
    return {letters: max(balance.need.middle, 0.0) / sharing[balance.occupation] for letters, balance in known}


@lru_cache(maxsize=2)
def _picture(folder: Path, newest: int, today: date) -> SkillsPicture | None:
    """The picture of a folder; `newest` tells when its files must be read again."""
    basis = tables.basis(folder / "basis.csv")
    if basis is None:
        return None
    walked = crosswalk(folder)
    work = tables.workforces(folder / "workforce.csv")
    offered = _with_pupils(tables.educations(folder / "educations.csv"), folder)
    told = _Told.read(folder, basis.county)
    usual = Assumptions(commuting_in=basis.commuting_in, commuting_out=basis.commuting_out)
    given_by = replace(usual, **given.assumptions(folder / given.ASSUMED, _settable(usual)))
    reckoning = _Reckoning(Growth(basis.within, basis.counted, basis.pace), given_by)
    rows = _rows(offered, walked, {one.occupation: one for one in work}, told, reckoning, today)
    gaps, demands = tables.gaps(folder / "gaps.csv", folder / LINES), tables.demands(folder / "demand.csv")
    untaught = {one.concept for one in gaps if not one.taught}
    rows = tuple(replace(one, gap=_untaught(one, demands, untaught)) for one in rows)
    return SkillsPicture(
        basis.county, basis.basis, basis.advertisements_county, basis.advertisements,
        tuple(gaps), tuple(demands), rows, tuple(work), tuple(reckoning.balance(one) for one in work), walked.links,
        tuple(tables.inputs(folder / "inputs.csv")), tuple(tables.rankings(folder / "rankings.csv")),
    )  # fmt: skip


def _settable(usual: Assumptions) -> dict[str, object]:
    """What a region may set for itself: everything but how many draws are made."""
    return {name: value for name, value in asdict(usual).items() if name != "draws"}


def _newest(folder: Path) -> int:
    return max((path.stat().st_mtime_ns for path in folder.rglob("*")), default=0)


def crosswalk(folder: Path) -> Crosswalk:
    """The links of a folder with the region's verdicts. Raises Refused where they go in a circle."""
    found = [
        *(links.links(folder / LINKS) if (folder / LINKS).is_file() else []),
        *given.matching_key(folder / given.KEY),
    ]
    judged = reviewed(found, links.verdicts(folder / REVIEWS))
    problems = circles(judged)
    if problems:
        raise Refused(problems)
    return Crosswalk(judged)


# ---- what people say of links


def review(region: Path, verdicts: Sequence[Verdict]) -> None:
    """Remember what somebody said of links. Raises Refused, and remembers nothing, where it would close a circle."""
    folder = region / FOLDER
    problems = circles(reviewed(crosswalk(folder).links, verdicts))
    if problems:
        raise Refused(problems)
    append(folder / REVIEWS, links.verdicts_text(list(verdicts)))


def keep_reviews(before: Path, after: Path) -> None:
    """Let a region's folder have the verdicts of the one whose place it takes: what people said is never lost."""
    kept = links.verdicts(before / FOLDER / REVIEWS)
    if kept and (after / FOLDER).is_dir():
        together = dict.fromkeys([*kept, *links.verdicts(after / FOLDER / REVIEWS)])
        text = links.verdicts_text(sorted(together, key=lambda one: one.at))
        (after / FOLDER / REVIEWS).write_text(text, encoding="utf-8")


def said(region: Path) -> list[Verdict]:
    """What people have said of links, the latest first."""
    return sorted(links.verdicts(region / FOLDER / REVIEWS), key=lambda one: one.at, reverse=True)


# ---- a row of the table becomes an action of the plan


def action_from(row: ProgrammeRow, today: date) -> ActionSummary:
    """An action that a row speaks for, to be given a plan, an owner and its own words before it is kept."""
    name, why = row.education.name, row.proposal.evidence
    words = _DEEDS[row.proposal.direction]
    source = Source(address("skills_education", "sv", row.education.id), today, _FROM_ROW)
    return ActionSummary(
        "", "", words.sv.format(name=name), words.en.format(name=row.education.name_en or name),
        due=date(today.year + 1, 12, 31), next_check=date(today.year + 1, 6, 30),
        body=" ".join([_AS_OF.sv.format(day(today)), *(one.sv for one in why), _figures(row, "sv")]),
        body_en=" ".join([_AS_OF.en.format(day(today, "en")), *(one.en for one in why), _figures(row, "en")]),
        sources=(source,),
    )  # fmt: skip


def _figures(row: ProgrammeRow, language: Language) -> str:
    """The row's figures as the action keeps them: the page's may move, these stay as they were."""
    if row.balance is None:
        return ""
    need = row.balance.need
    told = _NEED.in_(language).format(
        *(number(round(one), language) for one in (need.middle, need.low, need.high)), row.balance.occupation.code
    )
    places = row.education.places
    return told if places is None else f"{told} {_PLACES.in_(language).format(number(places, language))}"


_DEEDS = {
    Direction.UP: Text("Fler platser: {name}", "More places: {name}"),
    Direction.KEEP: Text("Pröva antalet platser: {name}", "Try the number of places: {name}"),
    Direction.DOWN: Text("Färre platser: {name}", "Fewer places: {name}"),
    Direction.UNKNOWN: Text("Ta reda på om platserna räcker: {name}", "Find out if places are enough: {name}"),
}
_AS_OF = Text("Så sade siffrorna den {0}.", "This is what the figures said on {0}.")
_FROM_ROW = "Åtgärden är gjord av raden i tabellen över utbildningar"
_NEED = Text("Behovet i yrkesgruppen {3} var då {0} personer per år ({1}–{2}).",
             "The need in occupation group {3} was then {0} people a year ({1}–{2}).")  # fmt: skip
_PLACES = Text("Platserna var {0} per år.", "There were {0} places a year.")


# ---- the table of a planning meeting


@dataclass(frozen=True)
class _Reckoning:
    """How need is reckoned in this county."""

    growth: Growth
    given: Assumptions

    def balance(self, work: Workforce, places: float | None = None) -> Balance:
        return balance(work, self.growth, self.given, places=places)


@dataclass(frozen=True)
class _Told:
    """What others say, from the files a region has from them."""

    forecast: Mapping[str, Outlook]
    barometer: Mapping[str, str]
    rates: Mapping[str, float]

    @classmethod
    def read(cls, folder: Path, county: str) -> "_Told":
        forecast = {
            **given.forecast(folder / given.AGGREGATES), **given.forecast(folder / given.FORECAST),
            **given.projected(folder / given.PROJECTED, county),
        }  # fmt: skip
        return cls(
            forecast, given.barometer(folder / given.BAROMETER, dict(COUNTIES)[county]),
            given.match_rates(folder / given.MATCH_RATE),
        )  # fmt: skip

    def of(self, groups: Sequence[Code], occupations: Sequence[Code]) -> Outlook:
        """What is said of the first of the groups and occupations that anything is said of."""
        codes = [one.code for one in groups]
        found = next((self.forecast[one] for one in codes if one in self.forecast), Outlook())
        word = next((self.barometer[one.code] for one in occupations if one.code in self.barometer), "")
        rate = next((self.rates[one] for one in codes if one in self.rates), None)
        return replace(found, barometer=word, match_rate=rate)


def _with_pupils(offered: Iterable[Education], folder: Path) -> list[Education]:
    """The educations, with the pupils of the first year where the region's file tells them."""
    pupils = given.first_year_pupils(folder / given.FIRST_YEAR)
    return [
        replace(one, admitted=pupils[one.group.code], places=one.places or pupils[one.group.code])
        if one.form == "gy" and one.group.code in pupils
        else one
        for one in offered
    ]


def _rows(
    offered: Sequence[Education], walked: Crosswalk, work: Mapping[Code, Workforce], told: _Told,
    reckoning: _Reckoning, today: date,
) -> tuple[ProgrammeRow, ...]:  # fmt: skip
    """A row for each education, those of one education group together."""
    ways = {one.id: _best(walked, one, today) for one in offered}
    together = _together(offered, ways)
    found = []
    for one in offered:
        way = ways[one.id]
        worker = work.get(way.target) if way else None
        balanced = reckoning.balance(worker, _places(together, one, way)) if worker and way else None
        outlook = told.of(
            [one.group, *_targets(walked, one, given.GROUP_SYSTEM, today)], _targets(walked, one, OCCUPATION, today)
        )
        year = worker.employed[-1][0] if worker else today.year
        found.append(
            ProgrammeRow(
                one, way, balanced, outlook, None,
                proposal(one, way, balanced, outlook, known_in=year, today=today.year),
            )
        )  # fmt: skip
    return tuple(found)


def _best(walked: Crosswalk, one: Education, today: date) -> Link | None:
    """The closest way to a group of occupations; to a single occupation where no group says how they stand."""
    groups = walked.ways(one.group, GROUP, today)
    return next(iter(groups or walked.ways(one.group, OCCUPATION, today)), None)


def _targets(walked: Crosswalk, one: Education, system: str, today: date) -> list[Code]:
    return [way.target for way in walked.ways(one.group, system, today)]


def _together(offered: Sequence[Education], ways: Mapping[str, Link | None]) -> Mapping[Code, list[Education]]:
    """Occupation → every education that leads to just that."""
    found: dict[Code, list[Education]] = defaultdict(list)
    for one in offered:
        way = ways[one.id]
        if way and way.kind in _NEAR:
            found[way.target].append(one)
    return found


def _places(together: Mapping[Code, list[Education]], one: Education, way: Link) -> float | None:
    """The places of all educations that lead to an occupation; None where those of any of them are not known.

    Where the group is wider than the education its own places alone: more than the whole group needs is too many.
    """
    if way.kind is LinkKind.BROAD:
        return one.places
    known = [each.places for each in together.get(way.target, ())] if way.kind in _NEAR else []
    return sum(each for each in known if each is not None) if known and None not in known else None


def _untaught(row: ProgrammeRow, demands: Sequence[OccupationDemand], untaught: set[str]) -> int | None:
    """How many of the skills asked for in the occupation no education here names; None where too few ask."""
    code = row.link.target.code if row.link else ""
    near = [one for one in demands if one.occupation.code and code.startswith(one.occupation.code)]
    if not near:
        return None
    closest = max(near, key=lambda one: len(one.occupation.code))
    return sum(share.concept in untaught for share in closest.shares)
