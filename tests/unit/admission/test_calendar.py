"""Is a year's calendar read, are its stages those it says, and is everything wrong with it told at once?"""

from datetime import date
from pathlib import Path

import pytest

from malbild.sources.admission.calendar import DAYS, read_calendar
from malbild.vocabulary.admission_calendar import AdmissionStage
from malbild.vocabulary.problem import Refused

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "admission" / "orebro-2024.toml"


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        ("2024-01-07", "planned"), ("2024-01-08", "applying"), ("2024-02-15", "applying"), ("2024-02-16", "handling"),
        ("2024-04-08", "preliminary"), ("2024-04-15", "changing"), ("2024-05-06", "changing"),
        ("2024-05-07", "deciding"), ("2024-07-01", "replying"), ("2024-07-29", "replying"), ("2024-07-30", "waiting"),
        ("2024-08-05", "reserves"), ("2024-08-30", "reserves"), ("2024-08-31", "closing"),
        ("2024-09-02", "handed_over"),
    ],
)  # fmt: skip
def test_the_published_days_of_a_county_part_its_year(day: str, stage: str) -> None:
    assert read_calendar(EXAMPLE).stage_on(date.fromisoformat(day)) == AdmissionStage(stage)


def test_only_who_applied_in_time_may_change_in_time() -> None:
    calendar = read_calendar(EXAMPLE)
    in_time, after = date(2024, 2, 15), date(2024, 2, 16)
    assert not calendar.is_late(in_time, first=in_time)
    assert calendar.is_late(after, first=in_time)
    assert not calendar.is_late(calendar.change_closes, first=in_time)
    assert calendar.is_late(calendar.change_closes, first=after)
    assert calendar.is_late(date(2024, 5, 7), first=in_time)


def test_every_stage_has_its_words() -> None:
    assert all(one.text.sv and one.text.en for one in AdmissionStage)


def test_all_that_is_wrong_with_a_calendar_is_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "calendar.toml"
    lines = [f"{name} = 2024-01-0{place % 9 + 1}" for place, name in enumerate(DAYS)]
    path.write_text("\n".join(["year = '2024'", "holiday = 2024-06-21", *lines[1:]]), encoding="utf-8")
    with pytest.raises(Refused) as refusal:
        read_calendar(path)
    assert {one.place.cell for one in refusal.value.findings} == {"year", "holiday", "opens"}
    path.write_text("\n".join(["year = 2024", *lines]), encoding="utf-8")
    with pytest.raises(Refused) as refusal:
        read_calendar(path)
    assert [one.place.cell for one in refusal.value.findings] == ["hand_over"]


@pytest.mark.parametrize("content", [None, "opens = ", b"\xff\xfe"])
def test_what_is_no_calendar_is_refused(tmp_path: Path, content: str | bytes | None) -> None:
    path = tmp_path / "calendar.toml"
    if content is not None:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(Refused):
        read_calendar(path)
