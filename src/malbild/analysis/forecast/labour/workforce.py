"""Who is in the labour force, and how it got to be so: every change of a cohort has its name.

With everything in the cell of the age reached, *before* the cohort a year younger:

    labour_force = population · share · participation
    came, gone   = (population − population before) · share before · participation before, above and below zero
    trained      = population · (share − share before) · participation before
    entered      = population · share · (participation − participation before), above zero
    withdrew, retired = the same below zero, before fifty-five and after

so that labour_force = labour_force before + came − gone + trained + entered − withdrew − retired, exactly.
"""

from dataclasses import dataclass

import numpy as np

from malbild.analysis.forecast.arrays import Floats

RETIRING_FROM = 55
"""From this age on, leaving the labour force is counted as retiring."""


@dataclass(frozen=True)
class Workforce:
    """People of one year with what they know and whether they take part.

    population      (…, area, sex, age)
    share           (…, area, sex, age, education)
    participation   (area, sex, age, education)
    """

    population: Floats
    share: Floats
    participation: Floats

    @property
    def force(self) -> Floats:
        """The labour force, (…, area, sex, age, education)."""
        return np.asarray(self.population[..., None] * self.share * self.participation)


def delayed(participation: Floats, delay: Floats) -> Floats:
    """Participation when leaving after fifty-five is put off.

    participation (area, sex, age, education); delay, years (area, sex, education)
    At 55 and above people take part as those did who were `delay` years younger, never as those below 55; nobody of
    the open age takes part, however long it is put off.
    """
    if not delay.any():
        return participation
    ages = np.arange(participation.shape[-2])[:, None]
    old = (ages >= RETIRING_FROM) & (ages < len(ages) - 1)
    younger = np.where(old, np.maximum(ages - delay[..., None, :], RETIRING_FROM), ages)
    whole = np.floor(younger).astype(int)
    further = np.minimum(whole + 1, participation.shape[-2] - 1)
    part = younger - whole
    low = np.take_along_axis(participation, whole, axis=-2)
    return np.asarray(low * (1 - part) + np.take_along_axis(participation, further, axis=-2) * part)


def flows(before: Workforce, after: Workforce) -> dict[str, Floats]:
    """Every change of the labour force over a year by name, (…, area, sex, age, education).

    Only `trained` may be negative.
    """
    people, share, part = _a_year_younger(before)
    moved = (after.population - people)[..., None] * share * part
    changed = after.population[..., None] * after.share * (after.participation - part)
    old = (np.arange(people.shape[-1]) >= RETIRING_FROM)[:, None]
    return {
        "came": np.maximum(moved, 0),
        "gone": np.maximum(-moved, 0),
        "trained": after.population[..., None] * (after.share - share) * part,
        "entered": np.maximum(changed, 0),
        "withdrew": np.where(old, 0, np.maximum(-changed, 0)),
        "retired": np.where(old, np.maximum(-changed, 0), 0),
    }


def _a_year_younger(one: Workforce) -> tuple[Floats, Floats, Floats]:
    """Population, share and participation of each cohort before it reached its age; the newborn were nobody."""
    people = np.concatenate([np.zeros_like(one.population[..., :1]), one.population[..., :-1]], axis=-1)
    share = np.concatenate([one.share[..., :1, :], one.share[..., :-1, :]], axis=-2)
    part = np.concatenate([np.zeros_like(one.participation[..., :1, :]), one.participation[..., :-1, :]], axis=-2)
    return people, share, part
