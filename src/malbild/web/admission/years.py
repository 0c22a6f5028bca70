"""The years, one year with its steps, its calendar, and the applications that come into it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from malbild.pipeline.admission_year.loading import Loaded, Sent, load_county, load_files
from malbild.pipeline.admission_year.rounds import made_up_replies, read_sent_replies, run, run_reserves
from malbild.pupils import changes, queries
from malbild.vocabulary.admission_year import AdmissionYear, RoundKind
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.text import Language, number
from malbild.web.admission import forms
from malbild.web.admission.addresses import to
from malbild.web.admission.frame import page, planner, refusal, year_of
from malbild.web.admission.words import Words
from malbild.web.editing.forms import attributes


@require_safe
@planner
def years(request: HttpRequest, *, language: Language) -> HttpResponse:
    """The years there are."""
    return page(
        request,
        "years.html",
        language=language,
        kind="years",
        title=Words(language)("admission"),
        years=queries.years(request.user),
        sealed=queries.is_sealed(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@planner
def year_new(request: HttpRequest, *, language: Language) -> HttpResponse:
    """Begin a year."""
    form = forms.year_form(language, timezone.localdate(), request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            calendar = forms.suggested_calendar(told["year"])
            key = changes.open_year(by=request.user, generated=told["kind"] == "generated", calendar=calendar)
            return HttpResponseRedirect(to("calendar", language, key))
        except Refused as refused:
            forms.add_findings(form, refused.findings, language)
    return _asked(request, form, language=language, kind="year_new", title="new_year", button="start_year")


@require_safe
@planner
def year(request: HttpRequest, *, language: Language, key: str) -> HttpResponse:
    """One year: where it stands, and what to do next."""
    found = year_of(request, key)
    return page(
        request,
        "year.html",
        language=language,
        kind="year",
        key=(key,),
        year=found,
        title=Words(language).year(found),
        stage=found.calendar.stage_on(timezone.localdate()).text.in_(language),
        days=forms.DAYS,
        day_of=lambda name: getattr(found.calendar, name),
        seed=forms.seed_form(language, found),
        replies=forms.replies_form(language),
        attributes=attributes,
        final=any(one.kind is not RoundKind.PRELIMINARY for one in found.rounds),
        sealed=queries.is_sealed(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@planner
def calendar(request: HttpRequest, *, language: Language, key: str) -> HttpResponse:
    """The days of a year."""
    found = year_of(request, key)
    form = forms.calendar_form(language, found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        days, gone_after = forms.calendar_of(form, found)
        try:
            changes.set_calendar(by=request.user, key=key, calendar=days, gone_after=gone_after)
            messages.success(request, Words(language)("calendar_saved"))
            return HttpResponseRedirect(to("year", language, key))
        except Refused as refused:
            forms.add_findings(form, refused.findings, language)
    return _asked(
        request,
        form,
        language=language,
        kind="calendar",
        year=found,
        title="calendar",
        button="save",
        lead="calendar_example",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@planner
def load(request: HttpRequest, *, language: Language, key: str) -> HttpResponse:
    """Load applications from files; into a year that is made up, make them up."""
    found = year_of(request, key)
    made_up = found.generated
    if made_up:
        form = forms.county_form(language, request.POST or None)
    else:
        form = forms.load_form(language, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            loaded = _made_up(request, found, form) if made_up else _from_files(request, found, form)
        except Refused as refused:
            return refusal(request, refused.findings, language=language, year=found)
        _tell(request, loaded, language)
        return HttpResponseRedirect(to("year", language, key))
    return _asked(
        request,
        form,
        language=language,
        kind="load",
        year=found,
        title="generate" if made_up else "load",
        button="generate" if made_up else "send",
        lead="generate_lead" if made_up else "load_lead",
    )


def _made_up(request: HttpRequest, year: AdmissionYear, form: Any) -> Loaded:
    return load_county(by=request.user, key=year.key, seed=year.year, applicants=form.cleaned_data["applicants"])


def _from_files(request: HttpRequest, year: AdmissionYear, form: Any) -> Loaded:
    sent = {
        name: Sent(f"{name}{_kind(file.name)}", file.read())
        for name, file in form.cleaned_data.items()
        if file is not None
    }
    return load_files(by=request.user, year=year, files=sent)


def _kind(name: str) -> str:
    """What a file is by the end of its own name, of which nothing else is kept."""
    return ".json" if name.lower().endswith(".json") else ".csv"


def _tell(request: HttpRequest, loaded: Loaded, language: Language) -> None:
    w = Words(language)
    counts = {"applicants": loaded.applicants, "programmes": loaded.programmes}
    told = w("loaded", **{name: number(count, language) for name, count in counts.items()})
    if loaded.ignored:
        told += " " + w("ignored", names=", ".join(loaded.ignored))
    messages.success(request, told)


@require_POST
@planner
def seed(request: HttpRequest, *, language: Language, key: str) -> HttpResponse:
    """Write down the seed of the lottery."""
    found = year_of(request, key)
    form = forms.seed_form(language, found, request.POST)
    if form.is_valid():
        try:
            changes.draw(by=request.user, key=key, seed=form.cleaned_data["seed"], tie=form.cleaned_data["tie"])
            messages.success(request, Words(language)("seed_saved"))
            return HttpResponseRedirect(to("year", language, key))
        except Refused as refused:
            forms.add_findings(form, refused.findings, language)
    return _asked(request, form, language=language, kind="seed", year=found, title="seed", button="save")


@require_POST
@planner
def run_round(request: HttpRequest, *, language: Language, key: str, kind: RoundKind) -> HttpResponse:
    """Run a round."""
    found = year_of(request, key)
    try:
        if kind is RoundKind.RESERVE:
            number = run_reserves(by=request.user, year=found, replies=_replies(request, found, language))
        else:
            number = run(by=request.user, year=found, kind=kind)
    except Refused as refused:
        return refusal(request, refused.findings, language=language, year=found)
    messages.success(request, Words(language)("round_done"))
    return HttpResponseRedirect(to("results", language, key, number))


def _replies(request: HttpRequest, year: AdmissionYear, language: Language) -> dict[str, str]:
    if year.generated:
        return made_up_replies(by=request.user, year=year)
    form = forms.replies_form(language, request.POST, request.FILES)
    sent = form.cleaned_data["replies"] if form.is_valid() else None
    return read_sent_replies(by=request.user, year=year, file=Sent("replies.csv", sent.read() if sent else b""))


def _asked(
    request: HttpRequest,
    form: Any,
    *,
    language: Language,
    kind: str,
    title: str,
    button: str,
    year: AdmissionYear | None = None,
    lead: str = "",
) -> HttpResponse:
    """A page with one form."""
    return page(
        request,
        "asked.html",
        language=language,
        kind=kind,
        key=(year.key,) if year else (),
        year=year,
        title=Words(language)(title),
        status=422 if form.errors else 200,
        form=form,
        attributes=attributes,
        button=button,
        lead=lead,
        action=to(kind, language, *((year.key,) if year else ())),
        files=form.is_multipart(),
    )
