"""Pupils: found and opened with a reason, each time noted; and the log of it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from malbild.pipeline.admission_year.pupil import told
from malbild.pupils import queries
from malbild.pupils.queries import MOST_FOUND, Why
from malbild.vocabulary.admission_year import AdmissionYear
from malbild.vocabulary.text import Language
from malbild.web.admission import forms
from malbild.web.admission.frame import page, planner, year_of
from malbild.web.admission.words import Words
from malbild.web.editing.forms import attributes


@require_http_methods(["GET", "HEAD", "POST"])
@planner
def pupils(request: HttpRequest, *, language: Language, key: str) -> HttpResponse:
    """Find a pupil. What is searched for is sent in the form and stands in no address."""
    found = _with_pupils(request, key)
    form = forms.search_form(language, request.POST or None)
    shown, why = None, ""
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["why"]
        shown = queries.search(request.user, key, form.cleaned_data["query"], Why(why))
    return page(
        request,
        "pupils.html",
        language=language,
        kind="pupils",
        key=(key,),
        year=found,
        title=Words(language)("pupils"),
        status=422 if form.errors else 200,
        form=form,
        attributes=attributes,
        found=shown[:MOST_FOUND] if shown else shown,
        more=bool(shown and len(shown) > MOST_FOUND),
        why=why,
    )


@require_safe
@planner
def pupil(request: HttpRequest, *, language: Language, key: str, handle: str) -> HttpResponse:
    """One pupil's outcome and why, to read and print; without a reason the page asks for one first."""
    found, why = _with_pupils(request, key), request.GET.get("why", "")
    words = Words(language)
    if why not in set(Why):
        return page(
            request,
            "why.html",
            language=language,
            kind="pupil",
            key=(key, handle),
            year=found,
            title=words("reason"),
            form=forms.why_form(language),
            attributes=attributes,
        )
    one = told(by=request.user, year=found, handle=handle, why=Why(why))
    if one is None:
        raise Http404
    names = {id: name or id for id, name in zip(one.programmes.ids, one.programmes.names, strict=True)}
    return page(
        request,
        "pupil.html",
        language=language,
        kind="pupil",
        key=(key, handle),
        year=found,
        query={"why": why},
        title=words("explanation_of"),
        pupil=one.pupil,
        rounds=one.rounds,
        names=names,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@planner
def log(request: HttpRequest, *, language: Language, key: str) -> HttpResponse:
    """Who has read and changed what."""
    found = year_of(request, key)
    applicant = request.POST.get("applicant", "") if found.gone_since is None else ""
    return page(
        request,
        "log.html",
        language=language,
        kind="log",
        key=(key,),
        year=found,
        title=Words(language)("accesses"),
        local=lambda at: f"{timezone.localtime(at):%Y-%m-%d %H:%M}",
        lines=queries.accesses(request.user, key, applicant=applicant.strip()),
        applicant=applicant,
    )


def _with_pupils(request: HttpRequest, key: str) -> AdmissionYear:
    found = year_of(request, key)
    if found.gone_since is not None:
        raise Http404
    return found
