"""The keywords of one PX file: decoded, looked up, and checked for what is missing or contradicts itself."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from malbild.sources.files.px_syntax import Statement
from malbild.sources.problems import error, excerpt, refuse, warning
from malbild.vocabulary.finding import Finding, Place, Severity
from malbild.vocabulary.text import Text

_MOST_BYTES = 64 * 1024 * 1024
_CODEPAGE = re.compile(rb'CODEPAGE\s*=\s*"([^"\n]{1,40})"')
_ANSI = re.compile(rb'CHARSET\s*=\s*"ANSI"')
_ENCODINGS = re.compile(r"utf-8|utf-16|ascii|iso8859-\d+|cp\d+|koi8-[ru]")
_WINDOWS, _DOS = "cp1252", "cp850"


def decode(content: bytes, file: str) -> str:
    """The file's text, by its own CODEPAGE; without one it is Windows text, or DOS text when CHARSET is missing too."""
    if len(content) > _MOST_BYTES:
        raise refuse(
            "input.px-size", Place(file),
            Text(f"Filen är större än {_MOST_BYTES // 1024**2} MB.",
                 f"The file is larger than {_MOST_BYTES // 1024**2} MB."),
            Text("Ta ut en mindre del av tabellen.", "Select a smaller part of the table."),
        )  # fmt: skip
    named = _CODEPAGE.search(content[:4000])
    name = named[1].decode("ascii", "replace") if named else ""
    try:
        text = content.decode(_encoding(content, name))
    except UnicodeDecodeError as error_:
        raise refuse(
            "input.px-codepage", Place(file, content.count(b"\n", 0, error_.start) + 1, "CODEPAGE"),
            Text(f"Texten är inte {error_.encoding}.", f"The text is not {error_.encoding}."),
            Text("Rätta CODEPAGE till den teckenkod filen är skriven i.",
                 "Correct CODEPAGE to the encoding the file is written in."),
        ) from error_  # fmt: skip
    except (LookupError, ValueError) as error_:
        raise refuse(
            "input.px-codepage", Place(file, None, "CODEPAGE"),
            Text(f"Teckenkoden ”{excerpt(name)}” är okänd.", f"The code page “{excerpt(name)}” is unknown."),
            Text("Skriv till exempel utf-8, iso-8859-1 eller windows-1252.",
                 "Write for instance utf-8, iso-8859-1 or windows-1252."),
        ) from error_  # fmt: skip
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _encoding(content: bytes, name: str) -> str:
    if content.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if not name:
        return "latin-1" if _ANSI.search(content[:4000]) and not _is(content, _WINDOWS) else _plain(content)
    found = codecs.lookup(name.strip()).name
    if not _ENCODINGS.fullmatch(found):
        raise LookupError(name)
    return found


def _plain(content: bytes) -> str:
    return _WINDOWS if _ANSI.search(content[:4000]) else "utf-8" if _is(content, "utf-8") else _DOS


def _is(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


@dataclass
class Keywords:
    """The statements of a file in its own language, and what is wrong with them."""

    file: str
    statements: tuple[Statement, ...]
    problems: list[Finding]

    def __post_init__(self) -> None:
        languages = [value for one in self.statements if one.name in ("LANGUAGE", "LANGUAGES") for value in one.values]
        self.languages = frozenset(languages)
        self.broken = frozenset(one.place.cell for one in self.problems)
        self._own = {(one.name, one.subkeys): one for one in reversed(self.statements) if not one.language}

    def one(self, name: str, *subkeys: str) -> Statement | None:
        """A keyword of the file's own language; None when it is not there."""
        return self._own.get((name, subkeys))

    def values(self, name: str, *subkeys: str) -> tuple[str, ...]:
        """A keyword's values; none when it is not there."""
        found = self.one(name, *subkeys)
        return found.values if found else ()

    def text(self, name: str, *subkeys: str) -> str:
        """A keyword's first value; empty when it is not there."""
        return next(iter(self.values(name, *subkeys)), "")

    def every(self, *names: str) -> Iterator[Statement]:
        """All statements of some keywords, in every language."""
        return (one for one in self.statements if one.name in names)

    def number(self, name: str, lowest: int, highest: int, *subkeys: str) -> int | None:
        """A keyword's whole number; None when it is missing or, which is told, no such number."""
        found = self.one(name, *subkeys)
        if found is None:
            return None
        text = next(iter(found.values), "")
        if text.isascii() and text.isdigit() and len(text) < 4 and lowest <= int(text) <= highest:
            return int(text)
        self.wrong(
            found, Text(f"{name} är ”{excerpt(text, 20)}”, inte ett heltal mellan {lowest} och {highest}.",
                        f"{name} is “{excerpt(text, 20)}”, not a whole number from {lowest} to {highest}."),
            Text("Rätta talet.", "Correct the number."),
        )  # fmt: skip
        return None

    def problems_that_stop(self) -> bool:
        """Whether anything has been found that refuses the file."""
        return any(one.severity is Severity.ERROR for one in self.problems)

    def missing(self, name: str, *subkeys: str) -> None:
        """A keyword without which the figures cannot be understood is not there; a broken one is told of already."""
        if name in self.broken:
            return
        shown = str(Statement(name, "", subkeys, (), 0))
        self.problems.append(error(
            "input.px-keyword", Place(self.file, None, shown),
            Text(f"Nyckelordet {shown} fattas.", f"The keyword {shown} is missing."),
            Text("Lägg till det; utan det går siffrorna inte att tyda.",
                 "Add it; without it the figures cannot be understood."),
        ))  # fmt: skip

    def wrong(self, statement: Statement, message: Text, remedy: Text) -> None:
        """A keyword contradicts the table so that its figures cannot be trusted."""
        self.problems.append(error("input.px-keyword", self._place(statement), message, remedy))

    def doubtful(self, statement: Statement, message: Text, remedy: Text) -> None:
        """A keyword is wrong beside the figures: told, but no reason not to read them."""
        self.problems.append(warning("input.px-keyword", self._place(statement), message, remedy))

    def lacking(self, name: str) -> None:
        """A mandatory keyword is not there, though the figures can be understood without it."""
        if name in self.broken:
            return
        self.problems.append(warning(
            "input.px-keyword", Place(self.file, None, name),
            Text(f"Det obligatoriska nyckelordet {name} fattas.", f"The mandatory keyword {name} is missing."),
            Text("Säg till den som gett ut filen; siffrorna går att läsa ändå.",
                 "Tell whoever published the file; the figures can be read all the same."),
        ))  # fmt: skip

    def _place(self, statement: Statement) -> Place:
        return Place(self.file, statement.line, str(statement))
