"""The frame of an editors' page: the same head, foot and style as the public pages."""

from collections.abc import Mapping, Sequence
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
from malbild.vocabulary.text import LANGUAGES, Language, Text
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
    words = Words(language)
    trail = () if kind in ("mine", "sign_in") else (Crumb(to("mine", language), words("mine")),)
    own = {"w": words, "to": lambda one, *parts: to(one, language, *parts), **context}
    addresses = {one: to(kind, one, *key) for one in LANGUAGES}
    return framed(
        request, f"editing/{template}", language=language, addresses=addresses, trail=trail, title=title,
        status=status, **own,
    )  # fmt: skip


def framed(
    request: HttpRequest,
    template: str,
    *,
    language: Language,
    addresses: Mapping[Language, str],
    trail: tuple[Crumb, ...],
    title: str,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """Render a page for who has signed in, in the public pages' frame; nobody may keep a copy of it on the way."""
    edition = Edition(Site(_region(), RegisterSummary(), {}, {}, (), datetime.now(UTC)), language)
    other: Language = "en" if language == "sv" else "sv"
    frame = {
        "edition": edition,
        "t": edition.t,
        "language": language,
        "view": View(template, title, title, trail=trail),
        "route": Route(addresses[language], "editing", language),
        "region": edition.say(edition.site.region.name),
        "navigation": [(one, Crumb(edition.to(one), edition.t.plain(f"nav.{one}"))) for one in NAVIGATION],
        "foot": [Crumb(edition.to(one), edition.t.plain(f"nav.{one}")) for one in FOOT],
        "other": other,
        "other_address": addresses[other],
        "base": edition.site.region.base_url,
        "title": title,
        "messages": [str(one) for one in get_messages(request)],
    }
    with translation.override(language):
        response = render(request, template, {**frame, **context}, status=status)
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
