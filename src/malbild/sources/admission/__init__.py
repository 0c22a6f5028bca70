"""The files of an admission: who applies for what (applications.csv) and what is offered (programmes.csv).

Kept by the admission office of a region; not published, since applications are personal data of children. Columns,
values and limits: docs/reference/admission-files.md. Messages tell rows and never what stands in them.
"""

from collections.abc import Collection
from dataclasses import dataclass

from malbild.sources.admission.applications import parse_applications
from malbild.sources.admission.columns import Columns, Readable, read_columns
from malbild.sources.admission.grades import parse_grades
from malbild.sources.admission.problems import Problems
from malbild.sources.admission.programmes import parse_programmes
from malbild.sources.admission.pupils import read_pupils
from malbild.vocabulary.admission import Applications, Grades, Programmes
from malbild.vocabulary.problem import Refused

__all__ = ["MOST_MERIT", "SCALE", "AdmissionFiles", "Readable", "read_admission", "read_pupils"]
MOST_MERIT = 340.0
SCALE = ("A", "B", "C", "D", "E", "F")


@dataclass(frozen=True, slots=True, eq=False)
class AdmissionFiles:
    """What the files hold, with their digests and the columns nobody asked for.

    grades   by applicant; empty without a file of grades
    """

    applications: Applications
    programmes: Programmes
    grades: dict[str, Grades]
    digests: dict[str, str]
    ignored: dict[str, tuple[str, ...]]


def read_admission(
    applications: Readable,
    programmes: Readable,
    grades: Readable | None = None,
    *,
    most_merit: float = MOST_MERIT,
    scale: Collection[str] = SCALE,
) -> AdmissionFiles:
    """Read the files, or refuse with every problem of all of them at once (`Refused`).

    grades       where merit shall follow from grades; the applications need no merit then
    most_merit   the highest merit value there is
    scale        the grades there are
    """
    of_programmes, of_applications = Problems(str(programmes)), Problems(str(applications))
    of_grades = Problems(str(grades or ""))
    offered = read_columns(programmes, of_programmes)
    supply = parse_programmes(offered, of_programmes)
    sheets, digest = parse_grades(grades, scale, of_grades) if grades else ({}, "")
    asked = read_columns(applications, of_applications)
    demand = parse_applications(
        asked, _ids(offered, supply), of_applications, most_merit=most_merit, graded=sheets if grades else None
    )
    if supply is None or demand is None or of_grades:
        findings = (one.findings() for one in (of_programmes, of_applications, of_grades))
        raise Refused([finding for each in findings for finding in each])
    return AdmissionFiles(
        demand, supply, sheets,
        digests={"applications": asked.digest, "programmes": offered.digest} | ({"grades": digest} if grades else {}),
        ignored={"applications": asked.ignored(), "programmes": offered.ignored()},
    )  # fmt: skip


def read_offer(programmes: Readable) -> dict[str, str]:
    """The names of what is offered, by id; or `Refused` with every problem of the file."""
    problems = Problems(str(programmes))
    supply = parse_programmes(read_columns(programmes, problems), problems)
    if supply is None:
        raise Refused(problems.findings())
    return dict(zip(supply.ids, supply.names, strict=True))


def _ids(offered: Columns, supply: Programmes | None) -> tuple[str, ...] | None:
    """The ids applications may name; those of a file with problems still tell which choices are unknown."""
    if supply is not None:
        return supply.ids
    return offered.text("programme_id")[0] if offered.has("programme_id") else None
