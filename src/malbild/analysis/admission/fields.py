"""What programmes educate for: their national codes, names and kinds; the table stands in `fields.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from malbild.vocabulary.admission import Kind, Programmes
from malbild.vocabulary.text import Text


@dataclass(frozen=True, slots=True)
class Field:
    """What a programme educates for; `subjects` must be among the passes that make a pupil eligible."""

    code: str
    name: Text
    kind: Kind
    subjects: tuple[str, ...]


@cache
def national_fields() -> dict[str, Field]:
    """The fields by code.

    >>> national_fields()["TE"].subjects
    ('biology', 'physics', 'chemistry')
    """
    table = tomllib.loads(files(__package__).joinpath("fields.toml").read_text(encoding="utf-8"))
    subjects: dict[str, list[str]] = table["subjects"]
    return {
        code: Field(code, Text(row["sv"], row["en"]), Kind(row["kind"]), tuple(subjects.get(row.get("subjects"), ())))
        for code, row in table["fields"].items()
    }


def kinds(programmes: Programmes) -> tuple[Kind, ...]:
    """(programme,); the kind as it was told, else that of the programme's field; UNSAID when neither tells."""
    known = national_fields()
    return tuple(
        kind or (known[code].kind if code in known else Kind.UNSAID)
        for kind, code in zip(programmes.kinds, programmes.fields, strict=True)
    )


def subjects(programmes: Programmes) -> tuple[tuple[str, ...], ...]:
    """(programme,); the subjects that must be passed beyond the core."""
    known = national_fields()
    return tuple(known[code].subjects if code in known else () for code in programmes.fields)
