"""Findings: what is wrong or doubtful in the tables and plans, for everybody to read."""

from collections.abc import Iterable

from malbild.publication.edition import Edition
from malbild.publication.site import Site
from malbild.publication.view import View
from malbild.vocabulary.finding import Severity


def keys(site: Site) -> Iterable[tuple[str, ...]]:
    """There is one list of findings."""
    yield ()


def view(edition: Edition) -> View:
    """Every finding, the gravest first."""
    groups = [
        (edition.t.plain(f"severity.{severity}"), [one for one in edition.site.findings if one.severity is severity])
        for severity in Severity
    ]
    lead = str(edition.t.counted("findings.lead", len(edition.site.findings)))
    return View(
        "findings.html", edition.t.plain("nav.findings"), lead,
        context={"lead": lead, "groups": [(name, found) for name, found in groups if found]},
    )  # fmt: skip
