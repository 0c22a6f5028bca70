"""Delimited text: CSV as people save it (semicolons, decimal commas, a heading) and as machines do."""

import codecs
import csv
import io
import re
from collections import Counter
from pathlib import Path

from malbild.sources.files.sheet import Problems, Sheet
from malbild.sources.files.sidecar import Layout
from malbild.vocabulary.finding import Severity
from malbild.vocabulary.text import Text

_DELIMITERS = ";\t,|"
_SAMPLE = 50
_FIELD_LIMIT = 1_000_000
_COMMA = re.compile(r"\s*[+-−]?\d{1,3}(?:[\s\u00a0\u202f]?\d{3})*,\d+\s*%?\s*")
_POINT = re.compile(r"\s*[+-−]?\d+(?:[\s\u00a0\u202f]\d{3})*\.\d+\s*%?\s*")
_LONE_GROUP = re.compile(r"\s*[+-−]?\d{1,3}[.,]\d{3}\s*")


def read_delimited(path: Path, content: bytes, layout: Layout, problems: Problems) -> Sheet:
    """The cells of a CSV; encoding, delimiter and decimal sign are found out unless the sidecar says."""
    text = _decoded(content, layout, problems)
    delimiter = layout.delimiter or _delimiter(text)
    rows, lines = _rows(text, delimiter, problems)
    decimal = layout.decimal or _decimal(rows, delimiter, problems)
    return Sheet(str(path), tuple(rows), tuple(lines), decimal)


def _decoded(content: bytes, layout: Layout, problems: Problems) -> str:
    if layout.encoding:
        return _declared(content, layout.encoding, problems)
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(mark):
            return content.decode(name, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _declared(content: bytes, encoding: str, problems: Problems) -> str:
    try:
        return content.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        line = content[: error.start].count(b"\n") + 1 if isinstance(error, UnicodeDecodeError) else None
        problems.add(
            "encoding",
            Text(f"Filen är inte skriven i {encoding}, som sidofilen säger.",
                 f"The file is not written in {encoding}, as its sidecar says."),
            Text("Ta bort encoding ur sidofilens [file], eller spara filen i UTF-8.",
                 "Remove encoding from the sidecar's [file], or save the file as UTF-8."),
            line=line,
        )  # fmt: skip
        return content.decode("utf-8", errors="replace")


def _delimiter(text: str) -> str:
    """The sign that splits most lines into the same number of fields, at least two."""
    lines = [line for line in text.splitlines()[:_SAMPLE] if line.strip()]
    best, most = ",", 0.0
    for sign in _DELIMITERS:
        counts = Counter(line.count(sign) for line in lines if sign in line)
        if not counts:
            continue
        fields, times = counts.most_common(1)[0]
        score = times * (1 + min(fields, 3) / 10) + (0.5 if sign in ";\t" else 0)
        if score > most:
            best, most = sign, score
    return best


def _rows(text: str, delimiter: str, problems: Problems) -> tuple[list[tuple[str, ...]], list[int]]:
    if "\x00" in text:
        problems.add(
            "binary",
            Text("Filen innehåller nolltecken och är ingen textfil.", "The file holds null characters: it is no text."),
            Text("Spara tabellen som CSV (UTF-8) eller Excel (.xlsx).", "Save the table as CSV (UTF-8) or Excel "
                                                                        "(.xlsx)."),
            line=text[: text.index("\x00")].count("\n") + 1,
        )  # fmt: skip
        return [], []
    csv.field_size_limit(_FIELD_LIMIT)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[tuple[str, ...]] = []
    lines: list[int] = []
    before = 0
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append(tuple(cell.strip() for cell in row))
                lines.append(before + 1)
            before = reader.line_num
    except csv.Error as error:
        problems.add(
            "csv",
            Text(f"Raden går inte att läsa som CSV ({error}).", f"The line cannot be read as CSV ({error})."),
            Text("Se efter om ett citattecken saknas.", "Look for a missing quotation mark."),
            line=reader.line_num,
        )  # fmt: skip
    return rows, lines


def _decimal(rows: list[tuple[str, ...]], delimiter: str, problems: Problems) -> str:
    """The decimal sign of a file; told when the file alone does not settle it."""
    commas = points = lone = 0
    for cell in (cell for row in rows for cell in row):
        commas += bool(_COMMA.fullmatch(cell))
        points += bool(_POINT.fullmatch(cell))
        lone += bool(_LONE_GROUP.fullmatch(cell))
    decimal = "," if commas > points or (commas == points and delimiter == ";") else "."
    settled = commas + points - lone > 0 or lone == 0
    if (commas and points) or not settled:
        problems.add(
            "decimal",
            Text(f"Det framgår inte säkert om decimaltecknet är komma eller punkt; läst som {decimal!r}.",
                 f"It is not certain whether the decimal sign is a comma or a point; read as {decimal!r}."),
            Text("Skriv decimal = \",\" eller decimal = \".\" under [file] i sidofilen.",
                 "Write decimal = \",\" or decimal = \".\" under [file] in the sidecar."),
            severity=Severity.NOTE,
        )  # fmt: skip
    return decimal
