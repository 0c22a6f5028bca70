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

    population      (draw, area, sex, age)
    share           (draw, area, sex, age, education); one draw that stands for all as long as they do not differ
    participation   (area, sex, age, education)
    """

    population: Floats
    share: Floats
    participation: Floats

    @property
    def taking_part(self) -> Floats:
        """Of the people of a cell, those who have an education and take part."""
        return np.asarray(self.share * self.participation)

    @property
    def force(self) -> Floats:
        """The labour force, (draw, area, education)."""
        return together(self.population, self.taking_part)


def together(people: Floats, parts: Floats) -> Floats:
    """People (draw, area, sex, age) times parts (draw, area, sex, age, education), summed to (draw, area, education).

    Parts that all draws have in common have one draw; they make one matrix product an area, and that is most of what
    makes the labour market quick.
    """
    cells = people.shape[-2] * people.shape[-1]
    flat, by_cell = people.reshape(*people.shape[:2], cells), parts.reshape(*parts.shape[:2], cells, parts.shape[-1])
    if len(parts) == 1:
        return np.asarray(np.moveaxis(np.moveaxis(flat, 1, 0) @ by_cell[0], 0, 1))
    return np.asarray((flat[:, :, None] @ by_cell)[:, :, 0])


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
    """Every change of the labour force over a year by name, (draw, area, education); only `trained` may be negative.

    No share and no participation is negative, so that what is above and below zero can be told before it is summed.
    """
    people, share, part = _a_year_younger(before)
    gain, rise = after.population - people, after.participation - part
    old = (np.arange(people.shape[-1]) >= RETIRING_FROM)[:, None]
    took_part = share * part
    return {
        "came": together(np.maximum(gain, 0), took_part),
        "gone": together(np.maximum(-gain, 0), took_part),
        "trained": together(after.population, (after.share - share) * part),
        "entered": together(after.population, after.share * np.maximum(rise, 0)),
        "withdrew": together(after.population, after.share * np.where(old, 0, np.maximum(-rise, 0))),
        "retired": together(after.population, after.share * np.where(old, np.maximum(-rise, 0), 0)),
    }


def _a_year_younger(one: Workforce) -> tuple[Floats, Floats, Floats]:
    """Population, share and participation of each cohort before it reached its age; the newborn were nobody."""
    people = np.concatenate([np.zeros_like(one.population[..., :1]), one.population[..., :-1]], axis=-1)
    share = np.concatenate([one.share[..., :1, :], one.share[..., :-1, :]], axis=-2)
    part = np.concatenate([np.zeros_like(one.participation[..., :1, :]), one.participation[..., :-1, :]], axis=-2)
    return people, share, part
