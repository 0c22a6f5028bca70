"""A site to draw pages of: the printed figures of a real county, with judgements made by hand.

Population: SCB via City Population. Emissions: sum of twelve municipalities, CO2 only. Programmes and women in open
unemployment: Arbetsförmedlingen via Regionfakta. Eligibility: Skolverket via Regionfakta. The break in the series of
programmes and the suppressed cell are made up here, to be drawn.
"""

from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from malbild.pipeline.matching import picture
from malbild.publication import Site
from malbild.sources.borders import borders
from malbild.vocabulary.cube import Cube
from malbild.vocabulary.finding import Finding, Place, Severity
from malbild.vocabulary.indicator import Additivity, Better, Break, Indicator
from malbild.vocabulary.judgement import Judgement, Reason, State
from malbild.vocabulary.matching import SkillsPicture
from malbild.vocabulary.period import Period
from malbild.vocabulary.plan import (
    ActionStatus,
    ActionSummary,
    CommitmentSummary,
    DecisionSummary,
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
from malbild.vocabulary.projection import Calibration, Projection
from malbild.vocabulary.provenance import Lineage, Provenance, Step, Vintage
from malbild.vocabulary.region import AccessibilityStatement, Region
from malbild.vocabulary.table import MISSING, PRELIMINARY, PUBLISHED, SUPPRESSED
from malbild.vocabulary.text import Text
from malbild.vocabulary.unit import Unit
from tests.future_sample import sample_future
from tests.skills_sample import write_skills

BUILT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
POPULATION_YEARS = ("1990", "1995", "2000", "2005", "2010", "2015", "2020", "2023")
POPULATION = {
    "18": (272513, 276417, 273615, 274121, 280230, 291012, 305643, 308116),
    "1882": (12008, 12230, 11530, 11461, 11278, 11151, 11471, 11478),
    "1862": (11701, 11396, 10544, 10093, 9641, 9543, 9631, 9357),
    "1863": (9346, 8710, 8025, 7627, 7220, 7032, 6896, 6495),
    "1861": (16735, 16397, 15685, 15315, 15275, 15509, 15990, 16232),
    "1883": (33869, 32949, 31293, 30185, 29668, 30283, 30263, 30261),
    "1881": (18621, 19086, 18983, 19473, 20456, 21154, 21862, 22516),
    "1860": (7622, 7065, 6699, 6136, 5686, 5656, 5659, 5497),
    "1814": (None, 7054, 7008, 7081, 7134, 7492, 8472, 8606),
    "1885": (24663, 24835, 23525, 23228, 23034, 23562, 23658, 23292),
    "1864": (6488, 6261, 5651, 5317, 4931, 4928, 4674, 4407),
    "1884": (10516, 10799, 10465, 10472, 10447, 10502, 10686, 10627),
    "1880": (None, 119635, 124207, 127733, 135460, 144200, 156381, 159348),
}
EMISSION_YEARS = ("1990", "2005", "2015", "2020", "2021", "2022")
EMISSIONS = {
    "18": (1840942, 1383316, 1074597, 783931, 856097, 881858),
    "1881": (None, 83678, 189913, 66849, 63908, 192296),
}
PROGRAMME_YEARS = tuple(str(year) for year in range(2008, 2020))
PROGRAMME = {
    "18": (2.2, 3.4, 4.8, 4.5, 4.7, 4.8, 4.3, 4.1, 3.9, 3.5, 3.2, 3.5),
    "00": (1.6, 2.6, 3.8, 3.8, 3.9, 4.0, 3.7, 3.7, 3.6, 3.5, 3.3, 3.2),
}
WOMEN_YEARS = tuple(str(year) for year in range(2014, 2024))
WOMEN = {
    "1882": (2.1, 2.4, 2.9, None, 2.5, 2.6, 2.8, 2.0, 2.3, 2.1),
    "1862": (3.5, 3.6, 4.0, None, 4.1, 3.0, 4.4, 4.0, 3.7, 3.0),
    "1863": (4.0, 5.3, 5.3, None, 4.6, 2.9, 4.6, 3.6, 3.8, 3.5),
    "1881": (3.3, 2.7, 2.4, None, 2.9, 3.2, 3.9, 2.8, None, None),
}
LIFE_YEARS = ("2011", "2012", "2013", "2014", "2015", "2016", "2017")
LIFE = {"women": (83.0, 83.1, 83.1, 83.2, 83.4, 83.6, 83.8), "men": (79.0, 79.0, 79.0, 79.4, 79.3, 79.4, 79.6)}
ELIGIBLE = {
    "18": (81.9,),
    "00": (86.2,),
    "1882": (82.4,),
    "1862": (75.0,),
    "1861": (72.7,),
    "1863": (73.9,),
    "1883": (83.3,),
    "1881": (89.8,),
    "1860": (77.2,),
    "1814": (85.5,),
    "1885": (78.4,),
    "1864": (78.7,),
    "1884": (86.6,),
    "1880": (82.2,),
}


def sample_site() -> Site:
    """The whole sample."""
    cubes = {
        one.indicator.id: one for one in (_population(), _emissions(), _programme(), _women(), _eligible(), _life())
    }
    return Site(
        region=_region(),
        register=_register(),
        indicators={identity: cube.indicator for identity, cube in cubes.items()},
        cubes=cubes,
        judgements=_judgements(),
        built=BUILT,
        lineages=_lineages(cubes["carbon-dioxide"]),
        findings=_findings(),
        borders=borders("18"),
        skills=_skills(),
        future=sample_future(),
    )


def _skills() -> SkillsPicture | None:
    """The small tables of skills, read as a region's are."""
    with TemporaryDirectory() as folder:
        return picture(write_skills(Path(folder)).parent, BUILT.date())


def cube(
    indicator: Indicator, figures: dict[str, tuple[float | None, ...]], years: tuple[str, ...], origin: Provenance
) -> Cube:
    """A cube of typed-in figures; None is missing."""
    values = np.array([[[np.nan if one is None else one] for one in row] for row in figures.values()], dtype=float)
    status = np.where(np.isnan(values), MISSING, PUBLISHED).astype("<U16")
    vintage = Vintage(f"{indicator.id}-20261123", indicator.id, BUILT, origin)
    periods = tuple(Period.parse(year) for year in years)
    return Cube(
        indicator,
        tuple(figures),
        periods,
        ("total",),
        values,
        status,
        np.zeros(values.shape, dtype=np.int64),
        (vintage,),
    )


def _population() -> Cube:
    indicator = Indicator(
        "population",
        Text("Folkmängd", "Population"),
        Text("Folkbokförda den 31 december.", "Registered population on 31 December."),
        Unit.parse("person"),
        Better.UP,
        Additivity.SUM,
    )
    origin = Provenance(
        "SCB, via City Population",
        "Sweden: Örebro, Municipalities",
        "https://citypopulation.de/en/sweden/orebro/",
        None,
        date(2026, 11, 23),
    )
    return cube(indicator, POPULATION, POPULATION_YEARS, origin)


def _emissions() -> Cube:
    indicator = Indicator(
        "carbon-dioxide",
        Text("Utsläpp av koldioxid", "Emissions of carbon dioxide"),
        Text("Utsläpp inom länets gränser, ton koldioxid.", "Emissions within the county, tonnes of carbon dioxide."),
        Unit.parse("t CO2e"),
        Better.DOWN,
        Additivity.SUM,
    )
    origin = Provenance(
        "SMHI, via Klimatkollen",
        "Utsläpp per kommun",
        "https://klimatkollen.se/",
        date(2024, 3, 22),
        date(2026, 11, 23),
        "CC0-1.0",
    )
    found = cube(indicator, EMISSIONS, EMISSION_YEARS, origin)
    found.status[0, -1, 0] = PRELIMINARY
    found.status[1, 0, 0] = SUPPRESSED
    return found


def _programme() -> Cube:
    reason = Text("Programmen räknas på ett nytt sätt.", "Programmes are counted in a new way.")
    indicator = Indicator(
        "in-programme",
        Text("Andel i arbetsmarknadsprogram", "Share in labour-market programmes"),
        Text("Andel av arbetskraften.", "Share of the labour force."),
        Unit.parse("percent"),
        Better.DOWN,
        decimals=1,
        breaks=(Break(Period(2013), reason),),
    )
    origin = Provenance(
        "Arbetsförmedlingen, via Regionfakta",
        "Sysselsatta i program",
        "https://www.regionfakta.com/",
        date(2020, 1, 15),
        date(2026, 11, 23),
    )
    return cube(indicator, PROGRAMME, PROGRAMME_YEARS, origin)


def _women() -> Cube:
    indicator = Indicator(
        "unemployed-women",
        Text("Öppet arbetslösa kvinnor", "Openly unemployed women"),
        Text(
            "Andel av den registerbaserade arbetskraften, årsmedel.",
            "Share of the register-based labour force, annual mean.",
        ),
        Unit.parse("percent"),
        Better.DOWN,
        decimals=1,
    )
    origin = Provenance(
        "Arbetsförmedlingen, via Regionfakta",
        "Öppet arbetslösa efter kön",
        "https://www.regionfakta.com/",
        date(2024, 1, 25),
        date(2026, 11, 23),
    )
    return cube(indicator, WOMEN, WOMEN_YEARS, origin)


def _eligible() -> Cube:
    indicator = Indicator(
        "eligible-upper-secondary",
        Text("Behöriga till yrkesprogram", "Eligible for vocational programmes"),
        Text("Andel av eleverna i årskurs 9.", "Share of pupils in year 9."),
        Unit.parse("percent"),
        Better.UP,
        decimals=1,
    )
    origin = Provenance(
        "Skolverket, via Regionfakta", "Gymnasiebehörighet", "https://www.regionfakta.com/", None, date(2026, 11, 23)
    )
    return cube(indicator, ELIGIBLE, ("2021",), origin)


def _life() -> Cube:
    """Two groups and no total."""
    indicator = Indicator(
        "life-expectancy",
        Text("Medellivslängd", "Life expectancy"),
        Text(
            "Återstående livslängd vid födseln, medel för fem år.", "Expectation of life at birth, mean of five years."
        ),
        Unit.parse("year"),
        Better.UP,
        decimals=1,
    )
    origin = Provenance(
        "SCB, via Regionfakta", "Medellivslängd", "https://www.regionfakta.com/", date(2019, 3, 21), date(2026, 11, 23)
    )
    values = np.array([list(zip(*LIFE.values(), strict=True))], dtype=float)
    vintage = Vintage("life-expectancy-20261123", "life-expectancy", BUILT, origin)
    periods = tuple(Period.parse(year) for year in LIFE_YEARS)
    status = np.full(values.shape, PUBLISHED, dtype="<U16")
    places = np.zeros(values.shape, dtype=np.int64)
    return Cube(indicator, ("18",), periods, tuple(LIFE), values, status, places, (vintage,))


def _region() -> Region:
    return Region(
        Text("Örebro län", "Örebro county"),
        "18",
        "region-orebro-lan",
        "https://malbild.example",
        "regionen@example.se",
        notice=Text("Detta är ett exempel.", "This is an example."),
        accessibility=AccessibilityStatement(
            assessed=date(2026, 11, 23),
            updated=date(2026, 11, 23),
            method=Text("Vi har prövat alla sidor med axe.", "We have tested every page with axe."),
            shortcomings=(
                Text(
                    "Diagrammens text kan inte förstoras för sig.", "The text of charts cannot be enlarged by itself."
                ),
            ),
        ),
    )


def _lineages(emissions: Cube) -> dict[str, Lineage]:
    step = Step("sum", Text("Summan av de tolv kommunerna.", "The sum of the twelve municipalities."))
    vintage = emissions.vintages[0]
    return {
        f"carbon-dioxide.18.{period}.total": Lineage(vintage, f"carbon_dioxide.csv:{line} (18, {period})", (step,))
        for line, period in enumerate(emissions.periods, start=2)
    }


def _findings() -> tuple[Finding, ...]:
    return (
        Finding(
            "table.level_shift",
            Severity.WARNING,
            Place("carbon_dioxide.csv", 9, "1881, 2020"),
            Text(
                "Kumlas utsläpp faller från 202 166 till 66 849 ton och stiger sedan igen.",
                "Kumla's emissions fall from 202,166 to 66,849 tonnes and rise again.",
            ),
            Text(
                "Fråga utgivaren om en anläggning har flyttats mellan åren.",
                "Ask the publisher whether a plant has been moved between the years.",
            ),
        ),
        Finding(
            "plan.no_target",
            Severity.NOTE,
            Place("goals/god-aldreomsorg.md", None, "targets"),
            Text("Målet har inget målvärde.", "The goal has no target value."),
            Text("Bestäm ett tal och ett år.", "Decide a number and a year."),
        ),
    )


def fan(origin: int, last: int, start: float, end: float, spread: float) -> Projection:
    """A projection by hand: straight to an end, with a spread that grows."""
    periods = tuple(Period(year) for year in range(origin + 1, last + 1))
    levels = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)
    reach = np.array([-1.64, -1.28, -0.67, 0, 0.67, 1.28, 1.64])
    share = np.arange(1, len(periods) + 1) / len(periods)
    quantiles = start + (end - start) * share[:, None] + spread * np.sqrt(share)[:, None] * reach
    calibration = Calibration("annual", 1284, (1, 3, 5), (0.81, 0.79, 0.78))
    return Projection(Period(origin), periods, levels, quantiles, "damped trend", calibration)


