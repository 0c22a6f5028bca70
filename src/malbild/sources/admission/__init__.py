"""The files of an admission: who applies for what (applications.csv) and what is offered (programmes.csv).

Kept by the admission office of a region; not published, since applications are personal data of children. Columns,
values and limits: docs/reference/admission-files.md. Messages tell rows and never what stands in them.
"""

from dataclasses import dataclass

from malbild.sources.admission.applications import parse_applications
from malbild.sources.admission.columns import Columns, Readable, read_columns
from malbild.sources.admission.problems import Problems
from malbild.sources.admission.programmes import parse_programmes
from malbild.sources.admission.pupils import read_pupils
from malbild.sources.admission.replies import read_replies
from malbild.vocabulary.admission import Applications, Programmes
from malbild.vocabulary.problem import Refused

__all__ = ["AdmissionFiles", "Readable", "read_admission", "read_pupils", "read_replies"]


@dataclass(frozen=True, slots=True, eq=False)
class AdmissionFiles:
    """What two files hold, with their digests and the columns nobody asked for."""

    applications: Applications
    programmes: Programmes
    digests: dict[str, str]
    ignored: dict[str, tuple[str, ...]]


def read_admission(applications: Readable, programmes: Readable) -> AdmissionFiles:
    """Read both files, or refuse with every problem of both at once (`Refused`)."""
    of_programmes, of_applications = Problems(str(programmes)), Problems(str(applications))
    offered = read_columns(programmes, of_programmes)
    supply = parse_programmes(offered, of_programmes)
    asked = read_columns(applications, of_applications)
    demand = parse_applications(asked, _ids(offered, supply), of_applications)
    if supply is None or demand is None:
        raise Refused([*of_programmes.findings(), *of_applications.findings()])
    return AdmissionFiles(
        demand, supply,
        digests={"applications": asked.digest, "programmes": offered.digest},
        ignored={"applications": asked.ignored(), "programmes": offered.ignored()},
    )  # fmt: skip


def _ids(offered: Columns, supply: Programmes | None) -> tuple[str, ...] | None:
    """The ids applications may name; those of a file with problems still tell which choices are unknown."""
    if supply is not None:
        return supply.ids
    return offered.text("programme_id")[0] if offered.has("programme_id") else None
