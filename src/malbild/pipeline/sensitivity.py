"""Which lever matters for which goal: plan and tables in, the ranked answers out."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from malbild.analysis.forecast.aims import Aim
from malbild.analysis.forecast.futures import drawn, outlook
from malbild.analysis.forecast.sensitivity import sensitivities
from malbild.pipeline.aim import aim_of, aims_of_plan
from malbild.pipeline.project import history_of, tables_of
from malbild.vocabulary.finding import Finding, Place, Severity
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.scenario import Sensitivity
from malbild.vocabulary.text import Text


@dataclass(frozen=True)
class Ranked:
    """The goals, and every goal's answer to every lever, the lever that moves it most first."""

    aims: tuple[Aim, ...]
    found: tuple[Sensitivity, ...]
    origin: int

    def of(self, aim: Aim) -> tuple[Sensitivity, ...]:
        """The levers of one goal, ranked."""
        return tuple(one for one in self.found if one.goal == aim.id)


def rank(folder: Path, goals: Sequence[str] = (), population: Path | None = None) -> Ranked:
    """What moves goals most; all of the plan's that the forecast reaches when none are named. Raises Refused."""
    history = history_of(tables_of(folder, population))
    aims = [aim_of(one, folder, history) for one in goals] if goals else aims_of_plan(folder, history)
    if not aims:
        raise Refused(
            [
                Finding(
                    "input.goal",
                    Severity.ERROR,
                    Place(str(folder)),
                    Text(
                        "Framskrivningen når inget av planens målvärden.",
                        "The forecast reaches none of the plan's targets.",
                    ),
                    Text(
                        'Skriv forecast = "population" i filen för den indikator som är folkmängd, eller nämn ett mål.',
                        'Write forecast = "population" in the file of the indicator that is that, or name a goal.',
                    ),
                )
            ]
        )
    futures = drawn(outlook(history, max(one.year for one in aims)), draws=0, seed=0)
    return Ranked(tuple(aims), tuple(sensitivities(futures, aims)), history.years[-1])
