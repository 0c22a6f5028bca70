"""Can a planner go from a made-up county through a year: admit, print, what-if, reserves, money, places?"""

import csv
import json
import re
import stat
from pathlib import Path

import pytest

from malbild.analysis.admission.dimensioning import Demand, Offer, demand_of, propose
from malbild.cli import app
from malbild.pipeline.admission import places
from malbild.pipeline.admission.admit import admit_files
from malbild.pipeline.admission.compensation import settle_files
from malbild.pipeline.admission.county import write_county
from malbild.pipeline.admission.decision import Conditions
from malbild.pipeline.admission.letters import print_letters
from malbild.pipeline.admission.places import PlacesFiles, propose_files
from malbild.pipeline.admission.results import results_files
from malbild.pipeline.admission.rounds import reserve_files
from malbild.pipeline.admission.what_if import what_if_files, write_what_if
from malbild.sources.admission import read_admission
from malbild.vocabulary.problem import Refused


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("county") / "county"
    write_county(folder, seed=1, applicants=1_200)
    admit_files(folder / "applications.csv", folder / "programmes.csv", folder.parent / "final", seed=5)
    return folder


def files(county: Path) -> tuple[Path, Path]:
    return county / "applications.csv", county / "programmes.csv"


def outcome(folder: Path) -> dict[str, str]:
    with (folder / "admissions.csv").open(encoding="utf-8") as stream:
        return {row["applicant_id"]: row["programme_id"] for row in csv.DictReader(stream)}


def test_grades_give_the_same_admission_as_the_merit_that_follows_from_them(county: Path, tmp_path: Path) -> None:
    rows = [one.split(",") for one in files(county)[0].read_text(encoding="utf-8").splitlines()]
    without = [column for column, name in enumerate(rows[0]) if name not in ("merit", "eligible")]
    applications = tmp_path / "applications.csv"
    applications.write_text("\n".join(",".join(one[column] for column in without) for one in rows), encoding="utf-8")
    admit_files(applications, files(county)[1], tmp_path / "out", seed=5, grades=county / "grades.csv")
    assert outcome(tmp_path / "out") == outcome(county.parent / "final")


def test_json_in_and_out_is_csv_in_and_out(county: Path, tmp_path: Path) -> None:
    names = {}
    for path in files(county):
        with path.open(encoding="utf-8") as stream:
            rows = list(csv.DictReader(stream))
        numbers = [{name: _as_number(value) for name, value in row.items()} for row in rows]
        names[path.stem] = tmp_path / f"{path.stem}.json"
        names[path.stem].write_text(json.dumps(numbers), encoding="utf-8")
    admit_files(names["applications"], names["programmes"], tmp_path / "out", seed=5, file_format="json")
    told = json.loads((tmp_path / "out" / "admissions.json").read_text(encoding="utf-8"))
    assert {one["applicant_id"]: one["programme_id"] or "" for one in told} == outcome(county.parent / "final")


def _as_number(value: str) -> str | float | None:
    return None if value == "" else float(value) if re.fullmatch(r"\d+\.\d+", value) else value


@pytest.mark.parametrize("content", ["{}", "[1]", '[{"applicant_id": ["a"]}]', "[", '{"a": 1}'])
def test_what_is_no_list_of_objects_is_refused(county: Path, tmp_path: Path, content: str) -> None:
    path = tmp_path / "applications.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(Refused) as refusal:
        admit_files(path, files(county)[1], tmp_path / "out", seed=1)
    assert [one.rule for one in refusal.value.findings] == ["input.json"]


def test_everything_wrong_with_grades_is_told_by_row(county: Path, tmp_path: Path) -> None:
    grades = tmp_path / "grades.csv"
    grades.write_text("applicant_id,modern_languages,swedish,art\na,A Q,B,\na,,G,-\n,,A,A\n", encoding="utf-8")
    applications = tmp_path / "applications.csv"
    applications.write_text("applicant_id,rank,programme_id,group\na,1,A01-EK,1\nb,1,A01-EK,1\n", encoding="utf-8")
    with pytest.raises(Refused) as refusal:
        admit_files(applications, files(county)[1], tmp_path / "out", seed=1, grades=grades)
    told = {(one.rule.removeprefix("input."), one.place.line, one.place.cell) for one in refusal.value.findings}
    assert told == {
        ("grade", 2, "modern_languages"), ("grade", 3, "swedish"), ("applicant_twice", 3, "applicant_id"),
        ("empty", 4, "applicant_id"), ("grades_lacking", 3, "applicant_id"),
    }  # fmt: skip
    assert not (tmp_path / "out").exists()


