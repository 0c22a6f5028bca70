"""`malbild check`: find what is wrong in tables and plans."""

import json
import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from cyclopts import Parameter
from rich.console import Console
from rich.text import Text as Line

from malbild import __version__
from malbild.cli import language as spoken
from malbild.pipeline.check import Checked, check_files, rules
from malbild.vocabulary.finding import Finding, Severity
from malbild.vocabulary.text import Language, Text

_WORDS = {
    Severity.ERROR: Text("fel", "error"),
    Severity.WARNING: Text("varning", "warning"),
    Severity.NOTE: Text("upplysning", "note"),
}
_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "dim"}
_SARIF = "https://json.schemastore.org/sarif-2.1.0.json"


def check(
    *paths: Annotated[Path, Parameter(name="FILE")],
    format: Literal["text", "json", "sarif"] = "text",
    language: Language | None = None,
) -> int:
    """Check tables and plans by arithmetic; several files are also compared with each other.

    Exit status: 0 nothing of severity error, 1 something, 2 the check could not be run.

    Parameters
    ----------
    paths
        Tables (CSV, Excel, JSON-stat, PX), plan files, or the folder of a region.
    format
        How findings are told: text for people, json for programs, sarif for code hosts.
    language
        sv or en; without it, that of the environment.
    """
    language = language or spoken()
    if not paths:
        print(_NOTHING.in_(language), file=sys.stderr)
        return 2
    checked = check_files(paths, today=date.today())
    if format == "text":
        _tell(checked, language)
    else:
        told = _as_json(checked, language) if format == "json" else _as_sarif(checked, language)
        print(json.dumps(told, ensure_ascii=False, indent=2))
    return checked.exit_code


_NOTHING = Text("Ange minst en fil: malbild check FIL…", "Name at least one file: malbild check FILE…")


def _tell(checked: Checked, language: Language) -> None:
    console = Console(highlight=False, soft_wrap=True)
    for one in checked.findings:
        line = Line()
        line.append(_WORDS[one.severity].in_(language), style=_STYLES[one.severity])
        line.append(f" {one.rule}", style="bold")
        line.append(f"  {one.place}\n")
        line.append(f"  {one.message.in_(language)}\n")
        line.append(f"  → {one.remedy.in_(language)}\n", style="dim")
        console.print(line)
    console.print(_summary(checked).in_(language))


def _summary(checked: Checked) -> Text:
    counts = {severity: sum(one.severity is severity for one in checked.findings) for severity in Severity}
    errors, warnings, notes = (counts[one] for one in (Severity.ERROR, Severity.WARNING, Severity.NOTE))
    tables_sv, tables_en = ("tabell", "table") if checked.tables == 1 else ("tabeller", "tables")
    return Text(
        f"{checked.tables} {tables_sv} kontrollerade: {errors} fel, {warnings} varningar, {notes} upplysningar.",
        f"{checked.tables} {tables_en} checked: {errors} errors, {warnings} warnings, {notes} notes.",
    )


def _as_json(checked: Checked, language: Language) -> list[dict[str, Any]]:
    pages = {rule.id: rule.page for rule in rules()}
    return [
        {
            "rule": one.rule,
            "severity": one.severity.value,
            "place": str(one.place),
            "message": one.message.in_(language),
            "remedy": one.remedy.in_(language),
            "file": one.place.file,
            "line": one.place.line,
            "cell": one.place.cell,
            "page": pages.get(one.rule, "docs/rules/input.md"),
        }
        for one in checked.findings
    ]


def _as_sarif(checked: Checked, language: Language) -> dict[str, Any]:
    driver = {
        "name": "malbild",
        "version": __version__,
        "rules": [
            {
                "id": rule.id,
                "shortDescription": {"text": rule.title.in_(language)},
                "fullDescription": {"text": rule.description.in_(language)},
                "help": {"text": rule.remedy.in_(language)},
                "helpUri": rule.page,
                "defaultConfiguration": {"level": rule.severity.value},
            }
            for rule in rules()
        ],
    }
    return {
        "$schema": _SARIF, "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": [_result(one, language) for one in checked.findings]}],
    }  # fmt: skip


def _result(finding: Finding, language: Language) -> dict[str, Any]:
    location: dict[str, Any] = {"artifactLocation": {"uri": Path(finding.place.file).as_posix()}}
    if finding.place.line:
        location["region"] = {"startLine": finding.place.line}
    return {
        "ruleId": finding.rule, "level": finding.severity.value,
        "message": {"text": f"{finding.message.in_(language)} {finding.remedy.in_(language)}"},
        "locations": [{"physicalLocation": location, "logicalLocations": [{"name": finding.place.cell or "table"}]}],
    }  # fmt: skip
