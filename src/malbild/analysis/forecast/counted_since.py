"""Totals counted after the tables end: each draw's growth, from the last total that is known.

    N′_t = N_counted(s) · exp( m_t + κ·(g_t − m_t) ),   g_t = log N_t/N_s

s is the last counted year, m_t the median of g_t over the draws, κ = WIDER. docs/decisions/0056 tells why, and
docs/methods/forecast_backtest.md how well it does.
"""

import numpy as np

from malbild.analysis.forecast.arrays import Floats

WIDER = 1.4
"""By how much growth from the last counted total is spread wider than drawn: what 21 counties' own misses asked for."""


def grown(totals: Floats, last: int, counted: float, wider: float = WIDER) -> Floats:
    """A total in every year and draw, grown from what was counted in one of the years.

    totals    (year, draw) as drawn
    last      the place of the last counted year
    counted   persons that year

    >>> grown(np.array([[100.0, 110.0], [121.0, 121.0]]), 0, 200.0, wider=1.0).round(6).tolist()
    [[200.0, 200.0], [242.0, 220.0]]
    """
    growth = np.log(np.maximum(totals, 1) / np.maximum(totals[last], 1))
    middle = np.median(growth, axis=1, keepdims=True)
    return np.asarray(counted * np.exp(middle + wider * (growth - middle)))
