"""Fetch: SMHI's workbook for one substance, kept as it came."""

import hashlib

from malbild.sources.client import Client
from malbild.sources.pace import Pace
from malbild.sources.smhi.query import Query
from malbild.vocabulary.provenance import Provenance, Snapshot

ADDRESS = "https://nationellaemissionsdatabasen.smhi.se/api/getexcelfile/"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PUBLISHER = "SMHI, Nationella emissionsdatabasen"
_PACE = Pace(1, 2.0)


def fetch(query: Query, client: Client, *, address: str = ADDRESS) -> Snapshot:
    """The workbook for the whole country. Raises SourceFailed when SMHI does not answer with one."""
    client.learn_pace(address, _PACE)
    code = query.substance.code
    client.tell(f"SMHI {code}", 0, 1)
    answer = client.get(f"{address}?county=0&municipality=0&sub={code}", expects="workbook")
    client.tell(f"SMHI {code}", 1, 1)
    provenance = Provenance(
        PUBLISHER, f"Utsläpp till luft: {query.substance.name.sv}", answer.address, None, client.clock.utc().date(),
        digest=hashlib.sha256(answer.content).hexdigest(),
    )  # fmt: skip
    return Snapshot(f"smhi-{code}.xlsx", answer.content, WORKBOOK, provenance)
