"""What is read from a file, and what is refused, with every problem told at once."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import openpyxl
import pytest

from malbild.sources.files import read
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.table import Table

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def run(text: str, sidecar: str = "", *, encoding: str = "utf-8", name: str = "table.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        if sidecar:
            path.with_suffix(".toml").write_text(sidecar, encoding="utf-8")
        return path

    return run


def cells(table: Table) -> dict[tuple[str, ...], float]:
    keys = zip(*(table.coordinates[name].tolist() for name in ("area", "period", "measure")), strict=True)
    return dict(zip(keys, table.values.tolist(), strict=True))


def refused(path: Path) -> list[tuple[str, int | None, str]]:
    with pytest.raises(Refused) as caught:
        read(path)
    return [(one.rule, one.place.line, str(one)) for one in caught.value.findings if one.severity == "error"]


HUMAN = (
    "Folkmängd 31 december\n\nKommun;År;Antal;Andel, procent\nKumla;2018;21 640;7,2\nÖrebro;2018;153 367;50,7\n"
    "Källa: SCB\n"
)
MACHINE = 'area_code,period,Antal,"Andel, procent"\n1881,2018,21640,7.2\n1880,2018,153367,50.7\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "cp1252", "utf-16"])
def test_human_and_machine_form_are_one_table(write: Write, encoding: str) -> None:
    human = read(write(HUMAN.replace("\u00a0", " "), encoding=encoding))
    machine = read(write(MACHINE, name="machine.csv"))
    assert cells(human) == cells(machine)
    assert human.declaration.heading == "Folkmängd 31 december"
    assert "Källa: SCB" in human.declaration.notes
    assert [one.kind for one in human.declaration.measures] == ["count", "share"]


@pytest.mark.parametrize("text", [
    "Kommun;2017;2018\nKumla;21506;21640\nNora;10729;10701\n",
    "Kommun;Folkmängd 2017;Folkmängd 2018\nKumla;21506;21640\nNora;10729;10701\n",
    "År;Kumla;Nora\n2017;21506;10729\n2018;21640;10701\n",
    "Kommun,period,value\nKumla,2017,21506\nKumla,2018,21640\nNora,2017,10729\nNora,2018,10701\n",
])  # fmt: skip
def test_long_and_wide_tables_are_one(write: Write, text: str) -> None:
    table = read(write(text))
    found = {key[:2]: value for key, value in cells(table).items()}
    assert found == {("1881", "2017"): 21506, ("1881", "2018"): 21640, ("1884", "2017"): 10729, ("1884", "2018"): 10701}


@pytest.mark.parametrize("text", [
    "Kommun;2019\nKumla;21738\nNora;10738\n",
    "Kommun;2019\nKumla;21738\n",
    "Folkmängd\nKommun;2019\nKumla;21738\nNora;10738\nÖrebro;156 987\n",
])  # fmt: skip
def test_a_table_of_one_year(write: Write, text: str) -> None:
    assert cells(read(write(text)))["1881", "2019", "value"] == 21738


def test_columns_of_sexes(write: Write) -> None:
    table = read(write("Kommun;År;Kvinnor;Män;Totalt\nKumla;2018;10700;10940;21640\n"))
    assert table.coordinates["sex"].tolist() == ["Kvinnor", "Män", "Totalt"]


def test_hidden_is_not_zero(write: Write) -> None:
    table = read(write("area_code,period,value\n1881,2015,..\n1881,2016,-\n1881,2017,0\n1881,2018,\n"))
    assert table.status.tolist() == ["suppressed", "missing", "", "missing"]
    assert np.isnan(table.values).tolist() == [True, True, False, True]


def test_places_are_lines_of_the_file(write: Write) -> None:
    table = read(write(HUMAN))
    assert table.lines.tolist() == [4, 4, 5, 5]


def test_everything_wrong_is_told_at_once(write: Write) -> None:
    text = "area_code,period,value\n1881,2018,21640\n114,2018,7\n1881,20l8,8\n1881,2018,många\n"
    found = refused(write(text))
    assert [(rule, line) for rule, line, _ in found] == [("input.area", 3), ("input.period", 4), ("input.number", 5)]
    assert "0114" in found[0][2]


def test_a_misspelled_name_is_met_with_the_right_one(write: Write) -> None:
    text = "Kommun;År;Antal\nKumla;2018;1\nHalsberg;2018;2\nNora;2018;3\n"
    assert "Hallsberg" in refused(write(text))[0][2]


@pytest.mark.parametrize(("sidecar", "rule"), [
    ('[columns.antl]\nrole = "value"\n', "input.contradiction"),
    ('[columns.value]\nrole = "value"\nunit = "smör"\n', "input.unit"),
    ('[columns.value]\nrole = "värde"\n', "input.sidecar"),
    ('titel = "Folkmängd"\n', "input.sidecar"),
    ('title = "Folkmängd\n', "input.sidecar"),
    ('[[totals]]\ndimension = "sex"\ntotal = "total"\n', "input.contradiction"),
    ('[[totals]]\ndimension = "area"\n', "input.sidecar"),
    ('[[sums]]\ntotal = "net"\nparts = ["in", "-out"]\n', "input.contradiction"),
    ('[file]\nencoding = "ascii"\n', "input.encoding"),
    ('[wide]\ndimension = "period"\ncolumns = ["2019"]\n', "input.contradiction"),
])  # fmt: skip
def test_a_sidecar_that_contradicts_its_file(write: Write, sidecar: str, rule: str) -> None:
    found = refused(write("Kommun,period,value\nÖrebro,2018,153367\nKumla,2018,21640\n", sidecar))
    assert rule in {one for one, _, _ in found}


def test_all_that_a_sidecar_contradicts_is_told_at_once(write: Write) -> None:
    sidecar = (
        'foo = 1\nperiod = "2021"\n[columns]\n"2020" = { role = "value" }\n[[sums]]\ntotal = "x"\nparts = ["Antal"]\n'
    )
    told = " ".join(text for _, _, text in refused(write("Kommun;2019\nKumla;12\nNora;13\n", sidecar)))
    assert [name for name in ("foo", "'2021'", "'2020'", "'x'", "'Antal'") if name not in told] == []


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "input.empty"),
        (b"\x00\x01\x02", "input.binary"),
        (b"hej\n", "input.empty"),
        (b"a,b\nhej,du\n", "input.value"),
    ],
)
def test_what_is_no_table(tmp_path: Path, content: bytes, rule: str) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(content)
    assert {one for one, _, _ in refused(path)} <= {rule, "input.empty"}


def test_a_file_that_is_not_there_and_one_of_another_kind(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.csv")[0][0] == "input.file"
    (tmp_path / "table.docx").write_bytes(b"x")
    assert refused(tmp_path / "table.docx")[0][0] == "input.format"


def test_a_doubtful_decimal_sign_is_told(write: Write) -> None:
    table = read(write("area_code;period;value\n1881;2018;21,640\n"))
    assert [one.rule for one in table.extra["findings"]] == ["input.decimal"]


# ---- workbooks


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Folkmängd efter kön"])
    sheet.append([])
    sheet.append(["Kommun", "2017", None, "2018", None])
    sheet.append([None, "Kvinnor", "Män", "Kvinnor", "Män"])
    sheet.append(["Kumla", 10650, 10856, 10700, 10940])
    sheet.append(["Nora", 5300, 5429, ".. ", 5401])
    sheet.merge_cells("B3:C3")
    sheet.merge_cells("D3:E3")
    path = tmp_path / "table.xlsx"
    book.save(path)
    return path


def test_a_workbook_with_merged_headings(workbook: Path) -> None:
    table = read(workbook)
    assert table.coordinates["period"].tolist()[:4] == ["2017", "2017", "2018", "2018"]
    assert table.coordinates["sex"].tolist()[:2] == ["Kvinnor", "Män"]
    assert table.columns.tolist()[0] == "B5"
    assert table.status.tolist()[6] == "suppressed"


def test_a_truncated_workbook_is_told(workbook: Path) -> None:
    workbook.write_bytes(workbook.read_bytes()[:-200])
    found = refused(workbook)
    assert [rule for rule, _, _ in found] == ["input.workbook"]
    assert "truncated" in found[0][2]


def test_a_wrong_cell_of_a_workbook_is_told_by_its_address(workbook: Path) -> None:
    book = openpyxl.load_workbook(workbook)
    book.active["D5"] = "okänt"
    book.save(workbook)
    assert "D5" in refused(workbook)[0][2]


def test_a_sheet_that_is_not_there(workbook: Path) -> None:
    workbook.with_suffix(".toml").write_text('[file]\nsheet = "Blad 7"\n')
    assert refused(workbook)[0][0] == "input.sheet"