def test_a_reserve_round_keeps_what_is_kept_and_gives_what_became_free(county: Path, tmp_path: Path) -> None:
    before = outcome(county.parent / "final")
    leaves = [who for who, got in before.items() if got][::7]
    replies = tmp_path / "replies.csv"
    replies.write_text("\n".join(["applicant_id,reply", *(f"{one},leaves" for one in leaves)]), encoding="utf-8")
    reserve_files(*files(county), county.parent / "final" / "admissions.csv", replies, tmp_path / "out", seed=5)
    after = outcome(tmp_path / "out")
    assert all(after[one] == "" for one in leaves)
    stays = [who for who, got in before.items() if got and who not in leaves]
    assert all(after[one] for one in stays)
    assert any(after[one] != before[one] for one in stays)
    assert json.loads((tmp_path / "out" / "summary.json").read_text())["round"] == "reserve"


@pytest.mark.parametrize(
    ("admissions", "replies", "rules"),
    [
        ("who,1\n", "applicant_id,reply\n", {"input.heading"}),
        ("applicant_id,programme_id\n", "applicant_id,reply\nsomebody,keeps\n", {"input.unknown_applicant"}),
        ("applicant_id,programme_id\npahittad-0001,XX\n", "applicant_id,reply\n", {"input.not_among_choices"}),
        ("applicant_id,programme_id\n", "applicant_id,reply\na,perhaps\na,keeps\n", {"input.reply", "input.row_twice"}),
    ],
)
def test_a_reserve_round_on_wrong_files_is_refused(
    county: Path, tmp_path: Path, admissions: str, replies: str, rules: set[str]
) -> None:
    (tmp_path / "admissions.csv").write_text(admissions)
    (tmp_path / "replies.csv").write_text(replies)
    with pytest.raises(Refused) as refusal:
        reserve_files(*files(county), tmp_path / "admissions.csv", tmp_path / "replies.csv", tmp_path / "out", seed=5)
    assert {one.rule for one in refusal.value.findings} == rules
    assert not (tmp_path / "out").exists()


def test_a_what_if_is_told_without_persons(county: Path, tmp_path: Path) -> None:
    changes = tmp_path / "changes.csv"
    changes.write_text("programme_id,places,municipality,field\nA01-EK,0,,\nL01-VF,8,Påhittad kommun L,VF\n")
    told = what_if_files(*files(county), changes=changes, close=("A01-SA",), prices=county / "prices.csv", seed=5)
    assert {one.programme for one in told.changes} == {"A01-EK", "L01-VF", "A01-SA"}
    assert sum(now for _, now in told.compensation_sek.values()) == pytest.approx(0, abs=1e-3)
    write_what_if(told, tmp_path / "out.json")
    assert "moved" not in json.loads((tmp_path / "out.json").read_text())
    assert "pahittad-0" not in (tmp_path / "out.json").read_text()
    with pytest.raises(Refused, match="XX"):
        what_if_files(*files(county), close=("XX",), seed=5)


def test_the_settlement_comes_to_nothing(county: Path, tmp_path: Path) -> None:
    admissions = county.parent / "final" / "admissions.csv"
    settle_files(*files(county), admissions, county / "prices.csv", tmp_path / "out")
    with (tmp_path / "out" / "balances.csv").open(encoding="utf-8") as stream:
        balances = [int(row["balance_sek"]) for row in csv.DictReader(stream)]
    assert sum(balances) == 0 < max(balances)
    few = tmp_path / "prices.csv"
    few.write_text("municipality,field,price_sek,year\nPåhittad kommun A,EK,100000,2023\n", encoding="utf-8")
    with pytest.raises(Refused) as refusal:
        settle_files(*files(county), admissions, few, tmp_path / "other", year=2024)
    assert [one.rule for one in refusal.value.findings] == ["input.prices_year"]
    with pytest.raises(Refused) as refusal:
        settle_files(*files(county), admissions, few, tmp_path / "other", year=2023)
    assert {one.rule for one in refusal.value.findings} == {"input.prices_lacking"}
    assert not (tmp_path / "other").exists()


