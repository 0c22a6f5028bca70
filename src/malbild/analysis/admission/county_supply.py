"""What the made-up county offers: municipalities on a plane, their schools, and programmes with places and prices."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from malbild.analysis.admission.fields import national_fields
from malbild.vocabulary.admission import Kind, Programmes, Selection

_SIZES = (0.46, 0.11, 0.08, 0.06, 0.05, 0.05, 0.04, 0.04, 0.03, 0.03, 0.03, 0.02)
_SCHOOLS = (13, 2, *[1] * 10)
_PROGRAMMES = (104, 18, 8, 7, 7, 6, 6, 5, 5, 5, 5, 4)
_WEIGHTS = {
    "EK": 15, "SA": 16, "NA": 13, "TE": 9, "ES": 6, "HU": 1.2, "BA": 5, "BF": 4, "EE": 6, "FS": 2.5, "FT": 4.5,
    "HT": 1.2, "HV": 2, "IN": 2, "NB": 3.5, "RL": 1.8, "VF": 1.5, "VO": 4, "IM": 3,
}  # fmt: skip
_PRICES = {
    "EK": 98, "SA": 97, "NA": 107, "TE": 112, "ES": 143, "HU": 100, "BA": 141, "BF": 114, "EE": 133, "FS": 108,
    "FT": 160, "HT": 128, "HV": 134, "IN": 166, "NB": 205, "RL": 165, "VF": 140, "VO": 122, "IM": 130,
}  # fmt: skip
_NEEDED = {"VO": 2.1, "IN": 1.9, "BF": 1.4, "RL": 1.4, "VF": 1.5, "FT": 1.2, "EE": 1.1, "BA": 1.1, "TE": 1.1}
_CLASSES = np.array([8, 12, 16, 20, 24, 28, 32, 48, 64, 96])
_TESTED = "ES"
_SPARE = 1.03  # places for each applicant


@dataclass(frozen=True, slots=True, eq=False)
class Supply:
    """The offer of the county.

    size         (municipality,); its share of the pupils
    at           (programme,); the municipality's number
    popularity   (programme,); in the unit of the noise of choices
    distance     (municipality, municipality); km
    """

    municipalities: tuple[str, ...]
    size: NDArray[np.float64]
    at: NDArray[np.int64]
    popularity: NDArray[np.float64]
    distance: NDArray[np.float64]
    programmes: Programmes
    minutes: dict[tuple[str, str], float]
    prices: dict[tuple[str, str], float]
    need: dict[str, float]


def supply(random: np.random.Generator, applicants: int) -> Supply:
    """Make up the offer for so many applicants."""
    municipalities = tuple(f"Påhittad kommun {chr(ord('A') + one)}" for one in range(len(_SIZES)))
    size = np.array(_SIZES) / sum(_SIZES)
    where = random.uniform(-60, 60, (len(_SIZES), 2)) * np.linspace(0.05, 1, len(_SIZES))[:, None]
    distance = np.linalg.norm(where[:, None] - where[None, :], axis=2)
    offers = sorted(_offers(random), key=_id)
    at = np.array([one[0] for one in offers])
    fields = tuple(one[2] for one in offers)
    popularity = np.log([_WEIGHTS[one] for one in fields]) - np.log(_siblings(offers)) + random.normal(0, 0.35, len(at))
    programmes = _programmes(offers, _places(popularity, size[at], applicants, fields), municipalities)
    return Supply(
        municipalities, size, at, popularity, distance, programmes,
        _minutes(municipalities, distance), _prices(random, municipalities, fields, at), _need(applicants),
    )  # fmt: skip


def _id(offer: tuple[int, int, str]) -> str:
    municipality, school, code = offer
    return f"{chr(ord('A') + municipality)}{school + 1:02d}-{code}"


def _offers(random: np.random.Generator) -> list[tuple[int, int, str]]:
    """(municipality, school, field) of every programme; each municipality has an introductory one."""
    codes = [one for one in _WEIGHTS if one != "IM"]
    weights = np.array([_WEIGHTS[one] for one in codes])
    found = set()
    for municipality, (schools, count) in enumerate(zip(_SCHOOLS, _PROGRAMMES, strict=True)):
        found.add((municipality, 0, "IM"))
        wanted = len(found) + count - 1
        while len(found) < wanted:
            code = codes[random.choice(len(codes), p=weights / weights.sum())]
            found.add((municipality, int(random.integers(schools)), code))
    return sorted(found)


def _siblings(offers: list[tuple[int, int, str]]) -> NDArray[np.float64]:
    """(programme,); how many programmes of the field its municipality has, to the root: they share those who wish."""
    same = [sum(one[0] == other[0] and one[2] == other[2] for other in offers) for one in offers]
    return np.sqrt(np.array(same, np.float64))


def _places(
    popularity: NDArray[np.float64], size: NDArray[np.float64], applicants: int, fields: tuple[str, ...]
) -> NDArray[np.int32]:
    """Places in classes of usual sizes, roughly where pupils are and what they like."""
    share = np.exp(0.75 * popularity) * size**0.55
    wished = _SPARE * applicants * share / share.sum()
    classes = _CLASSES[np.abs(_CLASSES[None, :] - wished[:, None]).argmin(axis=1)]
    introductory = np.array([one == "IM" for one in fields])
    return np.where(introductory, np.ceil(0.13 * applicants * size), classes).astype(np.int32)


def _programmes(
    offers: list[tuple[int, int, str]], places: NDArray[np.int32], municipalities: tuple[str, ...]
) -> Programmes:
    fields = tuple(code for _, _, code in offers)
    known = national_fields()
    introductory = np.array([known[one].kind is Kind.INTRODUCTORY for one in fields])
    return Programmes(
        ids=tuple(_id(one) for one in offers),
        places=places,
        free_quota_places=np.where((places >= 24) & ~introductory, places // 24, 0).astype(np.int32),
        selection=tuple(Selection.POINTS if one == _TESTED else Selection.MERIT for one in fields),
        schools=tuple(f"Påhittad skola {_id(one).split('-')[0]}" for one in offers),
        municipalities=tuple(municipalities[one] for one, _, _ in offers),
        fields=fields,
        kinds=tuple(known[one].kind for one in fields),
        names=tuple(f"{known[code].name.sv}, påhittad skola {_id(one).split('-')[0]}" for one, code in
                    zip(offers, fields, strict=True)),
    )  # fmt: skip


def _minutes(municipalities: tuple[str, ...], distance: NDArray[np.float64]) -> dict[tuple[str, str], float]:
    """By bus: about 50 km an hour, and ten minutes to get to it."""
    return {
        (home, host): float(round(10 + 1.2 * distance[one, other]))
        for one, home in enumerate(municipalities)
        for other, host in enumerate(municipalities)
        if one != other
    }


def _prices(
    random: np.random.Generator, municipalities: tuple[str, ...], fields: tuple[str, ...], at: NDArray[np.int64]
) -> dict[tuple[str, str], float]:
    """What a place costs where it is offered, around what such programmes usually cost."""
    offered = sorted(set(zip(at.tolist(), fields, strict=True)))
    return {
        (municipalities[one], code): float(round(1_000 * _PRICES[code] * random.normal(1.0, 0.05)))
        for one, code in offered
    }


def _need(applicants: int) -> dict[str, float]:
    """More of some fields than the young wish, and less of others, so that the two pull apart."""
    wished = {code: weight * _NEEDED.get(code, 0.8) for code, weight in _WEIGHTS.items() if code != "IM"}
    total = sum(wished.values())
    return {code: float(round(applicants * weight / total)) for code, weight in wished.items()}
