"""Pages: one module a page; `keys` tells which there are, `view` what one of them says."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from malbild.publication.pages import (
    about,
    accessibility,
    action,
    actions,
    facts,
    findings,
    future,
    future_questions,
    future_record,
    future_scenarios,
    future_try,
    glossary,
    goal,
    goals,
    indicator,
    indicators,
    method,
    municipalities,
    municipality,
    not_found,
    organisation,
    organisations,
    plan,
    plans,
    skill,
    skills,
    skills_documents,
    skills_educations,
    skills_gap,
    skills_occupations,
    start,
)
from malbild.publication.site import Site
from malbild.publication.view import View


@dataclass(frozen=True, slots=True)
class PageKind:
    """One kind of page.

    keys   what there is a page about, each as the parts of its address
    view   what the page about a key says, in an edition
    """

    keys: Callable[[Site], Iterable[tuple[str, ...]]]
    view: Callable[..., View]


PAGES: dict[str, PageKind] = {
    "start": PageKind(start.keys, start.view),
    "goals": PageKind(goals.keys, goals.view),
    "goal": PageKind(goal.keys, goal.view),
    "plans": PageKind(plans.keys, plans.view),
    "plan": PageKind(plan.keys, plan.view),
    "actions": PageKind(actions.keys, actions.view),
    "actions_by_status": PageKind(actions.status_keys, actions.by_status),
    "actions_by_organisation": PageKind(actions.organisation_keys, actions.by_organisation),
    "action": PageKind(action.keys, action.view),
    "organisations": PageKind(organisations.keys, organisations.view),
    "organisation": PageKind(organisation.keys, organisation.view),
    "municipalities": PageKind(municipalities.keys, municipalities.view),
    "municipality": PageKind(municipality.keys, municipality.view),
    "skills": PageKind(skills.keys, skills.view),
    "skills_gap": PageKind(skills_gap.keys, skills_gap.view),
    "skills_educations": PageKind(skills_educations.keys, skills_educations.view),
    "skills_education": PageKind(skills_educations.education_keys, skills_educations.education),
    "skills_occupations": PageKind(skills_occupations.keys, skills_occupations.view),
    "skills_occupation": PageKind(skills_occupations.occupation_keys, skills_occupations.occupation),
    "skill": PageKind(skill.keys, skill.view),
    "skills_assessment": PageKind(skills_documents.keys, skills_documents.view_assessment),
    "skills_reply": PageKind(skills_documents.keys, skills_documents.view_reply),
    "future": PageKind(future.keys, future.view),
    "future_scenarios": PageKind(future_scenarios.keys, future_scenarios.view),
    "future_scenario": PageKind(future_scenarios.scenario_keys, future_scenarios.scenario),
    "future_questions": PageKind(future_questions.keys, future_questions.view),
    "future_try": PageKind(future_try.keys, future_try.view),
    "future_record": PageKind(future_record.keys, future_record.view),
    "indicators": PageKind(indicators.keys, indicators.view),
    "indicator": PageKind(indicator.keys, indicator.view),
    "facts": PageKind(facts.keys, facts.view),
    "findings": PageKind(findings.keys, findings.view),
    "glossary": PageKind(glossary.keys, glossary.view),
    "method": PageKind(method.keys, method.view),
    "accessibility": PageKind(accessibility.keys, accessibility.view),
    "about": PageKind(about.keys, about.view),
    "not_found": PageKind(not_found.keys, not_found.view),
}
