"""Are educations read from EMIL, from plain tables and from syllabi, without what leads to a person?"""

import json
from pathlib import Path

import pytest

from malbild.sources.skolverket import courses
from malbild.vocabulary.problem import Refused

EMIL = """<?xml version="1.0" encoding="UTF-8"?>
<ns:educations xmlns:ns="urn:x"><ns:educationInfo><ns:identifier>i.1</ns:identifier>
<ns:title><ns:string xml:lang="en">Welding</ns:string><ns:string xml:lang="sv">Svetsning</ns:string></ns:title>
<ns:description><ns:string lang="swe">&lt;p&gt;TIG. Ring 019-602 70 00.&lt;/p&gt;</ns:string></ns:description>
<ns:contact><ns:name>Anna Andersson</ns:name></ns:contact></ns:educationInfo></ns:educations>"""
REST = {"content": [{"content": {"educationInfo": {
    "identifier": "i.2", "title": {"string": [{"lang": "swe", "content": "Kock"}]},
    "description": {"string": [{"lang": "swe", "content": "a@b.se lagar mat"}]}, "contact": {"name": "Anna"},
}}}]}  # fmt: skip


@pytest.mark.parametrize(("name", "content", "expected"), [
    ("a.xml", EMIL, [("i.1", "Svetsning", "Svetsning\n<p>TIG. Ring •••••••••••••.</p>")]),
    ("a.json", json.dumps(REST), [("i.2", "Kock", "Kock\n•••••• lagar mat")]),
    ("a.csv", "id;name;text\n1;Kock;mat, a@b.se\n", [("1", "Kock", "Kock\nmat, ••••••")]),
    ("a.csv", "id,name,text,publisher\n1,Kock,,X\n", [("1", "Kock", "Kock\n")]),
    ("a.jsonl", '{"code": "1", "name": "Kock", "content": ["mat"]}', [("1", "Kock", "Kock\nmat")]),
])  # fmt: skip
def test_an_education_is_read_without_its_contacts(
    tmp_path: Path, name: str, content: str, expected: list[tuple[str, str, str]]
) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    assert [(one.id, one.name, one.text) for one in courses.read(path)] == expected


@pytest.mark.parametrize(("name", "content", "why"), [
    ("a.xml", "<educations>", "no element found|not well-formed|unclosed"),
    ("a.xml", "<educations/>", "educationInfo"),
    ("a.xml", '<!DOCTYPE x [<!ENTITY a "aa">]><educations>&a;</educations>', "DOCTYPE"),
    ("a.json", "{", "EMIL"),
    ("a.csv", "id;name\n1;x\n", "text"),
    ("a.csv", "", "id, name, text"),
])  # fmt: skip
def test_what_is_no_education_is_refused_with_its_reason(tmp_path: Path, name: str, content: str, why: str) -> None:
    path = tmp_path / name
    path.write_text(content)
    with pytest.raises(Refused, match=why):
        courses.read(path)


def test_syllabi_of_a_university_are_read(shared_data: Path) -> None:
    path = shared_data / "skills" / "courses" / "miun_kursplaner.xlsx"
    read = courses.read(path)
    assert len({one.id for one in read}) == len(read)
    assert all(one.name and one.text for one in read)
