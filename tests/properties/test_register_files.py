"""Does a register come back from its files exactly as it went out, whatever it holds?"""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given, settings
from hypothesis import strategies as st

from malbild.register import files
from malbild.register.files.sections import SECTIONS, joined, parted
from malbild.vocabulary.plan import RegisterSummary
from tests.register_sample import SMALL
from tests.register_strategies import TEXTS, registers


@given(registers())
@example(SMALL)
@settings(max_examples=60, deadline=None)
def test_what_is_written_is_read_back(register: RegisterSummary) -> None:
    with TemporaryDirectory() as folder:
        files.write(register, Path(folder) / "region")
        assert files.read(Path(folder) / "region") == register


@given(registers())
@settings(max_examples=20, deadline=None)
def test_writing_again_changes_no_byte(register: RegisterSummary) -> None:
    with TemporaryDirectory() as folder:
        region = Path(folder) / "region"
        files.write(register, region)
        once = {path: path.read_bytes() for path in region.rglob("*.md")}
        files.write(files.read(region), region)
        assert {path: path.read_bytes() for path in region.rglob("*.md")} == once


@given(st.fixed_dictionaries(dict.fromkeys(SECTIONS.values(), TEXTS)))
def test_texts_keep_every_character(texts: dict[str, str]) -> None:
    found = parted(joined('id = "x"\n', texts))
    assert {name: found.texts.get(name, "") for name in texts} == texts
    assert not found.strange
