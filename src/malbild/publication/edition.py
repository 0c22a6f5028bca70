"""Edition: the site in one language; how names, numbers, dates and facts are written on every page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from markupsafe import Markup, escape

from malbild.publication.addresses import address
from malbild.publication.prose import prose
from malbild.publication.site import Site
from malbild.publication.wording import Wording, wording
from malbild.vocabulary import text
from malbild.vocabulary.area import area
from malbild.vocabulary.cube import TOTAL
from malbild.vocabulary.fact import Fact, cell
from malbild.vocabulary.finding import Place
from malbild.vocabulary.indicator import Indicator
from malbild.vocabulary.period import Period, PeriodKind
from malbild.vocabulary.quotation import QUOTED, Quotation
from malbild.vocabulary.text import Language, Text


class Named(Protocol):
    """What has a name in the language it was decided in, and perhaps our translation."""

    @property
    def name(self) -> str:
        """The decided name."""
        ...

    @property
    def name_en(self) -> str:
        """Our translation; empty when there is none."""
        ...


@dataclass(frozen=True)
class Edition:
    """The site as one language's readers meet it."""

    site: Site
    language: Language

    @property
    def t(self) -> Wording:
        """The interface's texts."""
        return wording(self.language)

    def to(self, kind: str, *key: str) -> str:
        """The address of another page in the same language."""
        return address(kind, self.language, *key)

    def say(self, words: Text) -> str:
        """A text of the vocabulary in this language."""
        return words.in_(self.language)

    def name(self, one: Named) -> Markup:
        """A name; marked as Swedish where it has no translation, so that it is read aloud rightly."""
        if self.language == "en" and not one.name_en:
            return self.original(one.name)
        return escape(self.title(one))

    def title(self, one: Named) -> str:
        """A name without markup, for titles and descriptions."""
        return (self.language == "en" and one.name_en) or one.name

    def original(self, words: str) -> Markup:
        """Words that exist only in the language they were decided in, marked so that they are read aloud rightly."""
        return escape(words) if self.language == "sv" else Markup('<span lang="sv">{}</span>').format(words)

    def prose(self, original: str, translated: str, level: int = 3) -> Markup:
        """A decided text; where the translation is missing the page says so and shows the original."""
        if not original and not translated:
            return Markup("")
        if self.language == "sv" or translated:
            return self._quoting(prose(original if self.language == "sv" else translated, level))
        note = Markup('<p class="note">{}</p>').format(self.t("text.untranslated"))
        return note + Markup('<div lang="sv">{}</div>').format(self._quoting(prose(original, level)))

    def _quoting(self, written: Markup) -> Markup:
        """The figures a text quotes, each with the way to its table, and with what it is now where it has moved."""
        return Markup(QUOTED.sub(lambda match: self._quoted(match[1], Markup(match[2].strip())), str(written)))

    def _quoted(self, fact_id: str, printed: Markup) -> Markup:
        try:
            fact = self.site.fact(*cell(fact_id))
        except ValueError:
            fact = None
        if fact is None:
            return printed
        link = Markup('<a class="fact" href="{}">{}</a>').format(self.fact_address(fact), printed)
        if not Quotation(Place(), fact_id, printed.unescape(), fact.value).moved:
            return link
        now = self.absent(fact.status) if fact.value is None else escape(self.number(fact.value, fact.decimals))
        return link + Markup(' <span class="moved">({})</span>').format(self.t("fact.moved", value=now))

    def number(self, value: float, decimals: int | None = None) -> str:
        """A number as the language writes it."""
        return text.number(value, self.language, decimals)

    def percent(self, share: float) -> str:
        """A probability or share in words, never more certain than it is.

        Below half a per cent and above 99.5 the page says "less than 1" and "more than 99".
        """
        if share < 0.005:
            return self.t.plain("number.below", value=text.percent(0.01, self.language))
        if share > 0.995:
            return self.t.plain("number.above", value=text.percent(0.99, self.language))
        return text.percent(share, self.language)

    def day(self, value: date | None) -> str:
        """A date written out."""
        return text.day(value, self.language) if value else ""

    def span(self, start: date | None, end: date | None) -> str:
        """The years something holds: "2017–2020", "från 2015", "till 2014"."""
        if start and end:
            return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
        if start:
            return self.t.plain("span.from", year=start.year)
        return self.t.plain("span.to", year=end.year) if end else ""

    def period(self, period: Period) -> str:
        """A period as people write it: "2018", "kvartal 3 2018", "september 2018"."""
        if period.kind is PeriodKind.YEAR:
            return str(period.year)
        if period.kind is PeriodKind.MONTH:
            return text.day(period.first_day, self.language).split("\u00a0", 1)[1]
        return self.t.plain(f"period.{period.kind}", part=period.part, year=period.year)

    def group(self, code: str) -> str:
        """A group's name: "kvinnor", "25–44 år"; a code nobody has named is shown as it stands."""
        if f"group.{code}" in self.t.texts:
            return self.t.plain(f"group.{code}")
        dimension, _, member = code.rpartition("=")
        if dimension.startswith("age") and member.endswith(("-", "+")):
            return self.t.plain("group.age_from", ages=member[:-1])
        if dimension.startswith("age"):
            return self.t.plain("group.age", ages=member.replace("-", "–"))
        return member

    def area(self, code: str) -> str:
        """An area's name."""
        return self.t.plain("area.nation") if code == "00" else area(code).name

    def value(self, value: float, indicator: Indicator) -> str:
        """A value with the indicator's decimals and unit."""
        return f"{self.number(value, indicator.decimals)} {indicator.unit.label(self.language)}"

    def fact(self, fact: Fact | None, unit: bool = False) -> Markup:
        """The one way a number reaches a page: with the link to where it comes from."""
        if fact is None:
            return Markup('<span class="absent">{}</span>').format(self.t("fact.none"))
        shown: str | Markup = self.absent(fact.status)
        if fact.value is not None:
            shown = self.number(fact.value, fact.decimals)
            if unit:
                shown += f" {fact.unit.label(self.language)}"
        return Markup('<a class="fact" href="{}">{}</a>').format(self.fact_address(fact), shown)

    def fact_address(self, fact: Fact) -> str:
        """Where a fact's lineage is told."""
        return f"{self.to('facts', fact.indicator, fact.area)}#{anchor(fact.period, fact.group)}"

    def absent(self, status: str) -> Markup:
        """Why there is no number."""
        return Markup('<span class="absent">{}</span>').format(self.t(f"status.{status or 'missing'}"))

    def listing(self, words: Iterable[object]) -> Markup:
        """Words, names or links as a list in a sentence."""
        parts = [escape(word) for word in words]
        if len(parts) < 2:
            return Markup("").join(parts)
        last = Markup(" {} ").format(self.t("listing.and"))
        return Markup(", ").join(parts[:-1]) + last + parts[-1]


def anchor(period: Period, group: str = TOTAL) -> str:
    """The place of a cell on its lineage page."""
    return str(period) if group == TOTAL else f"{period}-{group}"
