"""Is it told what an employer asks for, what is a merit and what is only mentioned?"""

import pytest

from malbild.analysis.skills.asking import read


def asked(text: str) -> dict[str, str]:
    """What each word between slashes is read as."""
    plain, found = "", {}
    for number, part in enumerate(text.split("/")):
        found.update({part: len(plain)} if number % 2 else {})
        plain += part
    reading = read(plain)
    return {word: reading.at(place).value for word, place in found.items()}


@pytest.mark.parametrize(("text", "expected"), [
    ("Vi söker en /kock/.", "asked"),
    ("Erfarenhet av /java/ är meriterande, men inget krav.", "meriting"),
    ("Du behöver ingen erfarenhet av /java/.", "mentioned"),
    ("Extrajobb utan krav på /java/.", "mentioned"),
    ("Arbetsuppgifter\nDu ansvarar för /java/.", "mentioned"),
    ("Vi erbjuder\nDu har kollegor inom /java/.", "mentioned"),
    ("Om oss\nKunskap om /java/ är vår styrka.", "mentioned"),
    ("Vi erbjuder\nB-körkort och /java/ är ett krav.", "asked"),
    ("Om dig\n/java/", "asked"),
    ("Kvalifikationer:\n- erfarenhet inom it\n- /java/", "asked"),
    ("Det är meriterande om du har:\n\n• B-körkort\n• kunskaper i /java/", "meriting"),
    ("Du får också gärna ha erfarenhet av något av följande:\n* css\n* /java/", "meriting"),
    ("KVALIFIKATIONER\n\nMeriterande:\n\n• truckkort\n\nFörmåga att skriva /java/ värderas.", "asked"),
    ("Vid frågor är du välkommen att kontakta /rektor/ A.", "mentioned"),
    ("Requirements\nExperience with /java/", "asked"),
    ("", "mentioned"),
])  # fmt: skip
def test_a_word_is_read_by_its_sentence_its_list_and_its_heading(text: str, expected: str) -> None:
    assert set(asked(text).values()) <= {expected}


def test_a_merit_begins_where_the_sentence_says_so() -> None:
    assert asked("Krav\nDu har minst /gymnasium/, gärna inom /teknik/.\n/truck/") == {
        "gymnasium": "asked", "teknik": "meriting", "truck": "asked",
    }  # fmt: skip


@pytest.mark.parametrize("text", ["\n\n\n", "•", "...", "Krav:", "İ" * 500 + " gärna x", "a" * 200_000, "A:\n" * 999])
def test_any_text_is_read(text: str) -> None:
    assert read(text).at(len(text)) is not None
