"""The frame of a planners' page: who is let in, what is said when something fails, and what no page ever tells."""

import logging
import secrets
import traceback
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from malbild.pipeline.admission_year.numbers import few
from malbild.publication.view import Crumb
from malbild.pupils import changes, queries
from malbild.pupils.members import insist
from malbild.vocabulary.admission_year import AdmissionYear
from malbild.vocabulary.finding import Finding
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.text import LANGUAGES, Language, number, percent
from malbild.web.admission.addresses import to
from malbild.web.admission.words import Words
from malbild.web.editing.addresses import to as to_editing
from malbild.web.editing.frame import framed
from malbild.web.editing.signing import signed_in

View = Callable[..., HttpResponse]
_log = logging.getLogger("malbild.admission")
_ADDRESSED = {"sign_out", "mine"}
MOST_TOLD = 200  # problems of a file on one page


def planner(view: View) -> View:
    """Let only members of the store in, and let nothing of a pupil out where something fails.

    Pupils whose time is over are taken away before anything is shown. A fault of the program is noted by where it
    happened and of what kind it was; never its message nor any value, since either could tell of a pupil.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *, language: Language, **rest: Any) -> HttpResponse:
        try:
            insist(request.user)
            changes.expire(timezone.localdate())
            return view(request, language=language, **rest)
        except (PermissionDenied, Http404):
            raise
        except Refused as refused:
            return refusal(request, refused.findings, language=language)
        except Exception as error:
            return _failed(request, error, language)

    return signed_in(guarded)


def _failed(request: HttpRequest, error: Exception, language: Language) -> HttpResponse:
    """The page for a fault of the program, with a number to ask by."""
    token = secrets.token_hex(4)
    steps = reversed(traceback.extract_tb(error.__traceback__))
    places = " < ".join(f"{one.filename.rpartition('malbild/')[2]}:{one.lineno}" for one in steps)
    _log.error("%s %s at %s", token, type(error).__name__, places)
    title = Words(language)("failed")
    return page(request, "failed.html", language=language, kind="years", title=title, status=500, token=token)


def refusal(
    request: HttpRequest, findings: tuple[Finding, ...], *, language: Language, year: AdmissionYear | None = None
) -> HttpResponse:
    """The page that tells everything that stands in the way; nothing was done."""
    return page(
        request,
        "refused.html",
        language=language,
        kind="year" if year else "years",
        year=year,
        key=(year.key,) if year else (),
        title=Words(language)("refused"),
        status=422,
        findings=findings[:MOST_TOLD],
        more=max(0, len(findings) - MOST_TOLD),
    )


def year_of(request: HttpRequest, key: str) -> AdmissionYear:
    """The year of an address; 404 when there is none."""
    found = queries.year(request.user, key)
    if found is None:
        raise Http404
    return found


def page(
    request: HttpRequest,
    template: str,
    *,
    language: Language,
    kind: str,
    title: str,
    key: tuple[object, ...] = (),
    year: AdmissionYear | None = None,
    query: Mapping[str, Any] | None = None,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """Render a planners' page; `kind`, `key` and `query` are its address in both languages."""
    words = Words(language)
    asked = f"?{urlencode(query, doseq=True)}" if query else ""
    trail = [Crumb(to_editing("mine", language), words("mine"))]
    if kind != "years":
        trail.append(Crumb(to("years", language), words("admission")))
    if year is not None and kind != "year":
        trail.append(Crumb(to("year", language, year.key), words.year(year)))
    response = framed(
        request,
        f"admission/{template}",
        language=language,
        addresses={one: to(kind, one, *key) + asked for one in LANGUAGES},
        trail=tuple(trail),
        title=title,
        status=status,
        w=words,
        year=year,
        asked=asked,
        to=lambda one, *parts: (to_editing if one in _ADDRESSED else to)(one, language, *parts),
        n=lambda value, decimals=None: words("few") if value is None else number(value, language, decimals),
        few=few,
        editing_style=to_editing("style", language),
        pct=lambda share, decimals=0: percent(share, language, decimals),
        **context,
    )
    response["Referrer-Policy"] = "same-origin"
    return response
