"""Addresses of the planners' pages, in each language's own words; none tells of a pupil."""

from malbild.vocabulary.text import LANGUAGES, Language
from malbild.web.editing.addresses import to as to_editing

PATHS: dict[str, tuple[str, str]] = {
    "years": ("", ""),
    "style": ("stil.css", "style.css"),
    "year_new": ("nytt-ar/", "new-year/"),
    "year": ("{}/", "{}/"),
    "calendar": ("{}/kalender/", "{}/calendar/"),
    "load": ("{}/las-in/", "{}/load/"),
    "seed": ("{}/lottens-fro/", "{}/seed/"),
    "run": ("{}/kor/{}/", "{}/run/{}/"),
    "results": ("{}/omgang/{}/", "{}/rounds/{}/"),
    "export": ("{}/omgang/{}/{}.csv", "{}/rounds/{}/{}.csv"),
    "pupils": ("{}/elever/", "{}/pupils/"),
    "pupil": ("{}/elever/{}/", "{}/pupils/{}/"),
    "what_if": ("{}/tank-om/", "{}/what-if/"),
    "places": ("{}/platser/", "{}/places/"),
    "document": ("{}/platser/underlag/", "{}/places/document/"),
    "take": ("{}/platser/till-planen/", "{}/places/to-the-plan/"),
    "log": ("{}/logg/", "{}/log/"),
}


def to(kind: str, language: Language, *key: object) -> str:
    """The address of a planners' page.

    >>> to("results", "sv", "2026", 1), to("what_if", "en", "2026")
    ('/redigera/antagning/2026/omgang/1/', '/en/edit/admission/2026/what-if/')
    """
    return to_editing("admission", language) + PATHS[kind][LANGUAGES.index(language)].format(*key)
