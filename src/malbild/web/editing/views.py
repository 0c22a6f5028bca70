"""The editors' pages: what is yours, one object or part of it, and its history."""

from dataclasses import dataclass, fields, replace
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from malbild.pupils.members import is_member
from malbild.register import changes, queries
from malbild.register.nouns import BY_NAME, label
from malbild.register.permissions import Deed, NotAllowed, may, may_read_drafts
from malbild.register.words import VALUES
from malbild.vocabulary.plan import RegisterSummary
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.text import Language, Text, day
from malbild.web.editing.addresses import to
from malbild.web.editing.answers import Choices
from malbild.web.editing.forms import (
    BASED_ON,
    EXPLANATION,
    add_findings,
    answered,
    asked,
    attributes,
    form,
    reconciled,
    sides,
)
from malbild.web.editing.frame import indicators, page
from malbild.web.editing.lenses import LENSES, NEW, Lens, blank, new_id, new_target_id
from malbild.web.editing.mine import mine as duties
from malbild.web.editing.signing import signed_in
from malbild.web.editing.words import NOT_FOUND, STALE_FORM, Words

_TRIES = 5


@dataclass(frozen=True)
class _Task:
    """One form of one person: what is edited, in which register, in which language."""

    request: HttpRequest
    language: Language
    lens: Lens
    id: str
    key: str
    register: RegisterSummary
    row: str = ""

    @property
    def words(self) -> Words:
        return Words(self.language)

    @property
    def address(self) -> tuple[str, tuple[str, ...]]:
        """The kind and key of the form's own address."""
        if self.row and not self.id:
            return "action_from_row", (self.row,)
        if not self.id:
            return f"{self.lens.kind}_new", ()
        if not self.lens.is_part:
            return self.lens.kind, (self.id,)
        return (self.lens.kind, (self.id, self.key)) if self.key else (f"{self.lens.kind}_new", (self.id,))

    def choices(self, part: Any) -> Choices:
        """What may be chosen; what the part already has among it, so that saving never drops it."""
        known = indicators(self.language)
        own = (*getattr(part, "indicators", ()), getattr(part, "indicator", ""))
        listed = {id: known.get(id, id) for id in (*known, *own) if id} if known else {}
        return Choices(self.register, listed, self.language)


@signed_in
@require_safe
def mine(request: HttpRequest, *, language: Language) -> HttpResponse:
    """What the signed-in person's organisations answer for; all of it for a coordinator or reader."""
    _insist_on_role(request)
    words = Words(language)
    found = duties(request.user, queries.register(), timezone.localdate())
    return page(
        request, "mine.html", language=language, kind="mine", title=words("mine"), found=found,
        admits=is_member(request.user),
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, *, language: Language, kind: str, id: str, key: str = NEW) -> HttpResponse:
    """Edit an object of the register, or a part of it; a part without a key is a new one."""
    task = _Task(request, language, LENSES[kind], id, key, queries.register())
    held = queries.held(task.lens.noun, id)
    if held is None or held.summary is None:
        raise Http404
    if request.method == "POST":
        return _save(task, held)
    part = _part(task, held.summary)
    if part is None:
        raise Http404
    _insist(task, held.summary)
    return _show(task, form(asked(task.lens, new=False), task.choices(part), based_on=held.version, part=part), held)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, *, language: Language, kind: str) -> HttpResponse:
    """Add a goal or an action."""
    organisation = next(iter(sorted(queries.roles(request.user).editor_of)), "")
    return begin(request, language, kind, blank(LENSES[kind], request.GET.get("plan", ""), organisation, None))


def begin(request: HttpRequest, language: Language, kind: str, begun: Any, *, row: str = "") -> HttpResponse:
    """Ask for a goal or an action that has begun somewhere: as a blank, or (`row`) as a row of the table of skills."""
    task = _Task(request, language, LENSES[kind], "", NEW, queries.register(), row)
    questions, choices = asked(task.lens, new=True), task.choices(begun)
    if request.method != "POST":
        return _show(task, form(questions, choices, based_on=0, part=begun), None)
    filled = form(questions, choices, based_on=0, data=request.POST)
    if not filled.is_valid():
        return _show(task, filled, None, status=422)
    return _added(task, filled, answered(questions, filled, begun))


@signed_in
@require_safe
def history(request: HttpRequest, *, language: Language, kind: str, id: str) -> HttpResponse:
    """Every version of an object, the latest first, with what changed in plain words."""
    _insist_on_role(request)
    versions = queries.history(kind, id)
    if not versions:
        raise Http404
    latest = next(one.held.summary for one in versions if one.held.summary is not None)
    title = Words(language)("history_of", name=label(latest))
    return page(
        request, "history.html", language=language, kind=f"{kind}_history", key=(id,), title=title, versions=versions
    )


def _part(task: _Task, summary: Any) -> Any:
    """What the form edits, as it stands; a blank for a new part."""
    if task.lens.is_part and task.key == NEW:
        organisation = next(iter(sorted(queries.roles(task.request.user).editor_of)), "")
        return blank(task.lens, "", organisation, summary)
    return task.lens.get(summary, task.key)


