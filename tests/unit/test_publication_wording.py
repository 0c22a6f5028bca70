"""The text catalogue: is it whole in both languages, is all of it used, and does every word come from it?"""

import re
import tomllib
from importlib.resources import files
from pathlib import Path

from malbild.publication.wording import wording

PACKAGE = Path(str(files("malbild.publication")))
TEMPLATES = sorted(PACKAGE.glob("templates/*.html"))
CODE = "\n".join(one.read_text(encoding="utf-8") for one in [*PACKAGE.rglob("*.py"), *TEMPLATES])
SAME_IN_BOTH = {
    "future.added",
    "goal.measured",
    "goal_kind.vision",
    "municipality.alone",
    "municipality.body",
    "municipality.index",
    "nav.start",
    "organisation_kind.other.one",
    "organisation_kind.region.one",
    "plan_kind.other",
    "site.brand",
    "site.title",
    "table.organisation",
    "table.period",
    "word.organisation.name",
}
_PLACES = re.compile(r"\{(\w+)\}")


def test_both_languages_have_the_same_keys_and_the_same_places() -> None:
    swedish, english = wording("sv").texts, wording("en").texts
    assert swedish.keys() == english.keys()
    for key, text in swedish.items():
        assert set(_PLACES.findall(text)) == set(_PLACES.findall(english[key])), key


def test_no_text_is_empty_or_left_in_the_other_language() -> None:
    same = {key for key, text in wording("sv").texts.items() if text == wording("en").texts[key]}
    assert all(wording("sv").texts.values())
    assert same == SAME_IN_BOTH


def test_every_text_is_used() -> None:
    literal = set(re.findall(r"""["']([a-z0-9_]+(?:\.[a-z0-9_]+)+)["']""", CODE))
    families = set(re.findall(r"""f["']([a-z0-9_.]+)\.\{""", CODE)) | set(re.findall(r"""\.kind\(["'](\w+)""", CODE))
    families |= set(re.findall(r"""t\(["'](\w+)\.["'] ~""", CODE))

    def used(key: str) -> bool:
        whole = re.sub(r"\.(one|other)$", "", key)
        return key in literal or whole in literal or any(key.startswith(f"{one}.") for one in families)

    assert [key for key in wording("sv").texts if not used(key)] == []


def test_templates_hold_no_words_of_their_own() -> None:
    for template in TEMPLATES:
        bare = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", template.read_text(encoding="utf-8"), flags=re.DOTALL)
        for said in re.findall(r'(?:aria-label|title|alt|placeholder)="([^"]*)"', bare):
            assert not re.search(r"\w", said), (template.name, said)
        words = re.findall(r"[^\W\d_]{2,}", re.sub(r"<[^>]*>", " ", bare))
        assert words == [], (template.name, words)


def test_catalogues_are_files_a_translator_can_read() -> None:
    for language in ("sv", "en"):
        assert tomllib.loads((PACKAGE / "text" / f"{language}.toml").read_text(encoding="utf-8"))
