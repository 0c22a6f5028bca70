"""Let the areas of a country come to what is said of the country, at the end year: through migration, as all totals.

    factor    = said of the country at the end year / the areas' middle totals then, summed
    centre'   = centre · factor^(t / T)            year t of T ahead

The middle totals bend towards it evenly from the first year on and are reached at the last; in between the areas keep
what their own past says, for matching every year would pull them away from it. The cohorts are led to the totals by
more or fewer movers (`steering.py`), so no cell is scaled and every year's account still closes.
"""

from dataclasses import replace

import numpy as np

from malbild.analysis.forecast.futures import Outlook


def reconciled(ahead: Outlook, country: float) -> Outlook:
    """An outlook whose areas sum to what is said of the country (persons) in its last year."""
    years = len(ahead.years)
    factor = country / ahead.centre[-1].sum()
    bend = factor ** (np.arange(1, years + 1) / years)
    return replace(ahead, centre=ahead.centre * bend[:, None])
