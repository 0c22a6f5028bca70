"""Are real advertisements of every form read: their words, where they are and their occupation, and nobody's name?"""

import json
from pathlib import Path
from typing import Any

import pytest

from malbild.pipeline.skills import old_occupations
from malbild.sources.jobtech import advertisements

SAMPLES = Path("jobs_taxonomy")


def sources(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """The advertisements of each form as their publisher wrote them."""
    oldest = json.loads((folder / SAMPLES / "jobad_samples/platsannonser_source_test_import.json").read_bytes())
    stream = json.loads((folder / SAMPLES / "jobad_samples/platsannonser_expected_after_conversion.json").read_bytes())
    search = json.loads((folder / SAMPLES / "jobad_search_sample/platsannons_results_eng.json").read_bytes())
    found = {"oldest": oldest["testannonser"]}
    return found | {
        name: [one["_source"] for one in answer["hits"]["hits"]]
        for name, answer in (("stream", stream), ("search", search))
    }


@pytest.mark.parametrize("form", ["oldest", "stream", "search"])
def test_a_real_advertisement_of_each_form_is_read(shared_data: Path, tmp_path: Path, form: str) -> None:
    written, path = sources(shared_data)[form], tmp_path / "ads.jsonl"
    path.write_text("\n".join(map(json.dumps, written)))
    read = list(advertisements.read(path, old_occupations(shared_data)))
    assert written
    for one, (advertisement, _) in zip(written, read, strict=True):
        assert advertisement is not None
        assert advertisement.id == str(one.get("id", one.get("annonsId")))
        assert (len(advertisement.text) > 500, "@" in advertisement.text) == (True, False)
        assert (len(advertisement.occupation), len(advertisement.region)) == (4, 2)


def test_old_numbers_and_concepts_are_brought_to_todays_occupations(shared_data: Path) -> None:
    """Of the old occupation numbers of the taxonomy, by number and by concept."""
    codes = old_occupations(shared_data)
    assert (codes["5714"], codes["MQHi_q9J_x2d"]) == (codes["5714"], "7114")
    assert all(len(code) == 4 for code in codes.values())
