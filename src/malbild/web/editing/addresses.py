"""Addresses of the editors' pages, in each language's own words."""

from malbild.vocabulary.text import LANGUAGES, Language

ROOTS: dict[Language, str] = {"sv": "redigera/", "en": "en/edit/"}
PATHS: dict[str, tuple[str, str]] = {
    "mine": ("", ""),
    "skills": ("kompetens/", "skills/"),
    "sign_in": ("logga-in/", "sign-in/"),
    "sign_out": ("logga-ut/", "sign-out/"),
    "style": ("stil.css", "style.css"),
    "admission": ("antagning/", "admission/"),
    "goal": ("mal/{}/", "goals/{}/"),
    "goal_new": ("nytt-mal/", "new-goal/"),
    "goal_history": ("mal/{}/historik/", "goals/{}/history/"),
    "target": ("mal/{}/malvarde/{}/", "goals/{}/targets/{}/"),
    "target_new": ("mal/{}/nytt-malvarde/", "goals/{}/new-target/"),
    "action": ("atgarder/{}/", "actions/{}/"),
    "action_new": ("ny-atgard/", "new-action/"),
    "action_from_row": ("ny-atgard/rad/{}/", "new-action/row/{}/"),
    "action_history": ("atgarder/{}/historik/", "actions/{}/history/"),
    "commitment": ("atgarder/{}/atagande/{}/", "actions/{}/commitments/{}/"),
    "commitment_new": ("atgarder/{}/nytt-atagande/", "actions/{}/new-commitment/"),
}


def to(kind: str, language: Language, *key: object) -> str:
    """The address of an editors' page.

    >>> to("target", "sv", "utslapp", "utslapp-2030"), to("goal", "en", "utslapp")
    ('/redigera/mal/utslapp/malvarde/utslapp-2030/', '/en/edit/goals/utslapp/')
    """
    return f"/{ROOTS[language]}{PATHS[kind][LANGUAGES.index(language)].format(*key)}"
