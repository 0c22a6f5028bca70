"""Whatever bytes a reader is given, does it give a table or a refusal, and nothing else?"""

import io
import json
import random
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from malbild.sources import kolada, scb, smhi
from malbild.sources.bundle import Bundle, Part, pack
from malbild.sources.files.jsonstat import read_jsonstat
from malbild.sources.files.px import read_px
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.provenance import Provenance, Snapshot
from malbild.vocabulary.table import Table
from tests.specimens.statistics import made
from tests.specimens.test_smhi import workbook

PX = """CHARSET="ANSI";
CODEPAGE="utf-8";
MATRIX="BEF";
SUBJECT-CODE="BE";
SUBJECT-AREA="Befolkning";
TITLE="Folkmängd efter region"
" och år";
CONTENTS="Folkmängd";
UNITS="antal";
DECIMALS=0;
STUB="region";
HEADING="år";
VALUES("region")="Örebro","Kumla";
CODES("region")="1880","1881";
VALUES("år")="2023","2024";
TIMEVAL("år")=TLIST(A1,"2023"-"2024");
NOTE="En not;med semikolon";
DATA=
158057 ".."
22 "-";
""".encode()
ANSWER = json.dumps(made({"Region": ["18", "1880"], "ContentsCode": ["BE1"], "Tid": ["2023", "2024"]})).encode()
ROWS = json.dumps(
    {"values": [{"kpi": "N00001", "municipality": "1880", "period": 2020, "values": [{"gender": "T", "value": 1.5}]}]}
).encode()
KPI = json.dumps({"id": "N00001", "title": "Skattesats, (%)", "municipality_type": "K"}).encode()
WORKBOOK = workbook()
ASKED = [{"Region": ["18", "1880"], "ContentsCode": ["BE1"], "Tid": ["2023", "2024"]}]
HURRY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _snapshot(content: bytes) -> Snapshot:
    return Snapshot("x", content, "", Provenance("", "", "https://x/?sub=GGT"))


def _scb(content: bytes) -> Table:
    return scb.parse(_snapshot(pack(Bundle({"table": "T", "asked": ASKED}, [Part("data-1", "https://x", content)]))))


def _kolada(content: bytes) -> Table:
    parts = [Part("kpi-N00001.json", "https://x", KPI), Part("data-1", "https://x", content)]
    return kolada.parse(_snapshot(pack(Bundle({"kpi": ["N00001"], "areas": ["1880"]}, parts))))


READERS: dict[str, tuple[Callable[[bytes], Table], bytes]] = {
    "px": (read_px, PX),
    "json-stat": (read_jsonstat, ANSWER),
    "scb answer": (_scb, ANSWER),
    "scb snapshot": (
        lambda content: scb.parse(_snapshot(content)),
        pack(Bundle({"table": "T", "asked": ASKED}, [Part("data-1", "", ANSWER)])),
    ),
    "kolada answer": (_kolada, ROWS),
    "kolada snapshot": (
        lambda content: kolada.parse(_snapshot(content)),
        pack(Bundle({"kpi": ["N00001"], "areas": ["1880"]}, [Part("kpi-1", "", KPI), Part("data-1", "", ROWS)])),
    ),
    "smhi": (lambda content: smhi.parse(_snapshot(content)), WORKBOOK),
}
EVERY_READER = pytest.mark.parametrize("name", READERS)


def _only_a_table_or_a_refusal(read: Callable[[bytes], Table], content: bytes) -> None:
    try:
        table = read(content)
    except Refused as refused:
        found = refused.findings
    else:
        found = ()
        assert {len(codes) for codes in table.coordinates.values()} == {len(table.values)} == {len(table.status)}
    assert all(one.message.sv and one.message.en and one.remedy.sv and one.remedy.en for one in found)


@EVERY_READER
def test_the_unharmed_is_read(name: str) -> None:
    read, content = READERS[name]
    assert len(read(content)) > 0


@EVERY_READER
@given(noise=st.binary(max_size=300))
@example(noise=b"\xff\xfe\x00")
@HURRY
def test_noise(name: str, noise: bytes) -> None:
    _only_a_table_or_a_refusal(READERS[name][0], noise)


@EVERY_READER
@given(data=st.data())
@HURRY
def test_a_real_file_harmed(name: str, data: st.DataObject) -> None:
    read, content = READERS[name]
    _only_a_table_or_a_refusal(read, harmed(content, data.draw(st.integers(0, 2**32))))


