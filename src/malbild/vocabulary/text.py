"""Text in the languages of the interface, and numbers and dates as people write them."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

Language = Literal["sv", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

_NARROW_MONTHS = {
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "en": "January February March April May June July August September October November December",
}
_NO_BREAK = "\u00a0"


@dataclass(frozen=True, slots=True)
class Text:
    """The same sentence in Swedish and in English; neither may be left out.

    >>> Text("mål", "goal").in_("en")
    'goal'
    """

    sv: str
    en: str

    def in_(self, language: Language) -> str:
        """The text in one of the interface's languages."""
        return self.sv if language == "sv" else self.en


UNSAID = Text("", "")
"""Where there is nothing to say, in either language."""


def number(value: float, language: Language = "sv", decimals: int | None = None) -> str:
    """A number as the language writes it; `decimals` None keeps at most one, and none for whole numbers.

    >>> number(1234567.5).replace("\u00a0", " ")
    '1 234 567,5'
    >>> number(1234567.5, "en")
    '1,234,567.5'
    >>> number(-0.04, decimals=1)
    '0,0'
    """
    if decimals is None:
        decimals = 0 if float(value).is_integer() else 1
    rounded = round(value, decimals)
    body = f"{abs(rounded):,.{decimals}f}"
    sign = ("−" if language == "sv" else "-") if rounded < 0 else ""
    if language == "sv":
        body = body.replace(",", _NO_BREAK).replace(".", ",")
    return sign + body


def percent(share: float, language: Language = "sv", decimals: int = 0) -> str:
    """A share (0–1) as per cent in words a sentence can hold.

    >>> percent(0.04).replace("\u00a0", " "), percent(0.04, "en").replace("\u00a0", " ")
    ('4 procent', '4 per cent')
    """
    word = "procent" if language == "sv" else "per cent"
    return f"{number(100 * share, language, decimals)}{_NO_BREAK}{word}"


def day(value: date, language: Language = "sv") -> str:
    """A date written out.

    >>> day(date(2026, 11, 23)).replace("\u00a0", " ")
    '23 november 2026'
    """
    month = _NARROW_MONTHS[language].split()[value.month - 1]
    return f"{value.day}{_NO_BREAK}{month}{_NO_BREAK}{value.year}"


def listing(words: list[str], language: Language = "sv") -> str:
    """Words as a list in a sentence.

    >>> listing(["Nora", "Laxå", "Kumla"])
    'Nora, Laxå och Kumla'
    """
    conjunction = "och" if language == "sv" else "and"
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"