def _target(identity: str, indicator: str, value: float | None, due: int | None, **more: object) -> TargetSummary:
    kind = more.pop("kind", TargetKind.LEVEL)
    return TargetSummary(identity, indicator, kind, "18", value=value, due=Period(due) if due else None, **more)  # type: ignore[arg-type]


def _judgements() -> tuple[Judgement, ...]:
    county = "18"
    return (
        Judgement(
            "minskade-utslapp",
            "minskade-utslapp-2030",
            "carbon-dioxide",
            county,
            State.OFF_TRACK,
            0.04,
            881858,
            Period(2022),
            553326,
            (
                Reason(
                    "pace",
                    Text(
                        "Målet kräver 5,7 procent om året från 2022. Hittills har minskningen varit 2,6 procent om "
                        "året.",
                        "The target asks for 5.7 per cent a year from 2022. So far the fall has been 2.6 per cent a "
                        "year.",
                    ),
                ),
                Reason("age", Text("Den senaste siffran är från 2022.", "The latest figure is from 2022.")),
            ),
            Text(
                "Utsläppen har minskat med 36 procent sedan 2005. I den takten nås inte målet 2030 (sannolikhet "
                "4 procent).",
                "Emissions have fallen by 36 per cent since 2005. At that pace the target of 2030 is not "
                "reached (probability 4 per cent).",
            ),
            fan(2022, 2030, 881858, 720000, 95000),
        ),
        Judgement(
            "vaxande-lan",
            "vaxande-lan-2030",
            "population",
            county,
            State.ON_TRACK,
            0.83,
            308116,
            Period(2023),
            310000,
            (
                Reason(
                    "trend",
                    Text(
                        "Folkmängden har ökat varje femårsperiod sedan 2000.",
                        "The population has grown in every five years since 2000.",
                    ),
                ),
            ),
            Text(
                "Folkmängden ökar och når troligen 310 000 före 2030 (sannolikhet 83 procent).",
                "The population grows and probably reaches 310,000 before 2030 (probability 83 per cent).",
            ),
            fan(2023, 2030, 308116, 313500, 3600),
        ),
        Judgement(
            "fler-i-arbete",
            "fler-i-arbete-2020",
            "in-programme",
            county,
            State.REACHED,
            1.0,
            3.5,
            Period(2019),
            4.0,
            (Reason("level", Text("3,5 procent är lägre än 4,0.", "3.5 per cent is below 4.0.")),),
            Text(
                "Andelen i program är 3,5 procent. Målet, högst 4,0 procent, är nått.",
                "The share in programmes is 3.5 per cent. The target, at most 4.0, is reached.",
            ),
        ),
        Judgement(
            "alla-klarar-skolan",
            "alla-klarar-skolan-2030",
            "eligible-upper-secondary",
            county,
            State.CANNOT_TELL,
            None,
            81.9,
            Period(2021),
            90.0,
            (
                Reason(
                    "short",
                    Text(
                        "Serien har en enda siffra. Det behövs minst åtta.",
                        "The series has a single figure. At least eight are needed.",
                    ),
                ),
            ),
            Text(
                "Det går inte att säga om målet nås: serien har en enda siffra.",
                "It cannot be told whether the target is reached: the series has a single figure.",
            ),
        ),
        Judgement(
            "lagre-arbetsloshet",
            "lagre-arbetsloshet-2025",
            "in-programme",
            county,
            State.AT_RISK,
            0.46,
            3.5,
            Period(2019),
            3.0,
            (
                Reason(
                    "close",
                    Text(
                        "Målet ligger mitt i det väntade bandet.", "The target lies in the middle of the expected band."
                    ),
                ),
            ),
            Text(
                "Andelen i program kan nå 3,0 procent 2025, men det är ungefär lika troligt att den inte gör "
                "det (sannolikhet 46 procent).",
                "The share in programmes may reach 3.0 per cent in 2025, but it is about as likely that it does "
                "not (probability 46 per cent).",
            ),
            fan(2019, 2025, 3.5, 3.05, 0.5),
        ),
        Judgement(
            "alla-klarar-skolan",
            "alla-klarar-skolan-riket",
            "eligible-upper-secondary",
            county,
            State.OFF_TRACK,
            None,
            81.9,
            Period(2021),
            None,
            (
                Reason(
                    "peers", Text("81,9 procent är lägre än rikets 86,2.", "81.9 per cent is below the nation's 86.2.")
                ),
            ),
            Text("Andelen behöriga är lägre än i riket.", "The share eligible is lower than in the nation."),
        ),
        Judgement(
            "lagre-utslapp",
            "lagre-utslapp-2030",
            "carbon-dioxide",
            county,
            State.AT_RISK,
            0.41,
            881858,
            Period(2022),
            700000,
            (Reason("close", Text("Målet ligger nära mitten.", "The target lies near the middle.")),),
            Text(
                "Om utsläppen når 700 000 ton 2030 är ovisst.",
                "Whether emissions reach 700,000 tonnes by 2030 is uncertain.",
            ),
            fan(2022, 2030, 881858, 720000, 95000),
        ),
        Judgement(
            "farre-i-program",
            "farre-i-program-2015",
            "in-programme",
            county,
            State.OFF_TRACK,
            0.01,
            3.5,
            Period(2019),
            4.0,
            (Reason("outcome", Text("Utfallet 2015 var 4,1 procent.", "The outcome of 2015 was 4.1 per cent.")),),
            Text(
                "Målet 2015 nåddes inte: andelen var 4,1 procent.",
                "The target of 2015 was not reached: the share was 4.1 per cent.",
            ),
        ),
    )


