"""Loading: applications come into the store, from files that were sent or made up; all of them or none."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from malbild.analysis.admission.county import APPLICANTS, county
from malbild.pupils import changes
from malbild.pupils.members import Person
from malbild.pupils.supply import Planning
from malbild.sources.admission import AdmissionFiles, Readable, read_admission, read_pupils
from malbild.vocabulary.admission_year import AdmissionYear, Identity
from malbild.vocabulary.finding import Finding
from malbild.vocabulary.problem import Refused


@dataclass(frozen=True, slots=True)
class Sent:
    """A file somebody sent: it stays in memory and never lies on a disk.

    name   what messages call it; not the sender's own name of it, which could tell of a pupil
    """

    name: str
    content: bytes = field(repr=False)

    def __str__(self) -> str:
        return self.name

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

    files   by name: applications and programmes; pupils if there is one
    """
    admission, problems = _admission(files["applications"], files["programmes"])
    identities: dict[str, Identity] = {}
    if "pupils" in files:
        identities, found = read_pupils(files["pupils"], admission.applications.applicants if admission else None)
        problems += found
    if admission is None or problems:
        raise Refused(problems)
    number = changes.load(
        by=by, key=year.key, applications=admission.applications, programmes=admission.programmes,
        identities=identities, planning=Planning(), digests=admission.digests,
    )  # fmt: skip
    ignored = tuple(name for names in admission.ignored.values() for name in names)
    return Loaded(number, len(admission.applications), len(admission.programmes), ignored)


def _admission(applications: Readable, programmes: Readable) -> tuple[AdmissionFiles | None, list[Finding]]:
    try:
        return read_admission(applications, programmes), []
    except Refused as refused:
        return None, list(refused.findings)


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
