"""How much of each form the forecast is made of: what would have done best on origins whose outcome is known."""

from functools import cache
from itertools import product

import numpy as np

from malbild.analysis.forecast.arrays import Floats
from malbild.analysis.forecast.forms import FORMS, LEARNT_YEARS, Record

BLENDED = (("cohort", 3), ("cohort", 10), ("cohort", 19), ("linear", 5), ("linear", 10), ("linear", 19))
PLACES = tuple(FORMS.index(one) for one in BLENDED)
PRIOR_ORIGINS = 5.0
"""Origins a record needs before it weighs as much as the prior."""
_STEPS = 5


def prior(horizon: int) -> Floats:
    """Weights before there is a record: cohorts of all windows for the first year, half of it long lines after ten.

    Chosen on the Swedish origins 1979–1994 (docs/methods/forecast_backtest.md).

    >>> prior(LEARNT_YEARS - 1).tolist()
    [0.0, 0.25, 0.25, 0.0, 0.25, 0.25]
    """
    lines = horizon / (LEARNT_YEARS - 1) / 2
    recent = max(0.0, 1 - horizon / 4) / 3
    older = (1 - lines - recent) / 2
    return np.array([recent, older, older, 0.0, lines / 2, lines / 2])


def weights(known: Record) -> Floats:
    """The weight of each blended form at each horizon, (horizon, form); each row sums to one.

    known   a record that holds nothing that was not known when the forecast is made
    """
    said = known.said[:, PLACES]
    errors = said / known.came[:, None] - 1
    learnt = [_best(errors[:, :, max(0, one - 1) : one + 2], one) for one in range(LEARNT_YEARS)]
    return np.stack(learnt)


def _best(errors: Floats, horizon: int) -> Floats:
    """The weights of one horizon, learnt from it and its neighbours, drawn towards the prior."""
    seen = np.isfinite(errors).all(axis=(1, 3)).sum() / errors.shape[2]
    if seen == 0:
        return prior(horizon)
    missed = np.abs(np.einsum("gf,ofha->goha", _mixtures(), errors))
    best = _mixtures()[np.nanmean(missed, axis=(1, 2, 3)).argmin()]
    return np.asarray((seen * best + PRIOR_ORIGINS * prior(horizon)) / (seen + PRIOR_ORIGINS))


@cache
def _mixtures() -> Floats:
    """Every way to give fifths to the blended forms."""
    parts = product(range(_STEPS + 1), repeat=len(BLENDED))
    return np.array([one for one in parts if sum(one) == _STEPS]) / _STEPS


def blend(said: Floats, learnt: Floats) -> Floats:
    """Totals as a weighted mean of forms, (…, form, year, area) to (…, year, area); far years use the last weights."""
    years = said.shape[-2]
    rows = learnt[np.minimum(np.arange(years), LEARNT_YEARS - 1)]
    return np.asarray(np.einsum("hf,...fha->...ha", rows, said[..., PLACES, :, :]))


def blended(past: Record) -> Floats:
    """What the blend would have said at every earlier origin, with the weights known then; (origin, horizon, area)."""
    each = [blend(said, weights(past.known_at(origin))) for origin, said in zip(past.origins, past.said, strict=True)]
    return np.stack(each) if each else past.came
