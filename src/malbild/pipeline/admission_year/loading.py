"""Loading: applications come into the store, from files that were sent or made up; all of them or none."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from malbild.analysis.admission.county import APPLICANTS, county
from malbild.pipeline.admission.admit import read_year
from malbild.pupils import changes
from malbild.pupils.members import Person
from malbild.pupils.supply import Planning
from malbild.sources.admission import AdmissionFiles, Readable, read_pupils
from malbild.sources.admission.tables import read_need, read_prices, read_travel
from malbild.vocabulary.admission_year import AdmissionYear, Identity
from malbild.vocabulary.finding import Finding
from malbild.vocabulary.problem import Refused

Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Sent:
    """A file somebody sent: it stays in memory and never lies on a disk.

    name   what messages call it; not the sender's own name of it, which could tell of a pupil
    """

    name: str
    content: bytes = field(repr=False)

    def __str__(self) -> str:
        return self.name

    @property
    def suffix(self) -> str:
        """The end of its name, which tells CSV from JSON."""
        return self.name[self.name.rfind(".") :]

    def read_bytes(self) -> bytes:
        """What it holds."""
        return self.content


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came in: a load's number, how many applicants and programmes, and the columns nobody asked for."""

    number: int
    applicants: int
    programmes: int
    ignored: tuple[str, ...] = ()


def load_files(*, by: Person, year: AdmissionYear, files: Mapping[str, Readable]) -> Loaded:
    """Load a year from its files. Refused with every problem of all of them at once; then nothing is loaded.

    files   by name: applications and programmes; where there are any: grades, pupils, prices, travel and need
    """
    problems: list[Finding] = []
    read = _tried(lambda: _admission(files, year.year), problems)
    identities: dict[str, Identity] = {}
    if "pupils" in files:
        identities, found = read_pupils(files["pupils"], read.applications.applicants if read else None)
        problems += found
    planning = _planning(files, year.year, problems)
    if read is None or problems:
        raise Refused(problems)
    number = changes.load(
        by=by, key=year.key, applications=read.applications, programmes=read.programmes, identities=identities,
        planning=planning, digests=read.digests,
    )  # fmt: skip
    ignored = tuple(name for names in read.ignored.values() for name in names)
    return Loaded(number, len(read.applications), len(read.programmes), ignored)


def _admission(files: Mapping[str, Readable], year: int) -> AdmissionFiles:
    return read_year(files["applications"], files["programmes"], files.get("grades"), year=year)


def _planning(files: Mapping[str, Readable], year: int, problems: list[Finding]) -> Planning:
    """The tables places are planned by, those that were sent."""
    prices = _tried(lambda: read_prices(files["prices"], year), problems) if "prices" in files else None
    minutes = _tried(lambda: read_travel(files["travel"]), problems) if "travel" in files else None
    need = _tried(lambda: read_need(files["need"]), problems) if "need" in files else None
    return Planning(minutes or {}, prices or {}, need or {})


def _tried(read: Callable[[], Read], problems: list[Finding]) -> Read | None:
    """What was read; None when it is refused, and then its problems join the others."""
    try:
        return read()
    except Refused as refused:
        problems += refused.findings
        return None


def load_county(*, by: Person, key: str, seed: int, applicants: int = APPLICANTS) -> Loaded:
    """Load a county that is made up, with all that places are planned by."""
    made = county(seed, applicants=applicants)
    people = zip(made.applications.applicants, made.names, made.protected, strict=True)
    number = changes.load(
        by=by, key=key, applications=made.applications, programmes=made.programmes,
        identities={one: Identity(name, protected) for one, name, protected in people},
        planning=Planning(made.minutes, made.prices, made.need), digests={},
    )  # fmt: skip
    return Loaded(number, len(made.applications), len(made.programmes))
