"""Is the made-up county of a realistic size, the same from the same seed, and read back as it was written?"""

from pathlib import Path

import numpy as np

from malbild.analysis.admission.admission import admit
from malbild.analysis.admission.county import GENERATED, YEAR, county
from malbild.analysis.admission.merit import with_grades
from malbild.pipeline.admission.county import write_county
from malbild.sources.admission import read_admission
from malbild.vocabulary.admission import Kind


def test_it_has_the_size_of_a_county_and_everything_a_rule_can_decide() -> None:
    made = county()
    applications, programmes = made.applications, made.programmes
    assert (len(applications), len(programmes)) == (3_800, 180)
    assert (len(set(programmes.municipalities)), len(set(programmes.schools))) == (12, 25)
    asked = applications.asked
    for some in (applications.late, ~applications.first_hand, applications.free_quota, applications.test_points >= 0):
        assert 20 < (some & asked).sum() < asked.sum() / 4
    assert 0.01 < (~applications.eligible[asked]).mean() < 0.3
    assert set(programmes.kinds) == {Kind.VOCATIONAL, Kind.PREPARATORY, Kind.INTRODUCTORY}
    assert any(made.protected)
    admitted = admit(applications, programmes, seed=1).admitted
    assert 0.85 < (admitted >= 0).mean() < 0.99
    assert 200 < np.median(applications.merit[:, 0]) / 100 < 270


def test_the_same_seed_makes_the_same_and_another_another() -> None:
    one, same, other = county(3, applicants=200), county(3, applicants=200), county(4, applicants=200)
    assert np.array_equal(one.applications.choices, same.applications.choices)
    assert one.grades == same.grades
    assert not np.array_equal(one.applications.choices, other.applications.choices)


def test_merit_and_eligibility_are_those_of_the_grades() -> None:
    made = county(applicants=300)
    applications = made.applications
    again = with_grades(applications, made.programmes, made.grades, YEAR)
    assert np.array_equal(again.merit, applications.merit)
    assert np.array_equal(again.eligible, applications.eligible)


def test_its_files_say_that_it_is_made_up_and_are_read_back(tmp_path: Path) -> None:
    made = write_county(tmp_path / "county", seed=1, applicants=150)
    assert GENERATED.sv in (tmp_path / "county" / "GENERATED.txt").read_text(encoding="utf-8")
    files = read_admission(tmp_path / "county" / "applications.csv", tmp_path / "county" / "programmes.csv")
    assert not any(files.ignored.values())
    asked = made.applications.asked
    for name in ("choices", "ranks", "first_hand", "merit", "test_points", "free_quota", "late", "eligible"):
        read, written = getattr(files.applications, name), getattr(made.applications, name)
        assert np.array_equal(read[asked], written[asked]), name
    for name in ("ids", "selection", "schools", "municipalities", "fields", "kinds", "names"):
        assert getattr(files.programmes, name) == getattr(made.programmes, name)
    assert (files.programmes.places == made.programmes.places).all()
