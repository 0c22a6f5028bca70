"""The editors' pages of skills: links that wait for a person's word, and rows that become actions of the plan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from malbild.pipeline import matching
from malbild.register import queries
from malbild.register.permissions import may_read_drafts
from malbild.sources.matching.tables import GROUP, OCCUPATION
from malbild.vocabulary.matching import Code, Link, LinkKind, ProgrammeRow, Review, SkillsPicture, Verdict
from malbild.vocabulary.plan import ActionSummary, CommitmentSummary
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.text import Language, percent
from malbild.web.editing.addresses import to
from malbild.web.editing.frame import page, workspace
from malbild.web.editing.signing import signed_in
from malbild.web.editing.views import begin
from malbild.web.editing.words import Words

_NONE, _OTHER = "none", "other"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One answer that may be chosen for a link: what is sent, and what is read."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """An education group whose way to an occupation is asked about, with what is proposed and what was said."""

    code: str
    name: str
    candidates: tuple[Candidate, ...]
    accepted: tuple[str, ...]


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def skills(request: HttpRequest, *, language: Language) -> HttpResponse:
    """The rows that may become actions, the links that wait, and those that are answered."""
    picture = _picture(request)
    if request.method == "POST":
        return _answer(request, language, picture)
    return _show(request, language, picture)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def new_action(request: HttpRequest, *, language: Language, id: str) -> HttpResponse:
    """A row of the table of educations as a new action: its reasons are filled in, the rest is asked for."""
    picture = _picture(request)
    row = next((one for one in picture.rows if one.education.id == id), None)
    if row is None:
        raise Http404
    return begin(request, language, "action", _begun(request, row), row=id)


def _begun(request: HttpRequest, row: ProgrammeRow) -> ActionSummary:
    organisation = next(iter(sorted(queries.roles(request.user).editor_of)), "") or workspace().region().organisation
    leads = (CommitmentSummary(organisation, "leads"),) if organisation else ()
    begun = matching.action_from(row, timezone.localdate())
    return replace(begun, plan=request.GET.get("plan", ""), commitments=leads)


def _picture(request: HttpRequest) -> SkillsPicture:
    """The region's picture of skills, for those who may read drafts; nothing is here for anybody else."""
    picture = matching.picture(workspace().region_folder, timezone.localdate())
    if picture is None or not may_read_drafts(request.user):
        raise Http404
    return picture


def _may_review(request: HttpRequest) -> bool:
    """Coordinators, and editors of the region's own organisation, answer for its links."""
    roles = queries.roles(request.user)
    return roles.coordinator or workspace().region().organisation in roles.editor_of


def _show(
    request: HttpRequest, language: Language, picture: SkillsPicture, *, wrong: Sequence[str] = (), status: int = 200
) -> HttpResponse:
    asked = _asked(picture, language)
    return page(
        request, "skills.html", language=language, kind="skills", title=Words(language)("skills"), status=status,
        rows=picture.rows, waiting=[one for one in asked if not one.accepted],
        answered=[one for one in asked if one.accepted], kinds=list(LinkKind), wrong=wrong,
        may_review=_may_review(request), said=matching.said(workspace().region_folder)[:20],
    )  # fmt: skip


def _asked(picture: SkillsPicture, language: Language) -> list[Waiting]:
    """Each education group of the picture with its candidates and answers."""
    groups = {one.education.group: one.education.group_name or one.education.name for one in picture.rows}
    return [_one(group, name, picture.links, language) for group, name in groups.items()]


def _one(group: Code, name: str, links: Sequence[Link], language: Language) -> Waiting:
    own = [one for one in links if one.origin == group]
    proposed = sorted((one for one in own if one.confidence is not None), key=lambda one: -(one.confidence or 0))
    candidates = [
        Candidate(
            str(one.target), f"{one.target.code} {one.target_name} ({percent(one.confidence or 0, language)})"
        )
        for one in proposed
    ]  # fmt: skip
    answered = (Review.ACCEPTED, Review.OFFICIAL)
    accepted = [f"{one.target.code} {one.target_name}" for one in own if one.review in answered]
    return Waiting(str(group), name, tuple(candidates), tuple(accepted))


def _answer(request: HttpRequest, language: Language, picture: SkillsPicture) -> HttpResponse:
    """Keep an answer; what is wrong with it is told above the page."""
    words = Words(language)
    if not _may_review(request):
        return _show(request, language, picture, wrong=[words("skills_not_yours")], status=403)
    try:
        verdicts = _verdicts(request.POST, picture, request.user.get_username())
    except LookupError as unknown:
        told = words(f"skills_wrong_{unknown.args[0]}")
        return _show(request, language, picture, wrong=[told], status=422)
    try:
        matching.review(workspace().region_folder, verdicts)
    except Refused as refused:
        told_all = [one.in_(language) for one in refused.findings]
        return _show(request, language, picture, wrong=told_all, status=422)
    messages.success(request, words("skills_kept"))
    return HttpResponseRedirect(to("skills", language))


def _verdicts(given: Mapping[str, str], picture: SkillsPicture, by: str) -> list[Verdict]:
    """What a form says, as verdicts. Raises LookupError with what could not be found in it."""
    groups = {str(one.education.group): one.education.group for one in picture.rows}
    targets = {str(code): code for one in picture.links for code in (one.origin, one.target)}
    group, chosen = groups.get(given.get("group", "")), given.get("choice", "")
    kinds = set(LinkKind)
    if group is None or not chosen:
        raise LookupError("choice")
    if given.get("kind", "") not in kinds:
        raise LookupError("kind")
    now, why = timezone.now(), given.get("why", "").strip()
    kind = LinkKind(given["kind"])

    def verdict(target: Code, review: Review) -> Verdict:
        return Verdict(now, by, group, target, review, kind, why)

    before = [one.target for one in picture.links if one.origin == group and one.review is Review.ACCEPTED]
    if chosen == _NONE:
        proposed = [one.target for one in picture.links if one.origin == group and one.review is Review.PROPOSED]
        return [verdict(one, Review.REJECTED) for one in (*before, *proposed)]
    target = targets.get(_typed(given) if chosen == _OTHER else chosen)
    if target is None:
        raise LookupError("target")
    replaced = [one for one in before if one != target] if given.get("instead") else []
    return [*(verdict(one, Review.REJECTED) for one in replaced), verdict(target, Review.ACCEPTED)]


def _typed(given: Mapping[str, str]) -> str:
    """The code that was typed, with its system: three digits are a group, four an occupation."""
    code = given.get("other", "").strip()
    return f"{GROUP if len(code) == 3 else OCCUPATION}:{code}"
