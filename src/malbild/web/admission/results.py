"""What a round came to, in numbers that tell of nobody, and the files to hand over."""

import csv
import io
from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from malbild.analysis.admission.fields import national_fields
from malbild.analysis.admission.tables import CUTOFFS
from malbild.pipeline.admission_year.pupil import export as exported
from malbild.pipeline.admission_year.rounds import cutoffs_of
from malbild.vocabulary.admission_year import AdmissionRound, AdmissionYear, RoundKind
from malbild.vocabulary.text import Language
from malbild.web.admission.charts import interval
from malbild.web.admission.frame import page, planner, year_of
from malbild.web.admission.words import Words

ALL = "*"
_MOST_WANTED = 20
_SEXES = {
    **dict.fromkeys(("k", "f", "kvinna", "flicka"), "sex_k"),
    **dict.fromkeys(("m", "man", "pojke"), "sex_m"),
}


@require_safe
@planner
def results(request: HttpRequest, *, language: Language, key: str, number: int) -> HttpResponse:
    """One round: how it went, for whom, and where the places were."""
    found = year_of(request, key)
    one = _round(found, number)
    words, chosen = Words(language), request.GET.get("municipality", "")
    rows = _rows(one, chosen)
    return page(
        request,
        "results.html",
        language=language,
        kind="results",
        key=(key, number),
        year=found,
        query={"municipality": chosen} if chosen else None,
        title=f"{words(f'kind_{one.kind}')} {found.year}",
        round=one,
        told=one.told,
        summary=one.told["summary"],
        rows=rows,
        chosen=chosen,
        interval=interval,
        municipalities=sorted({row["municipality"] for row in one.told["programmes"]} - {""}),
        sex=lambda code: words(_SEXES[code.lower()]) if code.lower() in _SEXES else code,
        same=str,
        field=lambda code: field_name(code, language),
        lacking=", ".join(" ".join(one) for one in one.told["prices_lacking"]),
        gone=found.gone_since is not None,
        what_if=one.kind is not RoundKind.RESERVE,
    )


@require_POST
@planner
def export(request: HttpRequest, *, language: Language, key: str, number: int, table: str) -> HttpResponse:
    """A file about a round to hand over; taking out one about pupils is noted."""
    found = year_of(request, key)
    _round(found, number)
    if found.gone_since is not None or table not in ("admissions", "reserves", "cutoffs"):
        raise Http404
    if table == "cutoffs":
        return _file(CUTOFFS, cutoffs_of(by=request.user, year=found, number=number), f"{key}-{number}-{table}.csv")
    told = exported(by=request.user, year=found, number=number, reserves=table == "reserves")
    return _file(told.heading, told.rows, f"{key}-{number}-{table}.csv")


def _rows(one: AdmissionRound, chosen: str) -> list[dict[str, Any]]:
    """The programmes of a municipality, or all, or those where one more place helps most."""
    rows: list[dict[str, Any]] = one.told["programmes"]
    if not chosen:
        return sorted(rows, key=_one_more, reverse=True)[:_MOST_WANTED]
    return [row for row in rows if chosen in (ALL, row["municipality"])]


def _one_more(row: dict[str, Any]) -> float:
    """How many one more place would help; a few are more than none."""
    return 0.5 if row["better"] is None else float(row["better"])


def _round(year: AdmissionYear, number: int) -> AdmissionRound:
    if not 1 <= number <= len(year.rounds):
        raise Http404
    return year.rounds[number - 1]


def field_name(code: str, language: Language) -> str:
    """What a field is called; its code where it is none of the national ones."""
    known = national_fields().get(code)
    return known.name.in_(language) if known else code


def _file(heading: tuple[str, ...], rows: Iterable[tuple[Any, ...]], name: str) -> HttpResponse:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(heading)
    writer.writerows(rows)
    response = HttpResponse(stream.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
