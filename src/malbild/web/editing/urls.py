"""Addresses of the editors' pages, the same in both languages but for the words."""

from collections.abc import Iterator
from importlib.resources import files

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from malbild.vocabulary.text import LANGUAGES, Language
from malbild.web.editing import signing, skills, views
from malbild.web.editing.addresses import PATHS, ROOTS


def style(request: HttpRequest, *, language: Language) -> HttpResponse:
    """What forms need beyond the public pages' style."""
    css = files(__package__).joinpath("assets", "editing.css").read_bytes()
    return HttpResponse(css, content_type="text/css; charset=utf-8", headers={"Cache-Control": "public, max-age=600"})


_VIEWS = {
    "mine": (views.mine, {}, ""),
    "sign_in": (signing.sign_in, {}, ""),
    "sign_out": (signing.sign_out, {}, ""),
    "style": (style, {}, ""),
    "goal_new": (views.new, {"kind": "goal"}, ""),
    "action_new": (views.new, {"kind": "action"}, ""),
    "action_from_row": (skills.new_action, {}, "id"),
    "skills": (skills.skills, {}, ""),
    "goal": (views.edit, {"kind": "goal"}, "id"),
    "action": (views.edit, {"kind": "action"}, "id"),
    "goal_history": (views.history, {"kind": "goal"}, "id"),
    "action_history": (views.history, {"kind": "action"}, "id"),
    "target_new": (views.edit, {"kind": "target"}, "id"),
    "target": (views.edit, {"kind": "target"}, "id key"),
    "commitment_new": (views.edit, {"kind": "commitment"}, "id"),
    "commitment": (views.edit, {"kind": "commitment"}, "id key"),
}
_CONVERTERS = {"id": "<slug:id>", "key": "<slug:key>"}


def _patterns() -> Iterator[URLPattern]:
    for language in LANGUAGES:
        for kind, (view, given, parts) in _VIEWS.items():
            address = PATHS[kind][LANGUAGES.index(language)].format(*(_CONVERTERS[part] for part in parts.split()))
            yield path(ROOTS[language] + address, view, {"language": language, **given})


urlpatterns = list(_patterns())
