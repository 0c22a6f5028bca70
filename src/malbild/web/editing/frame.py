"""The frame of an editors' page: the same head, foot and style as the public pages."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from malbild.pipeline.workspace import Workspace
from malbild.publication.edition import Edition
from malbild.publication.routes import FOOT, NAVIGATION
from malbild.publication.site import Route, Site
from malbild.publication.view import Crumb, View
from malbild.vocabulary.plan import RegisterSummary
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.region import Region
from malbild.vocabulary.text import Language, Text
from malbild.web.editing.addresses import to
from malbild.web.editing.words import Words

_UNNAMED = Region(Text("", ""), "")


def page(
    request: HttpRequest,
    template: str,
    *,
    language: Language,
    kind: str,
    key: Sequence[str] = (),
    title: str,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """Render an editors' page; `kind` and `key` are its address."""
    edition = Edition(Site(_region(), RegisterSummary(), {}, {}, (), datetime.now(UTC)), language)
    other: Language = "en" if language == "sv" else "sv"
    words = Words(language)
    trail = () if kind in ("mine", "sign_in") else (Crumb(to("mine", language), words("mine")),)
    frame = {
        "edition": edition,
        "t": edition.t,
        "w": words,
        "to": lambda one, *parts: to(one, language, *parts),
        "language": language,
        "view": View(template, title, title, trail=trail),
        "route": Route(to(kind, language, *key), "editing", language),
        "region": edition.say(edition.site.region.name),
        "navigation": [(one, Crumb(edition.to(one), edition.t.plain(f"nav.{one}"))) for one in NAVIGATION],
        "foot": [Crumb(edition.to(one), edition.t.plain(f"nav.{one}")) for one in FOOT],
        "other": other,
        "other_address": to(kind, other, *key),
        "base": edition.site.region.base_url,
        "title": title,
        "messages": [str(one) for one in get_messages(request)],
    }
    with translation.override(language):
        response = render(request, f"editing/{template}", {**frame, **context}, status=status)
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "private, no-store"
    return response


def workspace() -> Workspace:
    """The working folder this process serves."""
    return Workspace(settings.DATA)


def indicators(language: Language) -> dict[str, str]:
    """What the region measures, by id, in the reader's language; nothing before a region was imported."""
    try:
        return {id: one.name.in_(language) for id, one in workspace().indicators().items()}
    except Refused:
        return {}


def _region() -> Region:
    try:
        return workspace().region()
    except Refused:
        return _UNNAMED
