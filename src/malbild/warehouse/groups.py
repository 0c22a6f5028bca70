"""Groups: a table's further dimensions brought to one code per figure, the same whatever the source calls it."""

import re

import numpy as np

from malbild.vocabulary.cube import TOTAL
from malbild.vocabulary.table import Codes

WOMEN, MEN = "women", "men"
_FIXED = {"area", "period", "measure"}
_SEX_DIMENSIONS = {"sex", "gender", "kon", "kön"}
_SEX = {
    "k": WOMEN, "kvinnor": WOMEN, "women": WOMEN, "female": WOMEN, "2": WOMEN,
    "m": MEN, "män": MEN, "men": MEN, "male": MEN, "1": MEN,
    "t": TOTAL, "1+2": TOTAL,
}  # fmt: skip
_TOTAL = re.compile(r"|tot|totalt?|totsa|samtliga|alla?|summa", re.IGNORECASE)
_UNSAFE = re.compile(r"[\s,/\\?#&]+")


def group_of(dimension: str, code: str) -> str:
    """The code of one dimension's value; empty when it is the dimension's total.

    >>> group_of("kon", "K"), group_of("sex", "1+2"), group_of("age_group", "16–24 år")
    ('women', '', 'age_group=16–24_år')
    """
    plain = code.strip()
    if dimension.lower() in _SEX_DIMENSIONS and plain.lower() in _SEX:
        sex = _SEX[plain.lower()]
        return "" if sex == TOTAL else sex
    if _TOTAL.fullmatch(plain):
        return ""
    return f"{dimension}={_UNSAFE.sub('_', plain)}"


def groups(coordinates: dict[str, Codes], size: int) -> Codes:
    """One code per figure from all further dimensions, a comma between; "total" where every one is at its total.

    Sex stands first and the others by their names, so that tables that turn their dimensions agree.

    >>> sex, age = np.array(["K", "T"]), np.array(["0-4", "total"])
    >>> list(map(str, groups({"age": age, "sex": sex}, 2)))
    ['women,age=0-4', 'total']
    """
    joined: Codes = np.full(size, "", dtype=np.str_)
    for dimension in sorted(coordinates.keys() - _FIXED, key=lambda name: (name.lower() not in _SEX_DIMENSIONS, name)):
        found, where = np.unique(coordinates[dimension], return_inverse=True)
        named = np.array([group_of(dimension, str(code)) for code in found], dtype=np.str_)[where]
        comma = np.where((joined != "") & (named != ""), ",", "")
        joined = np.char.add(np.char.add(joined, comma), named)
    return np.where(joined == "", TOTAL, joined)