def _register() -> RegisterSummary:
    return RegisterSummary(_organisations(), _successions(), _plans(), _goals(), _actions(), _decisions())


def _organisations() -> tuple[OrganisationSummary, ...]:
    read = (Source("https://www.regionorebrolan.se/", date(2026, 11, 23)),)
    municipal = tuple(
        OrganisationSummary(f"{name.lower()}-kommun", f"{name} kommun", f"{name} municipality", "municipality", code)
        for name, code in (("Kumla", "1881"), ("Nora", "1884"), ("Lekeberg", "1814"))
    )
    return (
        OrganisationSummary(
            "regionforbundet-orebro",
            "Regionförbundet Örebro",
            "The Regional Federation of Örebro",
            "federation",
            "18",
            members=("kumla-kommun", "nora-kommun", "orebro-lans-landsting"),
            valid_from=date(2006, 1, 1),
            valid_to=date(2014, 12, 31),
            sources=read,
        ),
        OrganisationSummary(
            "orebro-lans-landsting",
            "Örebro läns landsting",
            "Örebro County Council",
            "county_council",
            "18",
            valid_to=date(2014, 12, 31),
        ),
        OrganisationSummary(
            "region-orebro-lan",
            "Region Örebro län",
            "Region Örebro County",
            "region",
            "18",
            valid_from=date(2015, 1, 1),
            body="Regionen leder länets utveckling.",
            sources=read,
        ),
        OrganisationSummary(
            "hallbar-samhallsbyggnad",
            "Hållbar samhällsbyggnad",
            "Sustainable community planning",
            "unit",
            parent="regionforbundet-orebro",
            valid_from=date(2013, 1, 1),
            valid_to=date(2014, 12, 31),
        ),
        *municipal,
    )


