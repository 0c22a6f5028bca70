"""What a PX file says its table is: variables, values, codes, times and contents, checked against one another."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from malbild.sources.files.grid import Dimension, is_area, is_period, is_time
from malbild.sources.files.measures import kind_of
from malbild.sources.files.px_keywords import Keywords
from malbild.sources.files.px_syntax import Statement
from malbild.sources.problems import excerpt
from malbild.vocabulary.table import Measure
from malbild.vocabulary.text import Text

_TIME_FORM = {
    "A": "{0}",
    "H": "{0}H{1}",
    "T": "{0}T{1}",
    "Q": "{0}K{1}",
    "K": "{0}K{1}",
    "M": "{0}M{1}",
    "W": "{0}V{1}",
}
# Keywords whose first subkey is a variable, and whose mistake changes no figure.
_OF_A_VARIABLE = (
    "DOMAIN", "DOUBLECOLUMN", "ELIMINATION", "MAP", "NOTE", "NOTEX", "PRESTEXT", "PARTITIONED", "HIERARCHIES",
    "VARIABLE-TYPE", "VALUENOTE", "VALUENOTEX", "AGGREGALLOWED", "GROUPING",
)  # fmt: skip
# … and those whose first subkey is one of the contents.
_OF_A_CONTENT = (
    "LAST-UPDATED", "CONTACT", "STOCKFA", "CFPRICES", "DAYADJ", "SEASADJ", "REFPERIOD", "BASEPERIOD", "PRECISION",
)  # fmt: skip
_STRUCTURE = frozenset({"STUB", "HEADING"})  # when one of them cannot be read, every other keyword seems wrong too
_YES_NO = ("AGGREGALLOWED", "AUTOPEN", "COPYRIGHT", "DESCRIPTIONDEFAULT", "DOUBLECOLUMN")
_MANDATORY_BESIDE = ("MATRIX", "SUBJECT-AREA", "SUBJECT-CODE")


@dataclass
class Cube:
    """The table a file declares; what is wrong with it goes to the keywords' problems."""

    keywords: Keywords

    def __post_init__(self) -> None:
        stub, heading = self.keywords.values("STUB"), self.keywords.values("HEADING")
        self._check_variables((*stub, *heading))
        self.stub = self._roles([self._dimension(name) for name in stub])
        self.heading = self._roles([self._dimension(name) for name in heading], self.stub)
        self.dimensions = (*self.stub, *self.heading)
        self.title = self.keywords.text("TITLE") or self.keywords.text("DESCRIPTION") or self._untitled()
        self.decimals = self._decimals()
        self.measures = self._measures()
        if not self.keywords.broken & _STRUCTURE and self.dimensions:
            self._check_contents()
            self._check_beside()

    def keys(self) -> list[str]:
        """For each variable of the stub, whether rows name it by VALUES or by CODES; empty for a file without keys."""
        found = [self.keywords.text("KEYS", one.label) for one in self.stub]
        if not any(found):
            return []
        for one, key in zip(self.stub, found, strict=True):
            if key not in ("VALUES", "CODES"):
                self.keywords.missing("KEYS", one.label)
        return found

    def _check_variables(self, names: tuple[str, ...]) -> None:
        if not names:
            self.keywords.missing("STUB")
        for name in sorted({one for one in names if names.count(one) > 1}):
            where = self.keywords.one("HEADING") or self.keywords.one("STUB")
            assert where is not None
            self.keywords.wrong(
                where, Text(f"Variabeln ”{name}” står två gånger i STUB och HEADING.",
                            f"The variable “{name}” stands twice in STUB and HEADING."),
                Text("Varje variabel ska stå en gång.", "Each variable shall stand once."),
            )  # fmt: skip

    def _dimension(self, name: str) -> Dimension:
        """A variable with its values; its texts serve as codes where it has none of its own."""
        values, codes = self.keywords.one("VALUES", name), self.keywords.one("CODES", name)
        if values is None:
            self.keywords.missing("VALUES", name)
            return Dimension(name, name, (), ())
        labels = values.values
        used = codes.values if codes else labels
        self._check_values(values, labels, codes)
        if times := self.keywords.one("TIMEVAL", name):
            used = self._periods(times, used, labels)
        return Dimension(self.keywords.text("VARIABLECODE", name) or name, name, used, labels)

    def _check_values(self, values: Statement, labels: tuple[str, ...], codes: Statement | None) -> None:
        if codes and len(codes.values) != len(labels):
            self.keywords.wrong(
                codes, Text(f"CODES har {len(codes.values)} koder men VALUES {len(labels)} värden.",
                            f"CODES has {len(codes.values)} codes but VALUES {len(labels)} values."),
                Text("Ge varje värde en kod.", "Give each value one code."),
            )  # fmt: skip
        used = codes or values
        twice = sorted({one for one in used.values if used.values.count(one) > 1}) if len(used.values) < 5000 else []
        if twice or len(set(used.values)) != len(used.values):
            self.keywords.wrong(
                used, Text(f"”{excerpt(', '.join(twice) or '…')}” står mer än en gång.",
                           f"“{excerpt(', '.join(twice) or '…')}” stands more than once."),
                Text("Varje värde ska stå en gång.", "Each value shall stand once."),
            )  # fmt: skip

    def _periods(self, times: Statement, used: tuple[str, ...], labels: tuple[str, ...]) -> tuple[str, ...]:
        """The time codes: as the file writes them when they can be read as periods, else as its time list does."""
        if len(times.values) not in (0, 2 if "-" in times.scale else len(labels), len(labels)):
            self.keywords.wrong(
                times, Text(f"TIMEVAL har {len(times.values)} tider men VALUES {len(labels)}.",
                            f"TIMEVAL has {len(times.values)} times but VALUES {len(labels)}."),
                Text("De ska vara lika många och gälla samma perioder.",
                     "They shall be as many and of the same periods."),
            )  # fmt: skip
        if all(map(is_period, used)) or len(times.values) != len(labels):
            return used
        form = _TIME_FORM.get(times.scale[:1], "{0}{1}")
        return tuple(form.format(one[:4], one[4:]) for one in times.values)

    def _roles(self, dimensions: list[Dimension], before: tuple[Dimension, ...] = ()) -> tuple[Dimension, ...]:
        taken = {one.role for one in before}
        found = []
        for one in dimensions:
            role = self._role(one)
            found.append(replace(one, role="" if role in taken else role))
            taken.add(role)
        return tuple(found)

    def _role(self, one: Dimension) -> str:
        if self.keywords.one("TIMEVAL", one.label):
            return "period"
        if self.keywords.text("CONTVARIABLE") == one.label:
            return "measure"
        if is_time(one, one.id, one.label) and not any(self.keywords.every("TIMEVAL")):
            return "period"
        if is_area(one.id, one.label, self.keywords.text("DOMAIN", one.label)) or self.keywords.one("MAP", one.label):
            return "area"
        return ""

    def _untitled(self) -> str:
        self.keywords.missing("TITLE")
        return ""

    def _decimals(self) -> int:
        decimals = self.keywords.number("DECIMALS", 0, 15)
        shown = self.keywords.number("SHOWDECIMALS", 0, 15)
        if self.keywords.one("DECIMALS") is None:
            self.keywords.missing("DECIMALS")
        if decimals is not None and shown is not None and shown > decimals:
            statement = self.keywords.one("SHOWDECIMALS")
            assert statement is not None
            self.keywords.doubtful(
                statement, Text(f"SHOWDECIMALS är {shown} men DECIMALS bara {decimals}.",
                                f"SHOWDECIMALS is {shown} but DECIMALS only {decimals}."),
                Text("Fler decimaler kan inte visas än filen har.", "No more decimals can be shown than the file has."),
            )  # fmt: skip
        return decimals or 0

    def _measures(self) -> tuple[Measure, ...]:
        """One measure for each of the contents; a file without contents variable has one, named by CONTENTS."""
        of = next((one for one in self.dimensions if one.role == "measure"), None)
        if of is None:
            name = self.keywords.text("CONTENTS")
            if not name:
                self.keywords.missing("CONTENTS")
            return (self._measure(name, name),)
        if not self.keywords.text("CONTENTS"):
            self.keywords.lacking("CONTENTS")
        return tuple(self._measure(code, label, of.label) for code, label in zip(of.codes, of.labels, strict=False))

    def _measure(self, code: str, label: str, variable: str = "") -> Measure:
        unit = self.keywords.text("UNITS", label) or self.keywords.text("UNITS")
        if not unit:
            self.keywords.missing("UNITS", *([label] if variable else []))
        exact = self.keywords.number("PRECISION", 0, 15, variable, label) if variable else None
        return Measure(code, unit, kind_of(label, unit), self.decimals if exact is None else exact, title=label)

    def _check_contents(self) -> None:
        """CONTVARIABLE and UNITS tell what the figures are, so they must fit the table."""
        contents = self.keywords.one("CONTVARIABLE")
        labels = {one.label for one in self.dimensions}
        if contents and contents.values[:1] and contents.values[0] not in labels:
            self._unknown(contents, contents.values[0], "variable", fatal=True)
        known = {measure.title for measure in self.measures}
        for one in self.keywords.every("UNITS"):
            if one.subkeys and not one.language and one.subkeys[0] not in known:
                self._unknown(one, one.subkeys[0], "content", fatal=True)
        for one in self.keywords.every("VALUES", "CODES", "TIMEVAL"):
            if not one.language and one.subkeys and one.subkeys[0] not in labels:
                self._unknown(one, one.subkeys[0], "variable", fatal=True)

    def _check_beside(self) -> None:
        """What changes no figure, but that whoever reads the file should know."""
        for name in _MANDATORY_BESIDE:
            if self.keywords.one(name) is None:
                self.keywords.lacking(name)
        labels = {one.label for one in self.dimensions}
        for one in self.keywords.statements:
            if one.language and self.keywords.languages and one.language not in self.keywords.languages:
                self._unknown(one, one.language, "language")
            elif not one.language:
                self._check_subkeys(one, labels)
        if self.keywords.text("DESCRIPTIONDEFAULT") == "YES" and not self.keywords.text("DESCRIPTION"):
            self.keywords.lacking("DESCRIPTION")

    def _check_subkeys(self, one: Statement, labels: set[str]) -> None:
        if one.name in _OF_A_VARIABLE and one.subkeys and one.subkeys[0] not in labels:
            self._unknown(one, one.subkeys[0], "variable")
        if one.name in _OF_A_CONTENT and one.subkeys and not self._is_content(one):
            self._unknown(one, one.subkeys[-1], "content")
        if one.name in ("CELLNOTE", "CELLNOTEX") and len(one.subkeys) != len(self.dimensions):
            self.keywords.doubtful(
                one, Text(f"Noten pekar ut {len(one.subkeys)} variabler men tabellen har {len(self.dimensions)}.",
                          f"The note points at {len(one.subkeys)} variables but the table has {len(self.dimensions)}."),
                Text("Noten läses inte.", "The note is not read."),
            )  # fmt: skip
        if one.name in _YES_NO and not {*one.values} <= {"YES", "NO"}:
            self._unknown(one, next(iter(one.values), ""), "YES/NO")

    def _is_content(self, one: Statement) -> bool:
        if one.name == "PRECISION":
            return any(one.subkeys[-1] in dimension.labels for dimension in self._named(one.subkeys[0]))
        return one.subkeys[0] in {measure.title for measure in self.measures}

    def _named(self, label: str) -> Iterator[Dimension]:
        return (one for one in self.dimensions if one.label == label)

    def _unknown(self, statement: Statement, name: str, what: str, *, fatal: bool = False) -> None:
        tell = self.keywords.wrong if fatal else self.keywords.doubtful
        sv, en = _WHAT[what]
        tell(
            statement, Text(f"{statement.name} nämner ”{excerpt(name, 40)}”, som inte är {sv}.",
                            f"{statement.name} names “{excerpt(name, 40)}”, which is not {en}."),
            Text("Rätta stavningen.", "Correct the spelling."),
        )  # fmt: skip


_WHAT = {
    "variable": ("en variabel i tabellen", "a variable of the table"),
    "content": ("ett av tabellens innehåll", "one of the table's contents"),
    "language": ("ett av filens språk", "one of the file's languages"),
    "YES/NO": ("YES eller NO", "YES or NO"),
}
