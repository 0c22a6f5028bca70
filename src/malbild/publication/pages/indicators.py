"""Indicators: what is measured, with the latest figure for the county."""

from collections.abc import Iterable

from markupsafe import Markup

from malbild.publication.edition import Edition
from malbild.publication.figure import latest
from malbild.publication.site import Site
from malbild.publication.view import View


def keys(site: Site) -> Iterable[tuple[str, ...]]:
    """There is one list of indicators."""
    yield ()


def view(edition: Edition) -> View:
    """Every indicator that has figures."""
    site, county = edition.site, edition.site.region.county
    rows = []
    for identity, indicator in site.indicators.items():
        series = site.series(identity, county)
        fact = latest(edition, series) if series else None
        shown = edition.fact(fact) if fact else Markup("")
        rows.append((indicator, shown, edition.period(fact.period) if fact else ""))
    lead = str(edition.t.counted("indicators.lead", len(rows)))
    return View("indicators.html", edition.t.plain("nav.indicators"), lead, context={"lead": lead, "rows": rows})
