"""Can any file make the reader of plan files do anything but read it or say what is wrong?"""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from malbild.register import files
from malbild.register.files.writing import rendered
from malbild.register.nouns import noun_of, objects
from malbild.vocabulary.finding import Finding, Severity
from malbild.vocabulary.plan import RegisterSummary
from malbild.vocabulary.problem import Refused
from tests.register_sample import SMALL

_WHOLE = {f"{noun_of(one).folder}/{one.id}.md": rendered(one).encode() for one in objects(SMALL)}
_PIECES = st.sampled_from(
    [
        b"",
        b"+++\n",
        b"=",
        b"[[targets]]\n",
        b"[targets]\n",
        b"[",
        b"id = 1\n",
        b"\xff",
        b"\x00",
        b'"',
        b"'''",
        b"{}",
        b"- 1",
    ]
)


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, bytes]:
    """A plan file with a piece cut out and another put in its place."""
    name = draw(st.sampled_from(sorted(_WHOLE)))
    whole = _WHOLE[name]
    first, last = sorted(draw(st.tuples(*[st.integers(0, len(whole))] * 2)))
    return name, whole[:first] + draw(_PIECES | st.binary(max_size=6)) + whole[last:]


@given(damaged() | st.tuples(st.just("goals/x.md"), st.binary(max_size=200)))
@settings(max_examples=150, deadline=None)
def test_a_damaged_file_is_read_or_refused_with_its_place(file: tuple[str, bytes]) -> None:
    with TemporaryDirectory() as folder:
        for name, content in {**_WHOLE, file[0]: file[1]}.items():
            path = Path(folder) / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
        register, findings = read(Path(folder))
        assert (register is None) == bool(findings)
        assert all(one.place.file in {*_WHOLE, file[0]} for one in findings)
        assert all(one.severity is Severity.ERROR and one.place.line for one in findings)
        if register:
            files.write(register, Path(folder) / "again")
            assert files.read(Path(folder) / "again") == register


def read(folder: Path) -> tuple[RegisterSummary | None, tuple[Finding, ...]]:
    try:
        return files.read(folder), ()
    except Refused as refused:
        return None, refused.findings
