"""A picture of the future to draw pages of: made-up numbers, with the real county's first and last totals."""

import numpy as np

from malbild.vocabulary.cube import TOTAL, Series
from malbild.vocabulary.future import Alternative, AskedOf, Basis, Course, FuturePicture
from malbild.vocabulary.indicator import Indicator
from malbild.vocabulary.period import Period
from malbild.vocabulary.projection import Projection
from malbild.vocabulary.scenario import Lever, Scenario, Sensitivity
from malbild.vocabulary.text import Text
from malbild.vocabulary.track_record import ForecastScore, KeptForecast, Outcome, Said, ScoredForecast, TrackRecord
from malbild.vocabulary.unit import Unit

LEVELS = (0.1, 0.25, 0.5, 0.75, 0.9)
MEASURES = {
    TOTAL: ("Folkmängd", "Population", 272_513.0, 308_116.0),
    "working": ("Arbetsföra åldrar (20–64 år)", "Working ages (20–64)", 152_000.0, 170_300.0),
    "children": ("Barn och unga (0–19 år)", "Children and young people (0–19)", 66_000.0, 71_100.0),
    "oldest": ("80 år och äldre", "Aged 80 and over", 13_100.0, 18_200.0),
}
LAST = Period(2036)


def sample_future() -> FuturePicture:
    """The county by age and two municipalities, three scenarios, a question and a forecast that was kept."""
    courses = {("18", measure): _course("18", measure, 1.0) for measure in MEASURES}
    courses |= {(code, TOTAL): _course(code, TOTAL, share) for code, share in (("1880", 0.52), ("1864", 0.014))}
    return FuturePicture(
        Basis("ages", 2015, 1968, 21, 500, 1, "0", Text("påhittade tabeller", "made-up tables"), 2023),
        courses,
        _record(),
        tuple(_alternative(one, courses) for one in (0.97, 0.98, 1.02)),
        (_scenario("electrification", "Elektrifiering", "Electrification", "emissions/shares", 1.5),),
        (_question(),),
    )


def _course(area: str, measure: str, share: float) -> Course:
    swedish, english, first, last = MEASURES[measure]
    name = Text(swedish, english)
    indicator = Indicator(f"population-{measure}", name, name, Unit("person"))
    periods = tuple(Period(year) for year in range(2005, 2024))
    values = np.linspace(first, last, len(periods)) * share
    series = Series(indicator, area, TOTAL, periods, values, np.full(len(periods), ""))
    return Course(series, projection(last * share), projection(last * 0.96, 2015) if share == 1.0 else None)


def projection(start: float, origin: int = 2023) -> Projection:
    """Futures that grow evenly and widen."""
    ahead = np.arange(1, LAST.year - origin + 1)
    middle = start * 1.003**ahead
    wide = np.array([-1.28, -0.67, 0.0, 0.67, 1.28])
    quantiles = middle[:, None] * (1 + 0.01 * np.sqrt(ahead)[:, None] * wide)
    return Projection(Period(origin), tuple(Period(origin + int(one)) for one in ahead), LEVELS, quantiles, "made up")


def _alternative(factor: float, courses: dict[tuple[str, str], Course]) -> Alternative:
    names = {0.97: "Svagare arbetsmarknad", 0.98: "Lägre barnafödande", 1.02: "En stor arbetsgivare kommer"}
    english = {0.97: "Weaker labour market", 0.98: "Lower fertility", 1.02: "A large employer arrives"}
    scenario = _scenario(f"factor-{factor:g}".replace(".", "-"), names[factor], english[factor], "migration/in", factor)
    changed = {measure: projection(MEASURES[measure][3] * factor) for measure in MEASURES}
    return Alternative(scenario, changed, ("labour/growth",) if factor == 0.97 else ())


def _scenario(id: str, swedish: str, english: str, path: str, value: float) -> Scenario:
    lever = Lever(path, "multiply", value, {"age": "20-64"}, 2, "Antagande: så. / Assumption: so.")
    return Scenario(id, Text(swedish, english), Text("Påhittat <för> proven.", "Made up <for> the tests."), (lever,))


def _question() -> AskedOf:
    told = Text("folkmängden är minst 308 116 år 2036", "the population is at least 308,116 in 2036")
    ranked = tuple(
        Sensitivity("total", "person", Lever(path, "multiply", 1.1, {}, 0, ""), 320_000.0, effect, usual, "up")
        for path, effect, usual in (
            ("migration/in", 2_400.0, 900.0),
            ("fertility", 1_100.0, None),
            ("mortality", -300.0, 20.0),
        )
    )
    sought = Text("För 80 procent krävs inflyttning +12 procent.", "For 80 per cent: moves in +12 per cent.")
    return AskedOf("total", told, 0.62, sought, ranked, ours=False)


def _record() -> TrackRecord:
    what, caveat = Text("folkmängd", "population"), Text("Mätt på annat sätt.", "Measured otherwise.")
    figures = tuple(
        Said(what, "18", Period(year), 300_000.0, low=298_000.0, high=302_000.0, caveat=caveat)
        for year in range(2014, 2044)
    )
    kept = KeptForecast("old", Text("En gammal prognos", "An old forecast"), "SCB", Period(2013), figures=figures)
    came = {Period(year): 301_000.0 for year in range(2014, 2024)}
    outcomes = tuple(Outcome(one, came.get(one.period), 299_000.0, 299_500.0) for one in figures)
    score = ForecastScore("population", 5, 10, -1000.0, 1000.0, 0.3, 1.0, "linear", 1500.0, 0.33)
    sentence = Text("10 av 30 uppgifter har ett utfall.", "10 of 30 figures have an outcome.")
    return TrackRecord((ScoredForecast(kept, outcomes, (score,), sentence),), sentence)
