"""What a labour market cannot be reckoned from, told before it is tried."""

from collections.abc import Iterator

import numpy as np

from malbild.analysis.forecast.arrays import Floats
from malbild.analysis.forecast.labour.jobs import asked
from malbild.analysis.forecast.labour.model import Labour
from malbild.vocabulary.assumptions import Assumptions
from malbild.vocabulary.finding import Finding, Place, Severity
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.text import Text


def refuse_what_cannot_be(a: Labour, given: Assumptions, population: Floats) -> None:
    """Refuse tables that are each right and together are not; population (area, sex, age) at the origin."""
    found = [*_jobs(a, given), *_asked(a, given, population), *_used(a, given), *_programmes(given)]
    if found:
        raise Refused(found)


def refuse_year(a: Labour, given: Assumptions) -> None:
    """Refuse a year in which somebody of the open age takes part, or more jobs close than there are."""
    found = [*_ages(a, given), *_closures(a, given)]
    if found:
        raise Refused(found)


MOST_APART = 2.0
"""How many times as many people may work as there are jobs, or the other way about, before the tables do not fit."""


def fits(persons_per_job: Floats, given: Assumptions) -> None:
    """Refuse jobs and people of different worlds; persons_per_job (area)."""
    apart = np.maximum(persons_per_job, 1 / np.maximum(persons_per_job, 1e-9)) > MOST_APART
    if apart.any():
        raise Refused(_finding("jobs-do-not-fit", "jobs", given.members["area"][area], Text(
            f"{persons_per_job[area]:.2f} personer arbetar för varje jobb, enligt tabellerna över boende, pendling och "
            "jobb.", f"{persons_per_job[area]:.2f} people work for each job, by the tables of residents, commuting and "
            "jobs."), Text("Se efter att de är från samma år och räknar samma personer.",
            "See that they are of the same year and count the same persons."))
            for area in np.flatnonzero(apart))  # fmt: skip


def _jobs(a: Labour, given: Assumptions) -> Iterator[Finding]:
    for area in np.flatnonzero(a.jobs.sum(-1) <= 0):
        yield _finding("no-jobs", "jobs", given.members["area"][area], Text(
            "Området har inga jobb alls.", "The area has no jobs at all."), Text(
            "Fyll i dem, eller slå ihop området med det där folk arbetar.",
            "Fill them in, or join the area with the one where people work."))  # fmt: skip


def _asked(a: Labour, given: Assumptions, population: Floats) -> Iterator[Finding]:
    """Nobody may have an education that no job in the area asks for: the bridge would call them all unemployed."""
    people = (population[..., None] * a.education * a.participation).sum(axis=(-3, -2))
    for area, one in np.argwhere((asked(a.jobs, a.occupations, a.requirements) <= 0) & (people > 0)):
        cell = f"{given.members['area'][area]}, {given.members['education'][one]}"
        yield _finding("bridge", "requirements", cell, Text(
            f"{people[area, one]:.0f} personer har utbildningen, men inget jobb i området frågar efter den.",
            f"{people[area, one]:.0f} people have the education, but no job in the area asks for it."), Text(
            "Ge den en andel i något yrke, eller slå ihop den med en annan grupp.",
            "Give it a share in some occupation, or join it with another group."))  # fmt: skip


def _used(a: Labour, given: Assumptions) -> Iterator[Finding]:
    for one, rule in enumerate(given.words["rule"]):
        if rule == "public" and not a.use[one].any():
            yield _finding("use", "use", given.members["industry"][one], Text(
                "Näringsgrenen följer vad åldrarna använder, men ingen ålder använder den.",
                "The industry follows what ages use, but no age uses it."), Text(
                "Fyll i hur mycket varje ålder använder.", "Fill in how much each age uses."))  # fmt: skip


def _ages(a: Labour, given: Assumptions) -> Iterator[Finding]:
    if a.participation[..., -1, :].any():
        yield _finding("open-age", "participation", given.members["age"][-1] + "+", Text(
            "Den öppna åldern är i arbetskraften, så ingen kan följas till sitt utträde.",
            "The open age is in the labour force, so that nobody can be followed until leaving."), Text(
            "Skriv noll för den, välj åldrar för antagandet, eller ge befolkningen högre åldrar.",
            "Write zero for it, select ages for the lever, or give the population higher ages."))  # fmt: skip


def _closures(a: Labour, given: Assumptions) -> Iterator[Finding]:
    for area, one in np.argwhere(a.announced < -a.staffing * a.jobs):
        cell = f"{given.members['area'][area]}, {given.members['industry'][one]}"
        jobs, closed = a.staffing[area, one] * a.jobs[area, one], -a.announced[area, one]
        yield _finding("scenario-negative", "announced", cell, Text(
            f"{closed:.0f} jobb försvinner, men det finns bara {jobs:.0f}.",
            f"{closed:.0f} jobs go, but there are only {jobs:.0f}."), Text(
            "Dra ifrån färre, eller välj område och näringsgren.",
            "Take away fewer, or select area and industry."))  # fmt: skip


def _programmes(given: Assumptions) -> Iterator[Finding]:
    for name, age in zip(given.members["programme"], given.words["age"], strict=True):
        if int(age) >= len(given.members["age"]):
            yield _finding("programme", "programmes", name, Text(
                f"Åldern {age} finns inte i befolkningen.", f"The age {age} is not in the population."), Text(
                "Rätta åldern.", "Correct the age."))  # fmt: skip


def _finding(rule: str, table: str, cell: str, message: Text, remedy: Text) -> Finding:
    return Finding(f"input.{rule}", Severity.ERROR, Place(f"labour/{table}.csv", cell=cell), message, remedy)
