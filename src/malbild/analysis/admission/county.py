"""A county that is made up: pupils with grades, wishes and programmes of a realistic size, to try an admission on.

Nothing of it is taken from real persons, schools or places; who shows it must say so (`GENERATED`). Everything follows
from a seed. The pupils' merit and eligibility follow from their grades by the dated rules, as those of real pupils do.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from malbild.analysis.admission.county_supply import Supply, supply
from malbild.analysis.admission.merit import with_grades
from malbild.vocabulary.admission import NOWHERE, Applications, Grades, Kind, Programmes, Selection
from malbild.vocabulary.text import Text

GENERATED = Text(
    "Detta län är påhittat av ett datorprogram. Inga elever, skolor eller kommuner finns i verkligheten.",
    "This county is made up by a computer program. None of its pupils, schools or municipalities exists.",
)
YEAR = 2024
APPLICANTS = 3_800
OUTSIDE = "Kommun utanför länet (påhittad)"
SUBJECTS = (
    "swedish", "english", "mathematics", "biology", "physics", "chemistry", "technology", "geography", "history",
    "religion", "civics", "art", "home_economics", "sport", "music", "crafts",
)  # fmt: skip
_SCALE = np.array(["F", "E", "D", "C", "B", "A"])
_STEPS = (-1.45, -0.75, -0.2, 0.4, 1.05)  # where one grade ends and the next begins, in deviations of the year
_MOST_CHOICES = 6


@dataclass(frozen=True, slots=True, eq=False)
class County:
    """A county's year of admission.

    applications   with merit and eligibility as the grades give them
    names          (applicant,); made up and to be seen as such
    protected      (applicant,); whether her identity is protected
    grades         by applicant
    minutes        travel time from one municipality to another
    prices         SEK a pupil and year, by municipality and field
    need           places a year that working life would need, by field
    """

    applications: Applications
    programmes: Programmes
    names: tuple[str, ...]
    protected: tuple[bool, ...]
    grades: dict[str, Grades]
    minutes: dict[tuple[str, str], float]
    prices: dict[tuple[str, str], float]
    need: dict[str, float]


def county(seed: int = 1, *, applicants: int = APPLICANTS) -> County:
    """Make up a county; the same seed makes the same.

    >>> one = county(applicants=50)
    >>> len(one.applications), len(one.programmes), one.names[0]
    (50, 180, 'Påhittad Elev 0001')
    """
    random = np.random.default_rng(seed)
    offered = supply(random, applicants)
    pupils = _pupils(random, offered, applicants)
    wishes = _wishes(random, offered, pupils)
    sheets = dict(zip(pupils.ids, _grades(random, pupils.ability), strict=True))
    applications = _applications(random, offered, pupils, wishes)
    return County(
        with_grades(applications, offered.programmes, sheets, YEAR),
        offered.programmes,
        tuple(f"Påhittad Elev {one + 1:04d}" for one in range(applicants)),
        tuple(_some(random, applicants, 0.002)[:, 0].tolist()),
        sheets, offered.minutes, offered.prices, offered.need,
    )  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class _Pupils:
    """home is a municipality's number, or as many as there are for those from outside; ability is in deviations."""

    ids: tuple[str, ...]
    home: NDArray[np.int64]
    girl: NDArray[np.bool_]
    ability: NDArray[np.float64]


def _pupils(random: np.random.Generator, offered: Supply, count: int) -> _Pupils:
    home = random.choice(len(offered.municipalities), count, p=offered.size)
    home[random.random(count) < 0.03] = len(offered.municipalities)
    girl = random.random(count) < 0.49
    return _Pupils(
        tuple(f"pahittad-{one + 1:04d}" for one in range(count)), home, girl,
        random.normal(size=count) + np.where(girl, 0.2, -0.2),
    )  # fmt: skip


def _grades(random: np.random.Generator, ability: NDArray[np.float64]) -> list[Grades]:
    level = ability[:, None] * 0.75 + random.normal(size=(len(ability), len(SUBJECTS) + 1)) * 0.45 - 0.05
    letters = _SCALE[np.searchsorted(_STEPS, level)]
    second_language, studies = random.random(len(ability)) < 0.12, random.random(len(ability)) < 0.8
    dances = random.random(len(ability)) < 0.003
    found = []
    for row, other, language, dance in zip(
        letters.tolist(), second_language.tolist(), studies.tolist(), dances.tolist(), strict=True
    ):
        sheet = dict(zip(SUBJECTS, row, strict=False))
        if other:
            sheet = {"swedish_second_language": sheet.pop("swedish"), **sheet}
        if dance:
            del sheet["technology"], sheet["crafts"]
        found.append(Grades(sheet, (row[-1],) if language else (), "dance" if dance else ""))
    return found


def _wishes(random: np.random.Generator, offered: Supply, pupils: _Pupils) -> NDArray[np.int32]:
    """(applicant, choice); by what is popular, near, and fits; who will hardly be eligible also asks for the
    introductory programme of her municipality."""
    preparatory = np.array([one is Kind.PREPARATORY for one in offered.programmes.kinds])
    introductory = np.array([one is Kind.INTRODUCTORY for one in offered.programmes.kinds])
    far = offered.distance[np.minimum(pupils.home, len(offered.municipalities) - 1)][:, offered.at] / 14.0
    taste = np.where(preparatory, 1.0, -1.0)[None, :] * pupils.ability[:, None] * 0.9
    liked = offered.popularity[None, :] + taste - far + random.gumbel(size=far.shape)
    weak = pupils.ability < -0.9
    liked[:, introductory] = np.where(weak[:, None], 8.0 - 4 * far[:, introductory], -np.inf)
    order = np.argsort(-liked, axis=1)[:, :_MOST_CHOICES].astype(np.int32)
    length = random.integers(3, _MOST_CHOICES + 1, len(order))
    order[np.arange(_MOST_CHOICES)[None, :] >= length[:, None]] = NOWHERE
    return _introductory_last(order, introductory)


def _introductory_last(choices: NDArray[np.int32], introductory: NDArray[np.bool_]) -> NDArray[np.int32]:
    """The same choices with the introductory ones after the national."""
    weight = np.where(choices < 0, 2, introductory[choices].astype(np.int64))
    return np.take_along_axis(choices, np.argsort(weight, axis=1, kind="stable"), axis=1)


def _applications(
    random: np.random.Generator, offered: Supply, pupils: _Pupils, choices: NDArray[np.int32]
) -> Applications:
    shape, asked = choices.shape, choices >= 0
    tested = np.array([one is not Selection.MERIT for one in offered.programmes.selection])
    points = np.where(random.random(shape) < 0.9, np.round(50 + 18 * random.normal(size=shape)).clip(1, 100), -1)
    first_hand = (pupils.home < len(offered.municipalities))[:, None] & asked
    everywhere = (*offered.municipalities, OUTSIDE)
    return Applications(
        pupils.ids, tuple(everywhere[one] for one in pupils.home), tuple("K" if one else "M" for one in pupils.girl),
        choices=choices, ranks=np.where(asked, np.arange(1, shape[1] + 1), 0).astype(np.int16),
        first_hand=first_hand, merit=np.zeros(shape, np.int32),
        test_points=np.where(tested[choices] & asked & (points > 0), points * 100, -1).astype(np.int32),
        free_quota=asked & _some(random, shape[0], 0.015), late=asked & _some(random, shape[0], 0.012), eligible=asked,
    )  # fmt: skip


def _some(random: np.random.Generator, count: int, share: float) -> NDArray[np.bool_]:
    """(applicant, 1); whether she is one of a few."""
    return np.asarray(random.random((count, 1)) < share)
