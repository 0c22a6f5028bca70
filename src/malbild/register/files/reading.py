"""A folder of plan files as a register: everything, or every problem of every file and nothing."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any

from malbild.register.files.fields import Misfit, Reader
from malbild.register.files.lines import line_of
from malbild.register.files.sections import SECTIONS, NoFrontMatter, Sections, parted
from malbild.register.nouns import NOUNS, Key, Noun, Summary, gathered, key_of
from malbild.register.validity import Fault, Path, faults, spelled
from malbild.vocabulary.finding import Finding, Place, Severity
from malbild.vocabulary.plan import ActionSummary, GoalSummary, RegisterSummary
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.text import Text

_SECTION_FIELDS = frozenset(SECTIONS.values())
_TOML_LINE = re.compile(r"\(at line (\d+), column \d+\)")


def read(folder: FilePath) -> RegisterSummary:
    """The register a folder of plan files holds, each noun by id.

    Raises `Refused` with every problem of every file: what, in which file, on which line, why, and what to do.
    """
    reading = _Reading(folder)
    for noun in NOUNS:
        for path in sorted((folder / noun.folder).glob("*.md")):
            reading.take(noun, path)
    return reading.register()


@dataclass(slots=True)
class _Taken:
    """A file that could be read: where it lies and what its front matter says, for messages."""

    name: str
    sections: Sections

    def place(self, path: Path) -> Place:
        first = path[0] if path else ""
        line = self.sections.lines.get(str(first)) or line_of(self.sections.front, path)
        return Place(self.name, line, spelled(path))


@dataclass(slots=True)
class _Reading:
    folder: FilePath
    problems: list[Finding] = field(default_factory=list)
    objects: dict[Key, Summary] = field(default_factory=dict)
    taken: dict[Key, _Taken] = field(default_factory=dict)

    def register(self) -> RegisterSummary:
        """What was read; refused when there is any problem."""
        register = gathered(self.objects)
        for fault in faults(register):
            self.problems.append(fault.finding(self._place(fault)))
        self.problems += self._unknown_indicators(register)
        if self.problems:
            raise Refused(sorted(self.problems, key=lambda one: one.place.file))
        return register

    def take(self, noun: Noun, path: FilePath) -> None:
        """Read one file, and note its object or its problems."""
        name = f"{noun.folder}/{path.name}"
        sections = self._sections(path, name)
        if sections is None:
            return
        taken = _Taken(name, sections)
        table = self._table(taken)
        if table is None:
            return
        self._strange(noun, taken)
        summary = self._summary(noun, taken, table)
        if summary is not None:
            self._keep(noun, summary, taken, path.stem)

    def _sections(self, path: FilePath, name: str) -> Sections | None:
        try:
            return parted(path.read_bytes().decode())
        except UnicodeDecodeError as error:
            line = path.read_bytes()[: error.start].count(b"\n") + 1
            self._problem(
                "input.encoding",
                Place(name, line),
                Text("Filen är inte UTF-8.", "The file is not UTF-8."),
                Text("Spara den som UTF-8.", "Save it as UTF-8."),
            )
        except NoFrontMatter:
            self._problem(
                "input.front",
                Place(name, 1),
                Text(
                    "Filen har inget huvud mellan två rader +++.", "The file has no front matter between two lines +++."
                ),
                Text(
                    "Låt första raden vara +++, sedan nycklarna, sedan en rad +++.",
                    "Let line one be +++, then the keys, then a line +++.",
                ),
            )
        return None

    def _table(self, taken: _Taken) -> dict[str, Any] | None:
        try:
            return tomllib.loads(taken.sections.front)
        except tomllib.TOMLDecodeError as error:
            told = _TOML_LINE.search(str(error))
            line = int(told[1]) + 1 if told else taken.sections.front.count("\n") + 2
            self._problem(
                "input.toml",
                Place(taken.name, line),
                Text(f"Huvudet kan inte läsas som TOML: {error}.", f"The front matter is not TOML: {error}."),
                Text("Rätta raden.", "Mend the line."),
            )
        return None

    def _strange(self, noun: Noun, taken: _Taken) -> None:
        for line, border in taken.sections.strange.items():
            self._problem(
                "input.section",
                Place(taken.name, line),
                Text(f"Raden ”{border}” börjar inget avsnitt.", f"The line “{border}” begins no section."),
                Text(
                    "Avsnitten är +++ en, +++ outcome och +++ outcome en, var och en en gång; skriv \\+++ för text.",
                    "Sections are +++ en, +++ outcome and +++ outcome en, each once; write \\+++ for text.",
                ),
            )
        for name, text in taken.sections.texts.items():
            if text and name not in noun.summary.__dataclass_fields__:
                self._problem(
                    "input.section",
                    Place(taken.name, taken.sections.lines[name]),
                    Text(
                        f"{noun.word.sv.capitalize()} har ingen sådan text ({name}).",
                        f"There is no such text ({name}) here.",
                    ),
                    Text("Ta bort avsnittet.", "Remove the section."),
                )

    def _summary(self, noun: Noun, taken: _Taken, table: dict[str, Any]) -> Summary | None:
        def note(misfit: Misfit) -> None:
            self._problem(misfit.rule, taken.place(misfit.path), misfit.message, misfit.remedy)

        for name in sorted(_SECTION_FIELDS & table.keys()):
            place = Place(taken.name, line_of(taken.sections.front, (name,)), name)
            message = Text(f"”{name}” står inte i huvudet.", f"“{name}” does not stand in the front matter.")
            self._problem("input.key", place, message, Text("Skriv texten efter huvudet.", "Write the text after it."))
        own = {name: value for name, value in table.items() if name not in _SECTION_FIELDS}
        texts = {n: t for n, t in taken.sections.texts.items() if n in noun.summary.__dataclass_fields__}
        summary: Summary | None = Reader(note).record(noun.summary, {**own, **texts})
        return summary

    def _keep(self, noun: Noun, summary: Summary, taken: _Taken, stem: str) -> None:
        key = (noun.name, summary.id)
        if key in self.objects:
            self._problem(
                "input.twice",
                taken.place(("id",)),
                Text(
                    f"Beteckningen ”{summary.id}” används redan i {self.taken[key].name} ({noun.word.sv}).",
                    f"The id “{summary.id}” is already used in {self.taken[key].name} ({noun.word.en}).",
                ),
                Text("Ge det ena en annan beteckning eller ta bort det.", "Give one another id, or remove it."),
            )
        elif summary.id != stem:
            self._problem(
                "input.id",
                taken.place(("id",)),
                Text(
                    f"Beteckningen ”{summary.id}” är inte filens namn.",
                    f"The id “{summary.id}” is not the file's name.",
                ),
                Text(f"Kalla filen {summary.id}.md eller rätta id.", f"Name the file {summary.id}.md, or mend the id."),
            )
        if key not in self.objects:
            self.objects[key], self.taken[key] = summary, taken

    def _place(self, fault: Fault) -> Place:
        return self.taken[fault.key].place(fault.path)

    def _unknown_indicators(self, register: RegisterSummary) -> list[Finding]:
        """Indicators the folder has no file for; a folder without indicators leaves them to be known elsewhere."""
        if not (self.folder / "indicators").is_dir():
            return []
        known = {path.stem for path in (self.folder / "indicators").glob("*.toml")}
        return [
            Finding(
                "input.reference",
                Severity.ERROR,
                self.taken[key].place(path),
                Text(f"Det finns ingen fil indicators/{id}.toml.", f"There is no file indicators/{id}.toml."),
                Text("Rätta beteckningen eller lägg till indikatorn.", "Mend the id, or add the indicator."),
            )
            for key, path, id in _indicators(register)
            if id not in known
        ]

    def _problem(self, rule: str, place: Place, message: Text, remedy: Text) -> None:
        self.problems.append(Finding(rule, Severity.ERROR, place, message, remedy))


def _indicators(register: RegisterSummary) -> Iterator[tuple[Key, Path, str]]:
    """Every indicator that a goal, a target or an action names, and where."""
    followed: tuple[GoalSummary | ActionSummary, ...] = (*register.goals, *register.actions)
    for one in followed:
        for place, id in enumerate(one.indicators):
            yield key_of(one), ("indicators", place), id
    for goal in register.goals:
        for place, target in enumerate(goal.targets):
            yield key_of(goal), ("targets", place, "indicator"), target.indicator