def _successions() -> tuple[SuccessionSummary, ...]:
    return (
        SuccessionSummary(
            "regionforbundet-till-region", "regionforbundet-orebro", "region-orebro-lan", "merge", date(2015, 1, 1)
        ),
        SuccessionSummary(
            "landsting-till-region", "orebro-lans-landsting", "region-orebro-lan", "merge", date(2015, 1, 1)
        ),
    )


def _plans() -> tuple[PlanSummary, ...]:
    read = (Source("https://example.se/plan", date(2026, 11, 23)),)
    return (
        PlanSummary(
            "rus-2022",
            "Regional utvecklingsstrategi 2022–2030",
            "Regional development strategy 2022–2030",
            "strategy",
            "region-orebro-lan",
            PlanStatus.ADOPTED,
            date(2022, 4, 28),
            date(2030, 12, 31),
            body=(
                "## Varför en strategi\n\nStrategin håller ihop länets utveckling. Den gäller **alla** "
                "aktörer.\n\n## Så följs den upp\n\nVarje år, med indikatorer."
            ),
            sources=read,
        ),
        PlanSummary(
            "energi-2017",
            "Energi- och klimatprogrammet 2017–2020",
            "",
            "programme",
            "region-orebro-lan",
            PlanStatus.ADOPTED,
            date(2017, 11, 1),
            None,
            body="Programmet gäller tills det ersätts.",
            sources=read,
        ),
        PlanSummary(
            "verksamhetsplan-2013",
            "Verksamhetsplan med budget 2013",
            "Operational plan with budget 2013",
            "operational_plan",
            "regionforbundet-orebro",
            PlanStatus.ENDED,
            date(2013, 1, 1),
            date(2013, 12, 31),
            "rus-2022",
            body="Nya frågor 2013.",
            body_en="New questions of 2013.",
            sources=read,
        ),
        PlanSummary("utkast", "Ett utkast", status=PlanStatus.DRAFT),
    )


