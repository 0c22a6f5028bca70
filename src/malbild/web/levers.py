"""The page of levers on the running site: a reader's own assumptions, answered at once."""

from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import URLPattern, path

from malbild.pipeline.future import ahead_of, tried
from malbild.pipeline.workspace import Workspace
from malbild.publication import Page, render_tried
from malbild.publication.addresses import address
from malbild.vocabulary.text import LANGUAGES
from malbild.web.headers import POLICY
from malbild.web.reading import shelf

_KIND = "future_try"
_POLICY = f"{POLICY}; script-src 'self'; connect-src 'self'"
"""The one page with a script: its own, which asks this site alone."""


def answer(request: HttpRequest) -> HttpResponse:
    """The form, and what the levers in the address give; bad ones are told with status 400."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    page = _page(request)
    response = HttpResponse(page.content, content_type=page.media_type, status=page.status)
    response["Cache-Control"] = "public, max-age=60" if page.status == 200 else "no-store"
    response["Content-Security-Policy"] = _POLICY
    return response


def _page(request: HttpRequest) -> Page:
    workspace, site = Workspace(settings.DATA), shelf.site()
    ahead = ahead_of(workspace, site.cubes, date.today()) if site.future is not None else None
    if ahead is None:
        return shelf.page(request.path)
    return render_tried(site, request.path, tried(ahead, request.GET.dict(), site.register, site.indicators))


urlpatterns: list[URLPattern] = [path(address(_KIND, one).lstrip("/"), answer) for one in LANGUAGES]
