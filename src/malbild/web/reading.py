"""The public pages: every address that is not an editor's is answered from the publication."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from malbild.pipeline.publish import site, stamp
from malbild.pipeline.workspace import Workspace
from malbild.publication import Page, Site, render
from malbild.vocabulary.text import Text
from malbild.web.editing.addresses import to

_SECONDS_BETWEEN_LOOKS = 1.0
_EDITING = Text(to("mine", "sv"), to("mine", "en"))


@dataclass
class _Edition:
    """One state of the site and the pages that somebody has read of it."""

    stamp: tuple[object, ...]
    site: Site
    pages: dict[str, Page] = field(default_factory=dict)


class Shelf:
    """Keeps the latest edition of the site; a new one is made when the register, the figures or the day have changed.

    One thread makes it while the others go on reading the edition before.
    """

    def __init__(self, folder: Path, clock: Callable[[], float] = time.monotonic) -> None:
        self._workspace = Workspace(folder)
        self._clock = clock
        self._edition: _Edition | None = None
        self._looked = float("-inf")
        self._making = threading.Lock()

    def page(self, path: str) -> Page:
        """The page at an address, from the edition that holds now."""
        edition = self._current()
        found = edition.pages.get(path)
        if found is None:
            found = render(edition.site, path)
            if found.status == 200:
                edition.pages[path] = found  # addresses that are not there are not kept: anybody can make them up
        return found

    def site(self) -> Site:
        """The site that holds now."""
        return self._current().site

    def _current(self) -> _Edition:
        edition = self._edition
        if edition is not None and self._clock() - self._looked < _SECONDS_BETWEEN_LOOKS:
            return edition
        if not self._making.acquire(blocking=edition is None):
            return edition if edition is not None else self._current()
        try:
            return self._renewed()
        finally:
            self._making.release()

    def _renewed(self) -> _Edition:
        now = (*stamp(self._workspace), date.today())
        if self._edition is None or self._edition.stamp != now:
            self._edition = _Edition(now, site(self._workspace, editing=_EDITING))
        self._looked = self._clock()
        return self._edition


shelf = Shelf(settings.DATA)


def read(request: HttpRequest) -> HttpResponse:
    """A public page. Nothing is set on the reader: no cookie, no other host."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    page = shelf.page(request.path)
    response = HttpResponse(page.content, content_type=page.media_type, status=page.status)
    response["Cache-Control"] = "public, max-age=60" if page.status == 200 else "no-store"
    return response
