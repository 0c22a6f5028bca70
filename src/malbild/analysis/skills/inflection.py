"""Inflection: the forms in which a Swedish term stands in running text.

Forms are made once, when the dictionary is compiled, instead of every text being brought to base forms: a text is read
a million times more often than the dictionary. The rules go by a word's ending. Where the ending leaves the gender
open, forms of both are made: a form that no one writes is never found and does no harm. Made from the declensions as
grammars give them; how large a part of real forms they make is measured in docs/methods/skills.md.
"""

from collections.abc import Iterator

from malbild.vocabulary.skill import ConceptType

_SHORTEST = 4
_VOWELS = "aeiouyåäö"

# ending → (letters taken away, endings put on); the first that fits is used
_NOUNS: tuple[tuple[str, int, tuple[str, ...]], ...] = (
    ("are", 0, ("n", "s", "ns")),
    ("ör", 0, ("en", "er", "erna", "s", "ens", "ers")),
    ("ning", 0, ("en", "ar", "arna", "s", "ens", "ars")),
    ("ing", 0, ("en", "ar", "arna", "s", "ens", "ars")),
    ("het", 0, ("en", "er", "erna", "s", "ens", "ers")),
    ("ion", 0, ("en", "er", "erna", "s", "ens", "ers")),
    ("skap", 0, ("en", "et", "er", "erna", "s", "ens", "ets")),
    ("eri", 0, ("et", "er", "erna", "s", "ets")),
    ("man", 0, ("nen", "nens", "s")),
    ("else", 0, ("n", "r", "rna", "s", "ns")),
    ("ande", 0, ("t", "n", "na", "s", "ts")),
    ("ende", 0, ("t", "n", "na", "s", "ts")),
    ("logi", 0, ("n", "er", "erna", "s", "ns")),
    ("um", 0, ("et", "s", "ets")),
    ("a", 0, ("n", "s", "ns")),
    ("e", 0, ("n", "t", "r", "s", "ns", "ts")),
    ("el", 0, ("n", "s", "ns")),
    ("er", 0, ("n", "s", "ns", "na")),
    ("i", 0, ("n", "et", "er", "erna", "s", "ns")),
)  # fmt: skip
_CHANGED: tuple[tuple[str, int, tuple[str, ...]], ...] = (
    ("are", 1, ("na", "nas")),
    ("man", 3, ("män", "männen", "mäns", "männens")),
    ("um", 2, ("er", "erna")),
    ("a", 1, ("or", "orna", "ors", "ornas")),
    ("e", 1, ("ar", "arna", "ars", "arnas")),
    ("el", 2, ("lar", "larna", "let")),
    ("er", 2, ("rar", "rarna", "ret")),
)  # fmt: skip
_AFTER_CONSONANT = ("en", "et", "er", "ar", "erna", "arna", "s", "ens", "ets")
_ADJECTIVES: tuple[tuple[str, int, tuple[str, ...]], ...] = (
    ("ad", 1, ("t", "de")),
    ("bar", 0, ("t", "a")),
    ("el", 2, ("elt", "la")),
    ("en", 1, ("t", "na")),
    ("d", 1, ("t", "da")),
    ("ig", 0, ("t", "a")),
    ("ll", 0, ("t", "a")),
    ("nn", 1, ("t", "na")),
    ("sk", 0, ("t", "a")),
    ("s", 0, ("t", "a")),
    ("m", 0, ("t", "ma")),
    ("t", 0, ("a",)),
    ("v", 0, ("t", "a")),
    ("r", 0, ("t", "a")),
)  # fmt: skip


def forms(text: str, type: ConceptType) -> frozenset[str]:
    """A term in all its forms, in small letters, itself among them.

    >>> sorted(forms("Sjuksköterska", ConceptType.OCCUPATION))[:3]
    ['sjuksköterska', 'sjuksköterskan', 'sjuksköterskans']
    >>> "planering av inköp" in forms("planera inköp", ConceptType.SKILL)
    True
    >>> {"noggrant", "noggranna"} <= forms("noggrann", ConceptType.TRAIT)
    True
    """
    small = text.lower()
    head, space, last = small.rpartition(" ")
    found = {small}
    if _is_word(last):
        made = set(_of_word(last, type))
        made |= {form + "s" for form in made if form.endswith("na")}
        found |= {head + space + form for form in made}
    if head and type is ConceptType.SKILL:
        found |= set(_of_verb_phrase(small))
    return frozenset(found)


def _is_word(word: str) -> bool:
    return len(word) >= _SHORTEST and word.replace("-", "").isalpha()


def _of_word(word: str, type: ConceptType) -> Iterator[str]:
    if type is ConceptType.TRAIT:
        yield from _with_endings(word, _ADJECTIVES)
    if word[-1] not in _VOWELS and not any(word.endswith(ending) for ending, _, _ in _NOUNS):
        yield from (word + ending for ending in _AFTER_CONSONANT)
    yield from _with_endings(word, _NOUNS)
    yield from _with_endings(word, _CHANGED)


def _with_endings(word: str, table: tuple[tuple[str, int, tuple[str, ...]], ...]) -> Iterator[str]:
    for ending, taken, endings in table:
        if word.endswith(ending):
            stem = word[: len(word) - taken]
            yield from (stem + one for one in endings)
            return


def _of_verb_phrase(text: str) -> Iterator[str]:
    """ "planera inköp" as it stands in advertisements: planerar inköp, planering av inköp."""
    verb, _, rest = text.partition(" ")
    if not verb.endswith("a") or len(verb) < 4 or not verb.isalpha():
        return
    stem = verb[:-1]
    yield from (f"{stem}{ending} {rest}" for ending in ("ar", "er", "ade", "at"))
    noun = f"{stem}ing" if verb.endswith("era") else f"{stem}ning"
    yield f"{noun} av {rest}"
    yield f"{stem}ande av {rest}"