def test_a_proposal_of_places_is_a_document_in_both_languages(
    county: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "WEIGHTS", (1.0,))
    paths = PlacesFiles(*files(county), county / "prices.csv", county / "need.csv", county / "travel.csv")
    decision = propose_files(paths, tmp_path / "out", Conditions(weight=1.0, least=12, more=8))
    assert decision.proposal.cost_sek <= decision.budget_sek + 1
    assert decision.proposal.demand_met > decision.today.demand_met
    swedish, english = ((tmp_path / "out" / f"proposal.{one}.html").read_text(encoding="utf-8") for one in ("sv", "en"))
    assert '<html lang="sv">' in swedish
    assert '<html lang="en">' in english
    told = json.loads((tmp_path / "out" / "proposal.json").read_text(encoding="utf-8"))
    assert len(told["actions"]) == len(decision.actions) > 0
    assert [one["weight"] for one in told["frontier"]] == [1.0]


def test_a_forecast_of_the_cohort_scales_the_demand_of_each_municipality(county: Path) -> None:
    read = read_admission(*files(county))
    today = demand_of(read.applications, read.programmes)
    expected = {"Påhittad kommun A": 0.0, "Påhittad kommun B": 1_000.0}
    scaled = demand_of(read.applications, read.programmes, expected=expected)
    assert {one.municipality for one in today} == set(read.programmes.municipalities)
    for one, other in zip(today, scaled, strict=True):
        assert (one.municipality, one.field) == (other.municipality, other.field)
        if one.municipality not in ("Påhittad kommun A", "Påhittad kommun B"):
            assert one.applicants == other.applicants
    wished = [sum(one.applicants for one in scaled if one.municipality == f"Påhittad kommun {name}") for name in "AB"]
    assert wished[0] == 0
    assert 900 < wished[1] <= 1_000  # all but those who wish introductory programmes alone


def test_to_change_places_must_bring_something() -> None:
    """Two programmes alike share the wishes of 10: freely one may take all; to change must bring more than it costs."""
    offers = [Offer(f"p{one}", "EK", "A", 1.0, 1, 10, today=5) for one in range(2)]
    demand = [Demand("A", "EK", 10), Demand("A", "TE", 1)]
    kept = propose([*offers, Offer("p2", "TE", "A", 1.0, 1, 3)], demand, {}, budget_sek=11, weight=1.0, stay=0.1)
    assert kept.places == {"p0": 5, "p1": 5, "p2": 1}
    dear = propose([*offers, Offer("p2", "TE", "A", 1.0, 1, 3)], demand, {}, budget_sek=11, weight=1.0, stay=2.0)
    assert dear.places == {"p0": 5, "p1": 5, "p2": 0}


def test_planners_results_tell_of_no_person(county: Path, tmp_path: Path) -> None:
    told = results_files(*files(county), tmp_path / "out", seed=5, draws=20)
    assert any(one.one_more_better > 0 for one in told.programmes)
    assert told.decided_by_lottery is not None
    assert 0 < told.decided_by_lottery < 0.5
    assert all(one.cutoff is None and one.median is None for one in told.programmes if one.admitted < 5)
    assert any(one.pupils is None for one in told.moves)
    assert all(one.pupils is None or one.pupils >= 5 for one in told.moves)
    written = "".join(one.read_text(encoding="utf-8") for one in (tmp_path / "out").iterdir())
    assert "pahittad-0" not in written


def test_explanations_print_one_page_an_applicant(county: Path, tmp_path: Path) -> None:
    explanations = county.parent / "final" / "explanations.jsonl"
    out = tmp_path / "letters.html"
    assert print_letters(explanations, files(county)[1], out, language="sv", notice="Allt är <påhittat>.") == 1_200
    html = out.read_text(encoding="utf-8")
    assert html.count('<section class="sheet">') == 1_200
    assert html.count("Allt är &lt;påhittat&gt;.") == 1_200
    assert "break-after: page" in html
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert print_letters(explanations, files(county)[1], out, language="en", applicant="pahittad-0003") == 1
    assert "Decision for pahittad-0003" in out.read_text(encoding="utf-8")
    with pytest.raises(Refused):
        print_letters(explanations, files(county)[1], out, language="en", applicant="nobody")


@pytest.mark.parametrize("name", ["compensation", "county", "places", "print", "results", "round", "what-if"])
def test_every_command_of_the_admission_tells_what_it_takes(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    app(["admission", name, "--help"], result_action="return_value")
    assert f"malbild admission {name}" in capsys.readouterr().out
