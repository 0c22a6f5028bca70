"""The offer: what if, how many places, and the way of a proposal into the plan."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from malbild.analysis.admission.what_if import Change, Limit, WhatIf
from malbild.pipeline.admission_year import offer
from malbild.pipeline.admission_year.document import Task, document, take_into_plan
from malbild.pipeline.admission_year.numbers import few
from malbild.pipeline.admission_year.offer import Offered
from malbild.pipeline.matching import need_by_programme
from malbild.publication.prose import prose
from malbild.pupils import queries as pupils
from malbild.register import queries
from malbild.vocabulary.admission import Programmes
from malbild.vocabulary.admission_year import AdmissionYear
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.text import Language, number
from malbild.web.admission import forms
from malbild.web.admission.addresses import to
from malbild.web.admission.charts import frontier
from malbild.web.admission.frame import page, planner, year_of
from malbild.web.admission.words import Words
from malbild.web.editing.addresses import to as to_editing
from malbild.web.editing.forms import attributes
from malbild.web.editing.frame import indicators, workspace
from malbild.web.editing.lenses import new_id

_MOST_CHANGES = 40
_MOST_PLACES = 10_000
_SHOWN_MOVES = 10
_TELLABLE = 5
FATES = ("fate_same_field", "fate_near", "fate_far", "fate_nowhere")


@require_safe
@planner
def what_if(request: HttpRequest, *, language: Language, key: str) -> HttpResponse:
    """Try a changed offer and see at once what happens. All that is tried stands in the address; nothing is kept."""
    year = year_of(request, key)
    programmes, _ = pupils.supply_of(request.user, key, _load(year))
    tried = _tried(request, programmes)
    effect = offer.try_changes(by=request.user, year=year, changes=[Change(*one) for one in tried.items()])
    query = {"change": [f"{one}:{places}" for one, places in tried.items()]}
    return page(
        request,
        "what_if.html",
        language=language,
        kind="what_if",
        key=(key,),
        year=year,
        query=query,
        title=Words(language)("what_if"),
        tried=tried,
        effect=effect,
        programmes=_listed(programmes),
        names=_names(programmes),
        chosen=request.GET.get("look", ""),
        before=dict(zip(programmes.ids, programmes.places.tolist(), strict=True)),
        money=_money(effect),
        fates=_fates(effect, programmes),
        moves=[one for one in effect.moves if one.applicants >= _TELLABLE][:_SHOWN_MOVES],
        cutoff=lambda one, when: _cutoff(one, when, language),
    )


def _fates(effect: WhatIf, programmes: Programmes) -> dict[str, int]:
    """What becomes of those who were admitted to the programmes that are changed, and get another place or none."""
    place = {id: at for at, id in enumerate(programmes.ids)}
    tried = {one.programme for one in effect.changes}
    found: Counter[str] = Counter()
    for move in effect.moves:
        if move.before in tried:
            found[_fate(programmes, place[move.before], place.get(move.after))] += move.applicants
    return {one: found[one] for one in FATES if found[one]}


def _fate(programmes: Programmes, before: int, after: int | None) -> str:
    if after is None:
        return "fate_nowhere"
    if programmes.fields[before] == programmes.fields[after]:
        return "fate_same_field"
    near = programmes.municipalities[before] == programmes.municipalities[after]
    return "fate_near" if near else "fate_far"


def _money(effect: WhatIf) -> list[tuple[str, float, float]]:
    """The municipalities whose balance changes."""
    return [(name, *both) for name, both in effect.compensation_sek.items() if round(both[0]) != round(both[1])]


def _cutoff(limit: Limit, when: int, language: Language) -> str:
    """The cut-off before (0) or after (1); not told where one to four were admitted."""
    value = limit.cutoff[when]
    return "–" if value is None or few(limit.admitted[when]) is None else number(value, language)


def _tried(request: HttpRequest, programmes: Programmes) -> dict[str, int]:
    """The changes in the address, with the one just added and without the one just taken away; the rest is left."""
    asked = [one.rpartition(":")[::2] for one in request.GET.getlist("change")]
    asked.append((request.GET.get("programme", ""), request.GET.get("places", "")))
    known, undone = frozenset(programmes.ids), request.GET.get("undo", "")
    found = {
        programme: int(places)
        for programme, places in asked
        if programme in known and programme != undone and _is_count(places)
    }
    return dict(list(found.items())[:_MOST_CHANGES])


def _is_count(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 6 and int(text) <= _MOST_PLACES


@require_safe
@planner
def places(request: HttpRequest, *, language: Language, key: str) -> HttpResponse:
    """How many places there should be, under terms the reader chooses."""
    year = year_of(request, key)
    form = _terms(request, year, language)
    offered = None
    if form.is_bound and form.is_valid():
        try:
            offered = _proposed(request, year, form)
        except Refused as refused:
            forms.add_findings(form, refused.findings, language)
    return page(
        request,
        "places.html",
        language=language,
        kind="places",
        key=(key,),
        year=year,
        query=request.GET.dict(),
        title=Words(language)("places_title"),
        status=422 if form.errors else 200,
        form=form,
        attributes=attributes,
        offered=offered,
        chart=frontier(offered.decision, language) if offered else "",
        names=_names(offered.decision.programmes) if offered else {},
    )


@require_safe
@planner
def decision(request: HttpRequest, *, language: Language, key: str) -> HttpResponse:
    """The decision document of a proposal, to read and print."""
    year = year_of(request, key)
    offered = _offered(request, year, language)
    if offered is None:
        return HttpResponseRedirect(to("places", language, key))
    return page(
        request,
        "document.html",
        language=language,
        kind="document",
        key=(key,),
        year=year,
        query=request.GET.dict(),
        title=Words(language)("document"),
        text=prose(document(year, offered).in_(language), level=2),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@planner
def take(request: HttpRequest, *, language: Language, key: str) -> HttpResponse:
    """Take a proposal into the plan as an action; the register decides whether this reader may."""
    year, register = year_of(request, key), queries.register()
    terms = _terms(request, year, language)
    if not (terms.is_bound and terms.is_valid()):
        return HttpResponseRedirect(to("places", language, key))
    form = forms.task_form(language, register, indicators(language), _suggested(year), request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        task = Task(
            new_id(told["name"], register, "actions"),
            told["plan"],
            told["name"],
            told["name_en"],
            told["leads"],
            told["due"],
            tuple(told["goals"]),
            tuple(told["indicators"]),
        )
        try:
            offered = _proposed(request, year, terms)
            action = take_into_plan(by=request.user, year=year, offered=offered, task=task)
        except Refused as refused:
            forms.add_findings(form, refused.findings, language)
        else:
            messages.success(request, Words(language)("taken", name=action.name))
            return HttpResponseRedirect(to_editing("action", language, action.id))
    query = request.GET.dict()
    return page(
        request,
        "asked.html",
        language=language,
        kind="take",
        key=(key,),
        year=year,
        query=query,
        title=Words(language)("take"),
        status=422 if form.errors else 200,
        form=form,
        attributes=attributes,
        button="take",
        lead="take_lead",
        action=request.get_full_path(),
        files=False,
    )


def _suggested(year: AdmissionYear) -> dict[str, Any]:
    return {
        "name": f"Gymnasieplatser {year.year + 1}",
        "name_en": f"Places in upper-secondary school {year.year + 1}",
        "due": timezone.localdate().replace(month=12, day=1),
    }


def _terms(request: HttpRequest, year: AdmissionYear, language: Language) -> Any:
    programmes, planning = pupils.supply_of(request.user, year.key, _load(year))
    cost = offer.cost_today(programmes, planning)
    return forms.terms_form(language, cost, bool(planning.prices), request.GET if "budget" in request.GET else None)


def _offered(request: HttpRequest, year: AdmissionYear, language: Language) -> Offered | None:
    form = _terms(request, year, language)
    if not (form.is_bound and form.is_valid()):
        return None
    return _proposed(request, year, form)


def _proposed(request: HttpRequest, year: AdmissionYear, form: Any) -> Offered:
    conditions, cohort = forms.conditions_of(form)
    skills = need_by_programme(workspace().region_folder, timezone.localdate())
    return offer.propose_places(by=request.user, year=year, conditions=conditions, cohort=cohort, skills=skills)


def _load(year: AdmissionYear) -> int:
    if not year.load or year.gone_since is not None:
        raise Refused([offer.NOTHING_LOADED])
    return year.load


def _listed(programmes: Programmes) -> list[tuple[str, str]]:
    return sorted(_names(programmes).items(), key=lambda one: one[1].casefold())


def _names(programmes: Programmes) -> dict[str, str]:
    return {
        id: f"{name or id}{f' ({municipality})' if municipality else ''}"
        for id, name, municipality in zip(programmes.ids, programmes.names, programmes.municipalities, strict=True)
    }
