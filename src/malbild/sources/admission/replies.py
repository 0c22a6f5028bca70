"""replies.csv: what those who were offered a place have answered."""

from malbild.sources.admission.columns import Readable, is_text, read_columns, require
from malbild.sources.admission.problems import Problems
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.text import Text

REQUIRED = ("applicant_id", "reply")
_REPLIES = {
    **dict.fromkeys(("keeps", "ja", "behåller"), "keeps"),
    **dict.fromkeys(("content", "nöjd"), "content"),
    **dict.fromkeys(("leaves", "nej", "lämnar"), "leaves"),
}
_ORDER = ("keeps", "content", "leaves")


def read_replies(file: Readable, applicants: tuple[str, ...]) -> dict[str, str]:
    """What each has answered, by id: keeps, content or leaves. Refused with every problem."""
    problems = Problems(str(file))
    columns = read_columns(file, problems)
    if not require(columns, REQUIRED, problems):
        raise Refused(problems.findings())
    is_text(columns, "applicant_id", problems)
    ids, codes = columns.text("applicant_id")
    replies = columns.numbers("reply", _reply, problems, message=_WRONG, remedy=_WRONG_REMEDY)
    known, seen = set(applicants), set[int]()
    for line, code in zip(columns.lines.tolist(), codes.tolist(), strict=True):
        if ids[code] not in known:
            problems.add("stranger", _STRANGER, _STRANGER_REMEDY, line=line, cell="applicant_id")
        elif code in seen:
            problems.add("twice", _TWICE, _TWICE_REMEDY, line=line, cell="applicant_id")
        seen.add(code)
    if problems:
        raise Refused(problems.findings())
    return {ids[code]: _ORDER[reply] for code, reply in zip(codes.tolist(), replies.tolist(), strict=True)}


def _reply(text: str) -> int | None:
    found = _REPLIES.get(text.lower())
    return None if found is None else _ORDER.index(found)


_WRONG = Text("Svaret är okänt.", "The reply is unknown.")
_WRONG_REMEDY = Text(
    "Skriv keeps (behåller platsen, väntar på en bättre), content (nöjd med den) eller leaves (lämnar den).",
    "Write keeps (keeps the place and waits for a better), content (is content with it) or leaves (leaves it).",
)
_STRANGER = Text("Den sökande finns inte bland ansökningarna.", "The applicant is not among the applications.")
_STRANGER_REMEDY = Text("Rätta applicant_id, eller ta bort raden.", "Mend applicant_id, or take the row out.")
_TWICE = Text("Den sökande har redan svarat på en tidigare rad.",
              "The applicant has replied in an earlier row already.")  # fmt: skip
_TWICE_REMEDY = Text("Behåll det svar som gäller.", "Keep the reply that holds.")
