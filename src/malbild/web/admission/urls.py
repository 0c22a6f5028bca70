"""Addresses of the planners' pages, the same in both languages but for the words."""

from collections.abc import Iterator
from importlib.resources import files

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from malbild.vocabulary.admission_year import RoundKind
from malbild.vocabulary.text import LANGUAGES, Language
from malbild.web.admission import offers, people, results, years
from malbild.web.admission.addresses import PATHS
from malbild.web.editing.addresses import to as to_editing


def style(request: HttpRequest, *, language: Language) -> HttpResponse:
    """What these pages need beyond the editors' style."""
    css = files(__package__).joinpath("assets", "admission.css").read_bytes()
    return HttpResponse(css, content_type="text/css; charset=utf-8", headers={"Cache-Control": "public, max-age=600"})


_VIEWS = {
    "years": (years.years, ""),
    "style": (style, ""),
    "year_new": (years.year_new, ""),
    "year": (years.year, "key"),
    "calendar": (years.calendar, "key"),
    "load": (years.load, "key"),
    "seed": (years.seed, "key"),
    "results": (results.results, "key number"),
    "export": (results.export, "key number table"),
    "pupils": (people.pupils, "key"),
    "pupil": (people.pupil, "key handle"),
    "what_if": (offers.what_if, "key"),
    "places": (offers.places, "key"),
    "document": (offers.decision, "key"),
    "take": (offers.take, "key"),
    "log": (people.log, "key"),
}
_CONVERTERS = {"key": "<slug:key>", "number": "<int:number>", "table": "<slug:table>", "handle": "<slug:handle>"}


def _patterns() -> Iterator[URLPattern]:
    for language in LANGUAGES:
        root = to_editing("admission", language).lstrip("/")
        for kind, (view, parts) in _VIEWS.items():
            address = PATHS[kind][LANGUAGES.index(language)].format(*(_CONVERTERS[part] for part in parts.split()))
            yield path(root + address, view, {"language": language})
        for one in RoundKind:
            address = PATHS["run"][LANGUAGES.index(language)].format("<slug:key>", one.value)
            yield path(root + address, years.run_round, {"language": language, "kind": one})


urlpatterns = list(_patterns())
