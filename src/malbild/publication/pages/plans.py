"""Plans: those that hold today and the earlier ones, as one line through time."""

from collections.abc import Iterable

from malbild.publication.edition import Edition
from malbild.publication.plan_rows import plan_lines
from malbild.publication.site import Site
from malbild.publication.view import View


def keys(site: Site) -> Iterable[tuple[str, ...]]:
    """There is one list of plans."""
    yield ()


def view(edition: Edition) -> View:
    """Every public plan."""
    lines = plan_lines(edition)
    holding, ended = [one for one in lines if one.holds], [one for one in lines if not one.holds]
    lead = edition.t.counted("plans.lead", len(holding), ended=len(ended))
    return View(
        "plans.html", edition.t.plain("nav.plans"), str(lead), section="plans",
        context={"lead": lead, "holding": holding, "ended": ended},
    )  # fmt: skip