def _goals() -> tuple[GoalSummary, ...]:
    inferred = (Source("https://example.se/mal", date(2026, 11, 23), inferred=True),)
    return (
        GoalSummary(
            "sveriges-hjarta",
            "rus-2022",
            "Sveriges hjärta, en attraktiv och pulserande region för alla",
            "The heart of Sweden, an attractive and vibrant region for all",
            "vision",
        ),
        GoalSummary(
            "minskade-utslapp",
            "energi-2017",
            "Minskade utsläpp av växthusgaser",
            "Lower emissions of greenhouse gases",
            responsible="region-orebro-lan",
            indicators=("carbon-dioxide",),
            targets=(
                _target(
                    "minskade-utslapp-2030",
                    "carbon-dioxide",
                    -60,
                    2030,
                    kind=TargetKind.CHANGE,
                    sense="at_most",
                    base=Period(2005),
                ),
            ),
            body="Utsläppen av växthusgaser ska minska med 60 procent till 2030, räknat från 2005.",
            sources=inferred,
        ),
        GoalSummary(
            "vaxande-lan",
            "rus-2022",
            "Ett växande län",
            "A growing county",
            responsible="region-orebro-lan",
            indicators=("population",),
            targets=(_target("vaxande-lan-2030", "population", 310000, 2030),),
        ),
        GoalSummary(
            "fler-i-arbete",
            "rus-2022",
            "Fler i arbete",
            "More in work",
            responsible="region-orebro-lan",
            indicators=("in-programme",),
            targets=(_target("fler-i-arbete-2020", "in-programme", 4.0, 2020, sense="at_most"),),
        ),
        GoalSummary(
            "alla-klarar-skolan",
            "rus-2022",
            "Alla klarar skolan",
            "",
            responsible="region-orebro-lan",
            indicators=("eligible-upper-secondary",),
            targets=(
                _target("alla-klarar-skolan-2030", "eligible-upper-secondary", 90.0, 2030),
                _target(
                    "alla-klarar-skolan-riket",
                    "eligible-upper-secondary",
                    None,
                    None,
                    kind=TargetKind.PEERS,
                    peers=("00",),
                    wording="Andelen behöriga ska vara högre än i riket.",
                ),
            ),
        ),
        GoalSummary(
            "lagre-arbetsloshet",
            "rus-2022",
            "Lägre arbetslöshet",
            "Lower unemployment",
            parent="fler-i-arbete",
            responsible="region-orebro-lan",
            indicators=("in-programme",),
            targets=(_target("lagre-arbetsloshet-2025", "in-programme", 3.0, 2025, sense="at_most"),),
        ),
        GoalSummary(
            "okad-innovationskraft",
            "rus-2022",
            "Ökad innovationskraft",
            "Greater power to innovate",
            indicators=("population",),
        ),
        GoalSummary(
            "langre-liv",
            "rus-2022",
            "Längre liv",
            "Longer lives",
            responsible="region-orebro-lan",
            indicators=("life-expectancy",),
        ),
        GoalSummary(
            "lagre-utslapp",
            "verksamhetsplan-2013",
            "Lägre utsläpp till 2030",
            "Lower emissions by 2030",
            responsible="regionforbundet-orebro",
            indicators=("carbon-dioxide",),
            targets=(_target("lagre-utslapp-2030", "carbon-dioxide", 700000, 2030, sense="at_most"),),
        ),
        GoalSummary(
            "farre-i-program",
            "verksamhetsplan-2013",
            "Färre i program till 2015",
            "Fewer in programmes by 2015",
            responsible="regionforbundet-orebro",
            targets=(_target("farre-i-program-2015", "in-programme", 4.0, 2015, sense="at_most"),),
        ),
        GoalSummary(
            "god-aldreomsorg",
            "verksamhetsplan-2013",
            "En god äldreomsorg",
            "Good care of the elderly",
            responsible="regionforbundet-orebro",
            successor="fler-i-arbete",
        ),
    )


