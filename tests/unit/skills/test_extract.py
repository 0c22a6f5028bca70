"""Does `malbild skills extract` read every kind of advertisement, survive every bad one, and leave persons out?"""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from malbild.cli.skills import extract_
from malbild.pipeline.skills import extract
from malbild.vocabulary.problem import Refused


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Vocabularies of a few concepts, laid out as those that are fetched."""
    root = tmp_path_factory.mktemp("data")
    files = {
        "jobs_taxonomy/jobtech_taxonomy/skills.json": json.dumps({"data": {"concepts": [
            {"id": "java", "preferred_label": "Java", "type": "skill"},
            {"id": "vard", "preferred_label": "Hälso- och sjukvård", "type": "skill"},
        ]}}),
        "jobs_taxonomy/jobtech_taxonomy/the-ssyk-hierarchy-with-occupations.json": json.dumps({"data": {"concepts": [
            {"id": "g", "type": "ssyk-level-4", "ssyk_code_2012": "2221", "preferred_label": "Sjuksköterskor",
             "narrower": [{"id": "sjuk", "type": "occupation-name", "preferred_label": "Sjuksköterska"}]},
        ]}}),
        "skills/ontology/termer_koncept_yrke.csv": "term;uuid;concept;type;term_uuid;term_misspelled;version\n",
        "skills/ontology/termer_koncept_formaga.csv":
            "term;uuid;concept;type;term_uuid;term_misspelled;version\nnoggrann;n;Noggrann;FORMAGA;x;False;1\n",
        "skills/crosswalk/se_skills_esco_jobtech.tsv":
            "esco_uri\tesco_label_sv\tjobtech_id\tjobtech_label_sv\trelation\n"
            "http://x/skill/1\tplanera inköp\tinkop\tInköp\tskos:broadMatch\n",
        "skills/crosswalk/se_occupations_esco.csv":
            "a,b\nClassification 1 URI,Label\nhttp://x/occupation/2,kock\n",
        "skills/legacy_ids/occId_2_ssyk2012.json": '{"5714": "2343"}',
        "skills/legacy_ids/taxonomy_to_concept.json": json.dumps({
            "occupation-name": {"5714": {"conceptId": "left-the-taxonomy"}},
            "occupation-group": {"2221": {"conceptId": "group"}}, "skill": {},
        }),
        "jobs_taxonomy/jobtech_taxonomy/keyword-concepts-with-relations.json": '{"data": {"concepts": []}}',
        "jobs_taxonomy/jobtech_taxonomy/languages.json": '{"data": {"concepts": []}}',
    }  # fmt: skip
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.with_name(path.name + ".gz").write_bytes(gzip.compress(text.encode()))
    return root


def run(tmp_path: Path, folder: Path, *lines: bytes) -> tuple[list[dict[str, Any]], list[str]]:
    source, target = tmp_path / "ads.jsonl", tmp_path / "out.jsonl"
    source.write_bytes(b"\n".join(lines))
    done = extract(source, target, folder)
    told = [f"{one.place.line} {one.rule}" for one in done.findings]
    return [json.loads(line) for line in target.read_bytes().splitlines()], told


def ad(text: str | None, **rest: Any) -> bytes:
    return json.dumps({"id": "1", "description": {"text": text}, **rest}).encode()


def named(record: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(one["text"], one["type"], one["asked"]) for one in record["mentions"]]


def test_each_mention_stands_where_it_is_said_to_stand(tmp_path: Path, folder: Path) -> None:
    text = "Vi söker 🙂 sjuksköterskor.\r\nHälso-\noch sjukvård är vår uppgift. Meriterande: JAVA. Noggranna, planering"
    text += " av inköp"
    [record], told = run(tmp_path, folder, ad(text))
    assert [text[one["start"] : one["end"]] for one in record["mentions"]] == [
        one["text"] for one in record["mentions"]
    ]
    assert named(record) == [
        ("sjuksköterskor", "occupation", "asked"), ("Hälso-\noch sjukvård", "skill", "mentioned"),
        ("JAVA", "skill", "meriting"), ("Noggranna", "trait", "mentioned"),
        ("planering av inköp", "skill", "mentioned"),
    ]  # fmt: skip
    assert told == []


@pytest.mark.parametrize("line", [
    b'{"id": 7, "description": {"text": "java"}, "occupation": [{"legacy_ams_taxonomy_id": 5714}]}',
    b'{"annonsId": 7, "annonstext": "java", "yrkesroll": {"varde": "5714", "namn": "x"}}',
    b'{"id": "7", "text": "java", "occupation_group": [{"legacy_ams_taxonomy_id": "2343"}], "workplace_address": null}',
    b'\xef\xbb\xbf{"id": "7", "description": "java", "employer": {"name": null}, "unknown": [1, {"a": 2}]}',
])  # fmt: skip
def test_every_form_of_advertisement_is_read(tmp_path: Path, folder: Path, line: bytes) -> None:
    [record], told = run(tmp_path, folder, line)
    assert (record["id"], named(record)) == ("7", [("java", "skill", "mentioned")])
    assert told == []


def test_a_broken_line_is_told_with_its_number_and_the_rest_goes_on(tmp_path: Path, folder: Path) -> None:
    records, told = run(tmp_path, folder, ad("java"), b'{"id": "2", "descr', b"", b'["x"]', ad("java"))
    assert [named(one) for one in records] == [[("java", "skill", "mentioned")]] * 2
    assert told == ["2 input.broken-line", "4 input.broken-line"]


def test_what_is_doubtful_is_told_and_kept(tmp_path: Path, folder: Path) -> None:
    latin = '{"id": "3", "text": "sjuksköterska"}'.encode("latin-1")
    lines = (ad(None), ad(""), b'{"text": "java"}', latin, ad("x", occupation={"legacy_ams_taxonomy_id": "1"}))
    records, told = run(tmp_path, folder, *lines)
    assert [one["id"] for one in records] == ["1", "1", "line-3", "3", "1"]
    assert [len(one["mentions"]) for one in records] == [0, 0, 1, 1, 0]
    assert told == [
        "1 input.no-text",
        "2 input.no-text",
        "3 input.no-id",
        "4 input.encoding",
        "5 input.unknown-occupation",
    ]


def test_a_text_of_two_million_characters_is_read(tmp_path: Path, folder: Path) -> None:
    [record], _ = run(tmp_path, folder, ad("sjuksköterska " * 150_000))
    assert len(record["mentions"]) == 150_000
    assert record["mentions"][-1]["end"] == 150_000 * 14 - 1


def test_html_is_no_word(tmp_path: Path, folder: Path) -> None:
    [record], _ = run(tmp_path, folder, ad("<p>Vi söker <b>sjuksköterska</b></p><li>java</li>"))
    assert [one[0] for one in named(record)] == ["sjuksköterska", "java"]


def test_addresses_and_numbers_of_persons_are_not_read(tmp_path: Path, folder: Path) -> None:
    [record], _ = run(tmp_path, folder, ad("java: java@java.example.se, 070-123 45 67, 19121212-1212 java"))
    assert [(one["start"], one["end"]) for one in record["mentions"]] == [(0, 4), (57, 61)]


def test_nothing_is_left_half_written_when_the_data_is_missing(tmp_path: Path) -> None:
    (tmp_path / "ads.jsonl").write_bytes(ad("java"))
    with pytest.raises(Refused, match=r"skills-files\.md"):
        extract(tmp_path / "ads.jsonl", tmp_path / "out.jsonl", tmp_path)
    assert [one.name for one in tmp_path.iterdir()] == ["ads.jsonl"]


def test_the_command_tells_a_broken_line_and_answers_by_its_status(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "ads.jsonl"
    source.write_bytes(ad("java") + b"\n{\n")
    status = extract_(ads=source, output=tmp_path / "out.jsonl", data=folder)
    assert status == 1
    assert "ads.jsonl:2: Raden går inte att läsa" in capsys.readouterr().err


def test_a_learned_reading_tells_what_no_vocabulary_has(folder: Path, tmp_path: Path) -> None:
    text = "Vi söker en sjuksköterska. Du har goda kunskaper i Java och leads."
    (tmp_path / "ads.jsonl").write_text(json.dumps({"id": "1", "description": {"text": text}}), encoding="utf-8")
    told = {}
    for learned in (False, True):
        extract(tmp_path / "ads.jsonl", tmp_path / "out.jsonl", folder, learned=learned)
        [line] = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
        told[learned] = {one["text"]: one["concept"] for one in json.loads(line)["mentions"]}
        assert all(text[one["start"] : one["end"]] == one["text"] for one in json.loads(line)["mentions"])
    assert told[False].keys() == {"sjuksköterska", "Java"}
    assert told[True].keys() == {"sjuksköterska", "Java", "leads"}
    assert told[True]["Java"]
    assert not told[True]["leads"]
