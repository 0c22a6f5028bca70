"""Records: a pupil as bytes and back, and a whole load as arrays."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from malbild.vocabulary.admission import NOWHERE, Applications, Programmes
from malbild.vocabulary.admission_year import Identity

_CHOICE = np.dtype([("programme", "<i4"), ("rank", "<i2"), ("merit", "<i4"), ("test_points", "<i4"), ("marks", "u1")])
_MARKS = ("first_hand", "free_quota", "late", "eligible")
_COLUMNS = ("programme", "rank", "merit", "test_points")
_NO_IDENTITY = Identity()


class Record(msgspec.Struct, array_like=True, frozen=True):
    """All that is known of a pupil; never printed.

    choices   rows of `_CHOICE`, in the order of the ranks; programmes by their place in the load's list
    """

    applicant: str
    name: str
    protected: bool
    municipality: str
    sex: str
    choices: bytes

    def __repr__(self) -> str:
        return "Record(…)"


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """A load as arrays, with the handles of its pupils in the same order.

    In `applications` those whose identity is protected have no municipality: no number by municipality tells of them.
    """

    applications: Applications
    programmes: Programmes
    handles: tuple[str, ...]


def encode(record: Record) -> bytes:
    """A record as bytes."""
    return msgspec.msgpack.encode(record)


def decode(content: bytes) -> Record:
    """A record from bytes."""
    return msgspec.msgpack.decode(content, type=Record)


def records(applications: Applications, identities: Mapping[str, Identity]) -> Iterator[Record]:
    """The record of each applicant."""
    rows = _rows(applications)
    counts = applications.asked.sum(axis=1)
    ends = np.cumsum(counts)
    for applicant, municipality, sex, end, count in zip(
        applications.applicants, applications.municipalities, applications.sexes, ends.tolist(), counts.tolist(),
        strict=True,
    ):  # fmt: skip
        who = identities.get(applicant, _NO_IDENTITY)
        yield Record(applicant, who.name, who.protected, municipality, sex, rows[end - count : end].tobytes())


def _rows(applications: Applications) -> NDArray[Any]:
    """All choices, applicant by applicant."""
    asked = applications.asked
    rows = np.zeros(int(asked.sum()), _CHOICE)
    sources: tuple[NDArray[Any], ...] = (
        applications.choices, applications.ranks, applications.merit, applications.test_points,
    )  # fmt: skip
    for name, source in zip(_COLUMNS, sources, strict=True):
        rows[name] = source[asked]
    marked = [getattr(applications, mark)[asked].astype(np.uint8) << bit for bit, mark in enumerate(_MARKS)]
    rows["marks"] = np.bitwise_or.reduce(marked)
    return rows


def state(kept: Sequence[tuple[str, Record]], programmes: Programmes) -> State:
    """The arrays of a load from its (handle, record) pairs, in the order of the applicants' ids."""
    ordered = sorted(kept, key=lambda one: one[1].applicant)
    rows: NDArray[Any] = np.frombuffer(b"".join(one.choices for _, one in ordered), _CHOICE)
    counts = np.array([len(one.choices) // _CHOICE.itemsize for _, one in ordered], np.int64)
    person = np.repeat(np.arange(len(ordered)), counts)
    column = np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)
    width = max(int(counts.max(initial=0)), 1)

    def matrix(values: NDArray[Any], kind: type[np.generic], empty: int = 0) -> NDArray[Any]:
        filled = np.full((len(ordered), width), empty, kind)
        filled[person, column] = values
        return filled

    def marked(mark: str) -> NDArray[np.bool_]:
        return matrix(rows["marks"] >> _MARKS.index(mark) & 1, np.bool_)

    applications = Applications(
        tuple(one.applicant for _, one in ordered),
        tuple("" if one.protected else one.municipality for _, one in ordered),
        tuple(one.sex for _, one in ordered),
        choices=matrix(rows["programme"], np.int32, NOWHERE), ranks=matrix(rows["rank"], np.int16),
        first_hand=marked("first_hand"), merit=matrix(rows["merit"], np.int32),
        test_points=matrix(rows["test_points"], np.int32, -1), free_quota=marked("free_quota"),
        late=marked("late"), eligible=marked("eligible"),
    )  # fmt: skip
    return State(applications, programmes, tuple(handle for handle, _ in ordered))