def _save(task: _Task, held: queries.Held) -> HttpResponse:
    """Save what was typed; on any trouble the form comes back with it."""
    questions = asked(task.lens, new=False)
    base = queries.held(task.lens.noun, task.id, _number(task.request.POST.get(BASED_ON)))
    if base is None or base.summary is None:
        raise Http404
    before = _part(task, base.summary)
    if before is None:
        raise Http404
    filled = form(questions, task.choices(before), based_on=base.version, data=task.request.POST)
    if not filled.is_valid():
        return _show(task, filled, held, status=422)
    after = _identified(task, base.summary, answered(questions, filled, before))
    summary = task.lens.put(base.summary, task.key, after)
    why = filled.cleaned_data[EXPLANATION]
    try:
        changes.change(by=task.request.user, summary=summary, based_on=base.version, explanation=why)
    except Refused as refused:
        add_findings(filled, refused.findings, task.language)
        return _show(task, filled, held, status=422)
    except changes.Conflict as conflict:
        return _conflict(task, conflict, before, after, why)
    return _saved(task, summary)


def _identified(task: _Task, goal: Any, part: Any) -> Any:
    """A new target gets its id here; everything else has one."""
    if task.lens.kind == "target" and task.key == NEW:
        return replace(part, id=new_target_id(goal, part, task.register))
    return part


def _added(task: _Task, filled: django_forms.Form, part: Any) -> HttpResponse:
    """Add something new under an id of its own; when somebody takes that very id meanwhile, under the next."""
    for _ in range(_TRIES):
        register = queries.register()
        summary = replace(part, id=new_id(part.name, register, BY_NAME[task.lens.noun].folder))
        try:
            changes.add(by=task.request.user, summary=summary, explanation=filled.cleaned_data[EXPLANATION])
        except Refused as refused:
            add_findings(filled, refused.findings, task.language)
            return _show(task, filled, None, status=422)
        except changes.Conflict:
            continue
        return _saved(replace(task, id=summary.id), summary)
    return _show(task, filled, None, status=409)


def _saved(task: _Task, summary: Any) -> HttpResponse:
    messages.success(task.request, task.words("saved", name=label(summary)))
    return HttpResponseRedirect(to(task.lens.noun, task.language, summary.id))


def _conflict(task: _Task, conflict: changes.Conflict, base: Any, yours: Any, why: str) -> HttpResponse:
    """Both texts, field by field; the boxes hold yours, and theirs where you had changed nothing."""
    theirs = conflict.theirs
    key = task.lens.find(theirs.summary, task.key, base) if theirs.summary else None
    new_part = task.lens.is_part and task.key == NEW
    other = None if key is None or new_part else task.lens.get(theirs.summary, key)
    questions, choices = asked(task.lens, new=False), task.choices(yours)
    shown = yours if other is None else reconciled(questions, base=base, yours=yours, theirs=other)
    filled = form(questions, choices, based_on=theirs.version, part=shown)
    filled.initial[EXPLANATION] = why
    event = theirs.event
    at = timezone.localtime(event.at)
    lead = task.words("conflict_lead", by=event.by, at=f"{day(at.date(), task.language)} {at:%H:%M}")
    return _show(
        replace(task, key=key or NEW),
        filled,
        theirs,
        status=409,
        lead=lead,
        gone=other is None and not new_part,
        sides={} if other is None else sides(questions, choices, base=base, yours=yours, theirs=other),
    )


def _show(
    task: _Task,
    filled: django_forms.Form,
    held: queries.Held | None,
    *,
    status: int = 200,
    lead: str = "",
    gone: bool = False,
    sides: dict[str, Any] | None = None,
) -> HttpResponse:
    kind, key = task.address
    name = label(held.summary) if held and held.summary else ""
    title = task.words("conflict") if lead else task.words("edit", name=name)
    if not lead and (kind.endswith("_new") or task.row):
        title = task.words(f"add_{task.lens.kind}") + (f": {name}" if name else "")
    return page(
        task.request,
        "edit.html",
        language=task.language,
        kind=kind,
        key=key,
        title=title,
        status=status,
        form=filled,
        attributes=attributes,
        held=held,
        lens=task.lens,
        action=to(kind, task.language, *key),
        lead=lead,
        gone=gone,
        sides=sides or {},
        values=VALUES,
        organisations={one.id: one.name for one in task.register.organisations},
    )


def _insist(task: _Task, summary: Any) -> None:
    """Refuse the form itself to who may not save it: tried with a change that alters one text."""
    part = _part(task, summary)
    probe = next(one.name for one in fields(part) if one.name in ("note", "wording", "name"))
    after = task.lens.put(summary, task.key, replace(part, **{probe: f"{getattr(part, probe)} ·"}))
    deed = Deed(summary, after, task.register, timezone.localdate())
    if not may(task.request.user, deed):
        raise NotAllowed(deed)


def _insist_on_role(request: HttpRequest) -> None:
    if not may_read_drafts(request.user):
        raise Http404


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page that says what somebody may not do, and whom to ask."""
    told = getattr(exception, "text", Text("", ""))
    return _told(request, 403, "not_allowed", told)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page that says that an editors' page is not there, or not for this reader."""
    return _told(request, 404, "not_found", NOT_FOUND)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page for a form that cannot be shown to come from us: too old, or sent from elsewhere."""
    return _told(request, 403, "stale_form", STALE_FORM)


def _told(request: HttpRequest, status: int, heading: str, told: Text) -> HttpResponse:
    language: Language = "en" if request.path.startswith("/en/") else "sv"
    return page(
        request,
        "told.html",
        language=language,
        kind="mine",
        title=Words(language)(heading),
        status=status,
        told=told.in_(language),
    )