def harmed(content: bytes, seed: int) -> bytes:
    """The content with a few bytes changed, a piece lost, doubled or moved, or its end cut off."""
    chance = random.Random(seed)
    body = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        if not body:
            break
        start = chance.randrange(len(body))
        stop = min(len(body), start + chance.choice([1, 1, 3, 20, 200]))
        match chance.randrange(6):
            case 0:
                body[start] = chance.choice(b'"();,=.-0123456789 \nAZ\xff\x00{}[]:')
            case 1:
                body[start] ^= 1 << chance.randrange(8)
            case 2:
                del body[start:stop]
            case 3:
                body[start:start] = body[start:stop]
            case 4:
                body[start:stop] = b"9" * (stop - start)
            case _:
                del body[start if chance.random() < 0.2 else len(body) :]
    return bytes(body)


@pytest.mark.parametrize("name", ["scb snapshot", "kolada snapshot", "smhi"])
@given(seed=st.integers(0, 2**32))
@HURRY
def test_an_archive_harmed_inside(name: str, seed: int) -> None:
    read, content = READERS[name]
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as whole, zipfile.ZipFile(target, "w") as archive:
        victim = random.Random(seed).choice(whole.namelist())
        for member in whole.namelist():
            archive.writestr(member, harmed(whole.read(member), seed) if member == victim else whole.read(member))
    _only_a_table_or_a_refusal(read, target.getvalue())


@pytest.mark.parametrize("page", ["\\0", "rot13", "idna", "punycode", "klingon", "utf-7", "hex", "ANSI"])
def test_a_code_page_that_is_none_is_refused_by_name(page: str) -> None:
    with pytest.raises(Refused) as refused:
        read_px(PX.replace(b'CODEPAGE="utf-8"', f'CODEPAGE="{page}"'.encode()))
    assert [one.place.cell for one in refused.value.findings] == ["CODEPAGE"]


@pytest.mark.parametrize("seed", range(3))
def test_real_px_files_harmed(shared_data: Path, seed: int) -> None:
    files = sorted(path for path in (shared_data / "pxweb").rglob("*.px") if path.stat().st_size < 10_000)
    chance = random.Random(seed)
    for path in files:
        content = harmed(path.read_bytes(), chance.randrange(2**32))
        _only_a_table_or_a_refusal(read_px, content)


def _giant_px(*, keyed: bool) -> bytes:
    values = ",".join(f'"{code}"' for code in range(10_000))
    text = PX.decode().replace('STUB="region"', 'STUB="region","a","b"')
    text = text.replace('VALUES("år")', f'VALUES("a")={values};\nVALUES("b")={values};\nVALUES("år")')
    text = text.replace('"Örebro","Kumla"', values).replace('CODES("region")="1880","1881";\n', "")
    keys = "".join(f'KEYS("{name}")=VALUES;\n' for name in ("region", "a", "b"))
    return (text.replace("DATA=", keys + "DATA=") if keyed else text).encode()


@pytest.mark.parametrize("keyed", [False, True])
def test_a_px_file_that_claims_a_million_million_cells_takes_no_memory(keyed: bool) -> None:
    content = _giant_px(keyed=keyed)
    tracemalloc.start()
    with pytest.raises(Refused, match=r"2e\+12 cells"):
        read_px(content)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 50 * 1024 * 1024


@pytest.mark.parametrize(
    "content",
    [
        b"DATA=" + b'"' * 200_000,
        PX + b"A" * 200_000, b'A="' + b"x" * 200_000, b'A("' * 60_000, b"A=" + b"(" * 200_000,
        PX.replace(b"DATA=", b'NOTE="' + b'a""b' * 50_000 + b'";DATA='), b"A=B;\n" * 40_000, b" " * 300_000 + b"A",
        b"A[" * 100_000, b'A=TLIST(A1,"' + b"9" * 200_000, b"A\n" * 50_000, b'A=",' * 60_000, b"A=1,\n" * 40_000,
    ],
)  # fmt: skip
def test_no_px_file_takes_for_ever(content: bytes) -> None:
    started = time.process_time()
    _only_a_table_or_a_refusal(read_px, content)
    assert time.process_time() - started < 5
