"""Has a sentence changed without anybody reading it?"""

import re

from malbild.vocabulary.judgement import Judgement, State
from tests.golden.judgement_sentences import GOLDEN, grid, text


def test_every_sentence_is_the_one_that_was_read() -> None:
    assert text() == GOLDEN.read_text(encoding="utf-8"), (
        "run `python -m tests.golden.judgement_sentences` and read the diff"
    )


def test_the_grid_holds_every_state() -> None:
    assert {one.state for _, one in grid()} == set(State)


def test_no_sentence_claims_what_its_state_does_not() -> None:
    for name, one in grid():
        assert _claims(one) <= {one.state}, name


def test_every_sentence_is_whole() -> None:
    for name, one in grid():
        for sentence in (one.sentence.sv, one.sentence.en):
            assert sentence.endswith("."), name
            assert not re.search(r"[{}]|  |,,|\.\.|,\.|nan|None", sentence), (name, sentence)


def _claims(one: Judgement) -> set[State]:
    """The states that the Swedish sentence's last words may stand for, read by words alone."""
    words = {
        r"går inte att säga\.": State.CANNOT_TELL,
        r"Det är osäkert|och det är osäkert": State.AT_RISK,
        r"väntas inte nås|nås inte |nåddes inte[^,]*\.$": State.OFF_TRACK,
        r"väntas nås": State.ON_TRACK,
        r"nåddes(?! inte)": State.REACHED,
    }
    asked = re.sub(r"går inte att säga om .*? (nås|nåddes|är nått)\.", "går inte att säga.", one.sentence.sv)
    found = {state for pattern, state in words.items() if re.search(pattern, asked)}
    return found or {None}  # type: ignore[arg-type]
