"""`malbild judge`: how it goes with every target."""

import sys
from datetime import date
from pathlib import Path
from typing import Any, Literal

import msgspec

from malbild.cli import language
from malbild.pipeline.judge import judgements
from malbild.pipeline.workspace import Workspace
from malbild.register.queries import register
from malbild.vocabulary.judgement import STATE_NAMES, Judgement


def judge(*, data: Path = Path(".malbild"), format: Literal["text", "json"] = "text") -> None:
    """Judge every target of the plan on the figures that are known today.

    Parameters
    ----------
    data
        The working folder.
    format
        Sentences for people, or an array of objects for machines.
    """
    workspace = Workspace(data)
    workspace.open_region()
    cubes = {name: workspace.warehouse.cube(one) for name, one in workspace.indicators().items()}
    found = judgements(cubes, register(public=True), today=date.today())
    if format == "json":
        sys.stdout.buffer.write(
            msgspec.json.format(msgspec.json.encode([_row(one) for one in found]), indent=2) + b"\n"
        )
    else:
        for one in found:
            print(_line(one))


def _row(one: Judgement) -> dict[str, Any]:
    return {
        "goal": one.goal,
        "target": one.target,
        "indicator": one.indicator,
        "area": one.area,
        "state": one.state.value,
        "probability": one.probability,
        "value": one.value,
        "period": str(one.period) if one.period else None,
        "goal_value": one.goal_value,
        "reasons": [{"code": reason.code, "sv": reason.text.sv, "en": reason.text.en} for reason in one.reasons],
        "sentence": {"sv": one.sentence.sv, "en": one.sentence.en},
    }


def _line(one: Judgement) -> str:
    state = STATE_NAMES[one.state].in_(language())
    return f"{state:<18} {one.target}: {one.sentence.in_(language())}"
