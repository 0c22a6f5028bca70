"""Public addresses: the nouns of the glossary, in each language's own words."""

from malbild.vocabulary.text import Language

ADDRESSES: dict[str, tuple[str, str]] = {
    "start": ("/", "/en/"),
    "goals": ("/mal/", "/en/goals/"),
    "goal": ("/mal/{}/", "/en/goals/{}/"),
    "plans": ("/planer/", "/en/plans/"),
    "plan": ("/planer/{}/", "/en/plans/{}/"),
    "actions": ("/atgarder/", "/en/actions/"),
    "actions_by_status": ("/atgarder/status/{}/", "/en/actions/status/{}/"),
    "actions_by_organisation": ("/atgarder/organisation/{}/", "/en/actions/organisation/{}/"),
    "action": ("/atgarder/{}/", "/en/actions/{}/"),
    "organisations": ("/organisationer/", "/en/organisations/"),
    "organisation": ("/organisationer/{}/", "/en/organisations/{}/"),
    "municipalities": ("/kommuner/", "/en/municipalities/"),
    "municipality": ("/kommuner/{}/", "/en/municipalities/{}/"),
    "skills": ("/kompetens/", "/en/skills/"),
    "skills_gap": ("/kompetens/gap/", "/en/skills/gap/"),
    "skills_educations": ("/kompetens/utbildningar/", "/en/skills/educations/"),
    "skills_education": ("/kompetens/utbildningar/{}/", "/en/skills/educations/{}/"),
    "skills_occupations": ("/kompetens/yrken/", "/en/skills/occupations/"),
    "skills_occupation": ("/kompetens/yrken/{}/", "/en/skills/occupations/{}/"),
    "skill": ("/kompetens/formagor/{}/", "/en/skills/skill/{}/"),
    "skills_assessment": ("/kompetens/bedomning/", "/en/skills/assessment/"),
    "skills_reply": ("/kompetens/svar-pa-planeringsunderlag/", "/en/skills/reply-to-planning-basis/"),
    "skills_assessment_text": ("/kompetens/bedomning.md", "/en/skills/assessment.md"),
    "skills_reply_text": ("/kompetens/svar-pa-planeringsunderlag.md", "/en/skills/reply-to-planning-basis.md"),
    "future": ("/framtid/", "/en/future/"),
    "future_scenarios": ("/framtid/scenarier/", "/en/future/scenarios/"),
    "future_scenario": ("/framtid/scenarier/{}/", "/en/future/scenarios/{}/"),
    "future_questions": ("/framtid/vad-som-kravs/", "/en/future/what-it-would-take/"),
    "future_try": ("/framtid/prova/", "/en/future/try/"),
    "future_record": ("/framtid/facit/", "/en/future/track-record/"),
    "indicators": ("/indikatorer/", "/en/indicators/"),
    "indicator": ("/indikatorer/{}/", "/en/indicators/{}/"),
    "facts": ("/uppgifter/{}/{}/", "/en/facts/{}/{}/"),
    "findings": ("/anmarkningar/", "/en/findings/"),
    "glossary": ("/ordlista/", "/en/glossary/"),
    "method": ("/sa-bedoms-malen/", "/en/how-goals-are-judged/"),
    "accessibility": ("/tillganglighet/", "/en/accessibility/"),
    "about": ("/om/", "/en/about/"),
    "feed": ("/flode.xml", "/en/feed.xml"),
    "not_found": ("/404.html", "/en/404.html"),
}

# What is the same in both languages.
COMMON_ADDRESSES: dict[str, str] = {
    "dataset": "/data/{}.csv",
    "dataset_for_people": "/data/{}.excel.csv",
    "style": "/assets/style.css",
    "levers": "/assets/levers.js",
    "icon": "/assets/icon.svg",
    "robots": "/robots.txt",
    "sitemap": "/sitemap.xml",
}


def address(kind: str, language: Language, *key: str) -> str:
    """The public address of a page.

    >>> address("goal", "sv", "minskade-utslapp"), address("goal", "en", "minskade-utslapp")
    ('/mal/minskade-utslapp/', '/en/goals/minskade-utslapp/')
    """
    if kind in COMMON_ADDRESSES:
        return COMMON_ADDRESSES[kind].format(*key)
    return ADDRESSES[kind][0 if language == "sv" else 1].format(*key)
