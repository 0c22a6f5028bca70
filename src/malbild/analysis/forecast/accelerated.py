"""The same year under JAX, compiled: `steering.led_year` and nothing of its own. Needs the extra `accelerated`."""

from functools import partial

import jax
import numpy as np

from malbild.analysis.forecast.arrays import Floats
from malbild.analysis.forecast.rates import Chances, Destinations, Rates
from malbild.analysis.forecast.steering import Movers, led_year

for _kind, _fixed in ((Chances, ()), (Rates, ()), (Movers, ()), (Destinations, ("starts",))):
    _fields = [one for one in _kind.__dataclass_fields__ if one not in _fixed]
    jax.tree_util.register_dataclass(_kind, data_fields=_fields, meta_fields=list(_fixed))

_compiled = jax.jit(partial(led_year, xp=jax.numpy))


def led(population: Floats, given: Chances, births: Floats, totals: Floats, movers: Movers) -> Floats:
    """A year of a block of draws on whatever device JAX finds, given back as an array of NumPy."""
    return np.asarray(_compiled(population, given, births, totals, movers))
