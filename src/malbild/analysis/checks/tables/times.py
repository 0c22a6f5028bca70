"""Times: stamps older than their figures, and gaps in series."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from malbild.analysis.checks.rule import Rule
from malbild.analysis.checks.tables.examination import Examination
from malbild.analysis.checks.tables.grid import area_name, span_of
from malbild.analysis.checks.tables.report import gathered
from malbild.vocabulary.finding import Finding, Severity
from malbild.vocabulary.period import Period
from malbild.vocabulary.text import Text, day, listing

_MOSTLY = 0.6
_LONG = 5


def _check_stamp(exam: Examination) -> Iterator[Finding]:
    stamp = exam.table.declaration.provenance.published
    spans = [span for code in exam.grid.members["period"] if (span := span_of(code))]
    if stamp is None or not spans:
        return
    newest = max(spans, key=lambda one: (one.last.first_day, one.last.last_day))
    over = newest.last.last_day if newest.last.months in (3, 4) else newest.last.first_day
    if newest.split or stamp >= over:
        return
    yield Finding(
        "table.stale-stamp", Severity.WARNING, exam.whole,
        Text(f"Tabellen säger sig vara uppdaterad {day(stamp)} men har siffror för {newest.last}.",
             f"The table says it was updated {day(stamp, 'en')} but has figures for {newest.last}."),
        Text("Lita inte på stämpeln: ange dagen då tabellen lästes, eller fråga källan när den uppdaterades.",
             "Do not trust the stamp: give the day the table was read, or ask the source when it was updated."),
    )  # fmt: skip


def _check_gaps(exam: Examination) -> Iterator[Finding]:
    everywhere: Counter[tuple[str, tuple[Period, ...]]] = Counter()
    series = 0
    holes: dict[tuple[str, tuple[Period, ...]], tuple[int, str]] = {}
    for measure in exam.grid.measures:
        for cells in exam.grid.series(measure).values():
            series += 1
            missing = _missing([span.last for span, _ in cells])
            if missing:
                everywhere[measure, missing] += 1
                holes.setdefault((measure, missing), (cells[0][1], exam.grid.code(cells[0][1], "area")))
    yield from gathered([_gap(exam, holes[key], key[1], everywhere[key]) for key in holes])


def _missing(periods: list[Period]) -> tuple[Period, ...]:
    """The periods left out of a series that otherwise comes in even steps; none where steps vary as a rule."""
    kinds = {one.kind for one in periods}
    if len(periods) < _LONG or len(kinds) > 1:
        return ()
    steps = [two.ordinal - one.ordinal for one, two in pairwise(periods)]
    usual, times = Counter(steps).most_common(1)[0]
    if usual < 1 or times < _MOSTLY * len(steps):
        return ()
    return tuple(
        one.shifted(usual * step)
        for one, gap in zip(periods, steps, strict=False) if gap > usual and gap % usual == 0
        for step in range(1, gap // usual)
    )  # fmt: skip


def _gap(exam: Examination, hole: tuple[int, str], missing: tuple[Period, ...], times: int) -> Finding:
    cell, code = hole
    names = listing([str(one) for one in missing[:6]], "sv")
    names_en = listing([str(one) for one in missing[:6]], "en")
    where_sv = area_name(code) if times == 1 else f"{times} serier"
    where_en = area_name(code) if times == 1 else f"{times} series"
    return Finding(
        "table.gap", Severity.NOTE, exam.place(cell),
        Text(f"{where_sv}: serien saknar {names}.", f"{where_en}: the series lacks {names_en}."),
        Text("Hämta perioden, eller skriv i anteckningarna varför den saknas; ett diagram ska visa ett uppehåll.",
             "Fetch the period, or write in the notes why it is missing; a chart shall show an interruption."),
    )  # fmt: skip


STALE_STAMP = Rule(
    "table.stale-stamp", Severity.WARNING,
    Text("Stämpeln är äldre än siffrorna", "The stamp is older than the figures"),
    Text("Dagen då sidan säger sig vara uppdaterad ligger före den nyaste periodens början, eller "
         "innan ett kvartal eller tertial är slut.",
         "The day the page says it was updated lies before the newest period begins, or before a quarter or tertial "
         "is over."),
    Text("Den som litar på stämpeln tror att siffrorna är äldre än de är, och missar att de har ändrats.",
         "Whoever trusts the stamp takes the figures to be older than they are, and misses that they have changed."),
    Text("”Senast uppdaterad 2011-06-30” över siffror för 2014.", "“Last updated 2011-06-30” above figures for 2014."),
    Text("Ange dagen då tabellen lästes, och fråga källan.", "Give the day the table was read, and ask the source."),
    _check_stamp,
)  # fmt: skip

GAP = Rule(
    "table.gap", Severity.NOTE,
    Text("Lucka i serien", "A gap in the series"),
    Text("En serie som annars kommer i jämna steg saknar en eller flera perioder.",
         "A series that otherwise comes in even steps lacks one or more periods."),
    Text("En linje dras rakt över luckan, och en förändring över två år läses som om den skedde på ett.",
         "A line is drawn straight across, and a change over two years is read as one over one."),
    Text("2014, 2015, 2016, 2018: 2017 saknas.", "2014, 2015, 2016, 2018: 2017 is missing."),
    Text("Hämta perioden, eller skriv varför den saknas.", "Fetch the period, or write why it is missing."),
    _check_gaps,
)  # fmt: skip