def _actions() -> tuple[ActionSummary, ...]:
    leads = (
        CommitmentSummary("regionforbundet-orebro", "leads", date(2013, 12, 31)),
        CommitmentSummary("kumla-kommun", "takes_part"),
    )
    return (
        ActionSummary(
            "bilda-region",
            "verksamhetsplan-2013",
            "Bildande av Region i Örebro län 2015",
            "Forming of a Region in Örebro county 2015",
            "assignment",
            ActionStatus.DONE,
            ("fler-i-arbete",),
            date(2013, 1, 1),
            date(2013, 12, 31),
            1,
            leads,
            outcome="Regionen bildades den 1 januari 2015.",
            outcome_en="The region was formed on 1 January 2015.",
            sources=(Source("https://example.se/beslut", date(2026, 11, 23)),),
        ),
        ActionSummary(
            "bostadsforsorjning",
            "verksamhetsplan-2013",
            "Stöd till kommunerna i bostadsförsörjningsfrågan",
            "",
            "assignment",
            ActionStatus.UNKNOWN,
            commitments=leads[:1],
            order=2,
        ),
        ActionSummary(
            "laddplatser",
            "energi-2017",
            "Laddplatser i alla kommuner",
            "Charging points in every municipality",
            "measure",
            ActionStatus.UNDER_WAY,
            ("minskade-utslapp",),
            commitments=(
                CommitmentSummary("region-orebro-lan", "leads", date(2027, 12, 31)),
                CommitmentSummary("nora-kommun", "funds"),
            ),
            body="Minst en publik laddplats i varje tätort.",
            sources=(Source("https://example.se/laddplatser", inferred=True),),
        ),
    )


def _decisions() -> tuple[DecisionSummary, ...]:
    return (
        DecisionSummary(
            "antar-rus",
            "Strategin antas",
            "region-orebro-lan",
            date(2022, 4, 28),
            "The strategy is adopted",
            "71",
            "20RS1234",
            ("plan:rus-2022", "goal:vaxande-lan"),
        ),
    )
