"""Propose how many places each programme should have, from files, and write it as a document to decide on."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from malbild import __version__
from malbild.analysis.admission.compensation import PricesLacking
from malbild.analysis.admission.dimensioning import (
    Demand,
    NoProposal,
    Proposal,
    as_it_is,
    demand_of,
    frontier,
    offers_of,
)
from malbild.pipeline.admission.admit import YEAR, read_year
from malbild.pipeline.admission.compensation import lacking
from malbild.pipeline.admission.decision import Conditions, Decision, document
from malbild.pipeline.admission.folder import insist_on_ours, whole
from malbild.pipeline.matching import need_by_programme
from malbild.publication.printouts import printout
from malbild.sources.admission.tables import read_expected, read_need, read_prices, read_travel
from malbild.vocabulary.admission import Programmes
from malbild.vocabulary.finding import Finding, Place, Severity
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.text import LANGUAGES, Text

FILES = ("proposal.json", *(f"proposal.{one}.{kind}" for one in LANGUAGES for kind in ("md", "html")))
WEIGHTS = (0.0, 0.25, 0.5, 0.75, 1.0)
NO_NEED = Finding(
    "admission.need", Severity.ERROR, Place("--need"),
    Text("Inget säger vad arbetslivet behöver.", "Nothing says what working life needs."),
    Text("Ge en tabell med --need, eller en regions mapp med kompetenstabeller med --region.",
         "Give a table with --need, or a region's folder with tables of skills with --region."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlacesFiles:
    """The files a proposal of places is made from; those that are None are not used.

    need     working life's need by field; without it that of the skills tables in `region`
    region   a region's folder
    """

    applications: Path
    programmes: Path
    prices: Path
    need: Path | None = None
    travel: Path | None = None
    expected: Path | None = None
    region: Path | None = None


def propose_files(files: PlacesFiles, out: Path, conditions: Conditions, *, year: int = YEAR) -> Decision:
    """Propose places and write the document in both languages, and as JSON; whole or not at all."""
    insist_on_ours(out, FILES)
    decision = decide(files, conditions, year=year)
    with whole(out, FILES) as folder:
        told = {"software": f"malbild {__version__}"} | _plain(decision)
        (folder / "proposal.json").write_bytes(msgspec.json.format(msgspec.json.encode(told), indent=2) + b"\n")
        for language in LANGUAGES:
            text = document(decision, language)
            (folder / f"proposal.{language}.md").write_text(text, encoding="utf-8")
            title = text.split("\n", 1)[0].removeprefix("# ")
            html = "".join(printout(title, [text], language))
            (folder / f"proposal.{language}.html").write_text(html, encoding="utf-8")
    return decision


def decide(files: PlacesFiles, conditions: Conditions, *, year: int = YEAR) -> Decision:
    """The proposal with what there is today and the frontier to compare with."""
    read = read_year(files.applications, files.programmes, year=year)
    prices, need = read_prices(files.prices, year), _need(files)
    minutes = read_travel(files.travel) if files.travel else {}
    expected = read_expected(files.expected) if files.expected else None
    return decision_of(
        read.programmes, conditions, prices, need, minutes,
        demand_of(read.applications, read.programmes, expected=expected), files.prices,
    )  # fmt: skip


def _need(files: PlacesFiles) -> dict[str, float]:
    if files.need:
        return read_need(files.need)
    found = need_by_programme(files.region, date.today()) if files.region else {}
    if not found:
        raise Refused([NO_NEED])
    return found


def decision_of(
    programmes: Programmes,
    conditions: Conditions,
    prices: dict[tuple[str, str], float],
    need: dict[str, float],
    minutes: dict[tuple[str, str], float],
    demand: list[Demand],
    path: Path | None = None,
) -> Decision:
    """As `decide`, from what a store holds.

    path   of the prices, to be named where one is lacking
    """
    try:
        offers = offers_of(programmes, prices, least=conditions.least, more=conditions.more)
    except PricesLacking as error:
        raise Refused(lacking(path, error)) from error
    within, seconds = conditions.within_minutes, conditions.seconds
    places = dict(zip(programmes.ids, programmes.places.tolist(), strict=True))
    today = as_it_is(offers, demand, need, places, minutes=minutes, within_minutes=within)
    budget = today.cost_sek * (1 + conditions.budget_share) if conditions.budget_sek is None else conditions.budget_sek
    try:
        proposal, *others = frontier(
            offers, demand, need, weights=(conditions.weight, *WEIGHTS), budget_sek=budget, minutes=minutes,
            within_minutes=within, stay=conditions.stay, seconds=seconds,
        )  # fmt: skip
    except NoProposal as error:
        raise Refused([_none(str(error))]) from error
    return Decision(programmes, conditions, budget, today, proposal, tuple(others), need)


def _plain(decision: Decision) -> dict[str, Any]:
    proposal: Proposal = decision.proposal
    return {
        "conditions": decision.conditions, "budget_sek": decision.budget_sek, "today": decision.today,
        "proposal": proposal, "frontier": decision.frontier, "actions": decision.actions,
    }  # fmt: skip


def _none(message: str) -> Finding:
    return Finding(
        "input.no_proposal", Severity.ERROR, Place(),
        Text(f"Inget förslag möter villkoren ({message}).", f"No proposal meets the conditions ({message})."),
        Text("Höj budgeten, minska den minsta klassen eller ge lösaren mer tid.",
             "Raise the budget, lower the smallest class or give the solver more time."),
    )  # fmt: skip
