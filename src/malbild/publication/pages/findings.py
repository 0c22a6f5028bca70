"""Findings: what is wrong or doubtful in the tables and plans, for everybody to read."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape

from malbild.publication.edition import Edition, Named
from malbild.publication.site import Site
from malbild.publication.view import View
from malbild.vocabulary.finding import Finding, Severity

_PAGES = {"goals": "goal", "plans": "plan", "actions": "action"}


def keys(site: Site) -> Iterable[tuple[str, ...]]:
    """There is one list of findings."""
    yield ()


@dataclass(frozen=True, slots=True)
class RuleGroup:
    """The findings of one rule and severity; the remedy once, where it is the same for all."""

    rule: str
    title: str
    remedy: str
    lines: tuple[tuple[str, str, Markup], ...]


def view(edition: Edition) -> View:
    """Every finding by rule, the gravest first."""
    groups = [
        (edition.t.plain(f"severity.{severity}"), [one for one in edition.site.findings if one.severity is severity])
        for severity in Severity
    ]
    counts = Counter(one.severity for one in edition.site.findings)
    parts = [edition.t.counted(f"findings.count.{one}", counts[one]) for one in Severity if counts[one]]
    lead = edition.t.plain("findings.lead", parts=edition.listing(parts)) if parts else edition.t.plain("findings.none")
    told = [(name, len(found), _by_rule(found, edition)) for name, found in groups if found]
    return View("findings.html", edition.t.plain("nav.findings"), lead, context={"lead": lead, "groups": told})


def _by_rule(found: list[Finding], edition: Edition) -> list[RuleGroup]:
    rules = dict.fromkeys(one.rule for one in found)
    return [_group(rule, [one for one in found if one.rule == rule], edition) for rule in rules]


def _group(rule: str, found: list[Finding], edition: Edition) -> RuleGroup:
    remedies = {edition.say(one.remedy) for one in found}
    shared = remedies.pop() if len(remedies) == 1 else ""
    lines = tuple(
        (edition.say(one.message), "" if shared else edition.say(one.remedy), _place(one, edition)) for one in found
    )
    title = edition.site.rules.get(rule)
    return RuleGroup(rule, edition.say(title) if title else rule, shared, lines)


def _place(finding: Finding, edition: Edition) -> Markup:
    """Where a finding is: a link where the plan's object has a page, else the file and the cell."""
    folder, _, file = finding.place.file.partition("/")
    kind, id = _PAGES.get(folder, ""), file.removesuffix(".md")
    named = _named(edition.site, kind, id)
    if named is None:
        return escape(str(finding.place))
    return Markup('<a href="{}">{}</a>').format(edition.to(kind, id), edition.name(named))


def _named(site: Site, kind: str, id: str) -> Named | None:
    match kind:
        case "goal":
            return site.goals.get(id)
        case "plan":
            return site.plans.get(id)
        case "action":
            return site.actions.get(id)
    return None
