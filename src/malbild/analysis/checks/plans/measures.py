"""Measures: goals that nobody can follow up, targets that cannot be, and series that have ended."""

from collections.abc import Iterator

from malbild.analysis.checks.plans.examination import PlanExamination
from malbild.analysis.checks.rule import Rule
from malbild.vocabulary.finding import Finding, Severity
from malbild.vocabulary.period import Period
from malbild.vocabulary.text import Text

_SILENT_YEARS = 3


def _check_measure(exam: PlanExamination) -> Iterator[Finding]:
    parents = {one.parent for one in exam.register.goals if one.parent}
    for goal in exam.goals():
        if goal.kind == "vision" or goal.id in parents:
            continue
        if not goal.indicators and not goal.targets:
            yield Finding(
                "plan.goal-without-measure", Severity.WARNING, exam.place("goals", goal.id, "indicators"),
                Text(f"Målet {goal.name!r} har varken indikator eller målvärde.",
                     f"The goal {goal.name!r} has neither an indicator nor a target."),
                Text("Välj en indikator, eller lägg målet under ett som har en.",
                     "Choose an indicator, or put the goal under one that has one."),
            )  # fmt: skip
        elif not goal.targets:
            yield Finding(
                "plan.goal-without-measure", Severity.NOTE, exam.place("goals", goal.id, "targets"),
                Text(f"Målet {goal.name!r} mäts men har inget målvärde.", f"The goal {goal.name!r} is measured but "
                                                                          f"has no target."),
                Text("Besluta ett målvärde med år, så kan målet bedömas.", "Decide a target with its year, so that "
                                                                           "it can be judged."),
            )  # fmt: skip


def _check_targets(exam: PlanExamination) -> Iterator[Finding]:
    for goal in exam.register.goals:
        for target in goal.targets:
            if target.base and target.due and target.due <= target.base:
                yield Finding(
                    "plan.target-before-base", Severity.ERROR, exam.place("goals", goal.id, f"targets {target.id}"),
                    Text(f"Målvärdet ska nås {target.due} men räknas från {target.base}.",
                         f"The target is due {target.due} but counted from {target.base}."),
                    Text("Rätta basåret eller målåret.", "Correct the base or the due period."),
                )  # fmt: skip


def _check_ended(exam: PlanExamination) -> Iterator[Finding]:
    for goal in exam.goals():
        for indicator in dict.fromkeys((*goal.indicators, *(one.indicator for one in goal.targets))):
            last = (exam.last_periods or {}).get(indicator)
            if last is not None and _silent(last, exam):
                name = exam.indicator(indicator)
                yield Finding(
                    "plan.indicator-ended", Severity.WARNING, exam.place("goals", goal.id, "indicators"),
                    Text(f"Indikatorn {name.sv} har inga siffror efter {last}.",
                         f"The indicator {name.en} has no figures after {last}."),
                    Text("Se efter om källan har bytt serie; annars välj en indikator som lever.",
                         "See whether the source has changed series; else choose an indicator that is alive."),
                )  # fmt: skip


def _silent(last: Period, exam: PlanExamination) -> bool:
    return (exam.today - last.last_day).days > 366 * _SILENT_YEARS


GOAL_WITHOUT_MEASURE = Rule(
    "plan.goal-without-measure", Severity.WARNING,
    Text("Mål utan mått", "A goal without its measure"),
    Text("Ett gällande mål har varken indikator eller målvärde, och inga delmål. Har det indikator men inget "
         "målvärde är det en "
         "upplysning. Visioner och mål i avslutade planer räknas inte.",
         "A goal in force has neither indicator nor target, and no goals below it. With an indicator but no target "
         "it is a note. "
         "Visions and goals of ended plans do not count."),
    Text("Ingen kan säga hur det går.", "Nobody can say how it is going."),
    Text("”Länet ska vara attraktivt.”", "“The county shall be attractive.”"),
    Text("Välj en indikator och besluta ett målvärde.", "Choose an indicator and decide a target."),
    _check_measure,
)  # fmt: skip

TARGET_BEFORE_BASE = Rule(
    "plan.target-before-base", Severity.ERROR,
    Text("Målåret ligger före basåret", "The target is due before its base"),
    Text("Ett målvärde ska nås tidigare än, eller samma period som, den period det räknas från.",
         "A target is due earlier than, or in, the period it is counted from."),
    Text("Målet kan inte bedömas.", "The target cannot be judged."),
    Text("−60 procent till 2003, räknat från 2005.", "−60 per cent by 2003, counted from 2005."),
    Text("Rätta basåret eller målåret.", "Correct the base or the due period."),
    _check_targets,
)  # fmt: skip

INDICATOR_ENDED = Rule(
    "plan.indicator-ended", Severity.WARNING,
    Text("Indikatorns serie har upphört", "The indicator's series has ended"),
    Text("Ett gällande mål följs med en indikator vars senaste siffra är äldre än tre år.",
         "A goal in force is followed by an indicator whose newest figure is more than three years old."),
    Text("Bedömningen bygger på läget för flera år sedan.", "The judgement rests on how things were years ago."),
    Text("Serien slutade 2019 när registret byttes.", "The series ended in 2019 when the register was replaced."),
    Text("Byt till den serie som ersatt den, med ett tidsseriebrott.", "Change to the series that replaced it, with "
                                                                       "a break."),
    _check_ended,
)  # fmt: skip
