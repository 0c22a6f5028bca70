"""Does the store of pupils keep what it was given, from everybody it should, and no longer than it may?"""

import dataclasses
from datetime import date, timedelta

import numpy as np
import pytest
from django.db import DatabaseError, connections, transaction

from malbild.pupils import changes, queries
from malbild.pupils.log import Why
from malbild.pupils.members import NotForProtected, NotMember
from malbild.pupils.models import AccessLine, Load, PupilRow, Round, Year
from malbild.pupils.sealing import VARIABLE, new_key
from malbild.vocabulary.admission_year import RoundKind
from malbild.vocabulary.problem import Refused
from tests.pupils_sample import (
    APPLICATIONS,
    CALENDAR,
    HIDDEN_HOME,
    HIDDEN_NAME,
    HOME,
    NAME,
    PLANNER,
    PROGRAMMES,
    STRANGER,
    TRUSTED,
    open_store,
    person,
)

pytestmark = pytest.mark.django_db(databases=["default", "pupils"])


@pytest.fixture(params=["without a key", "with a key"])
def key(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, db: None) -> str:
    """The year of the sample, kept with and without a key."""
    monkeypatch.setenv(VARIABLE, new_key() if request.param == "with a key" else "")
    return open_store()


def handle_of(key: str, name: str, by: object = TRUSTED) -> str:
    (found,) = queries.search(by, key, name, Why.CONTROL)
    return found.handle


def all_bytes() -> bytes:
    """Every cell of every table of the store."""
    with connections["pupils"].cursor() as cursor:
        found = b""
        for table in connections["pupils"].introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            found += b"|".join(
                bytes(cell) if isinstance(cell, bytes | memoryview) else str(cell).encode()
                for row in cursor.fetchall()
                for cell in row
            )
    return found


def test_what_is_loaded_comes_back_whole(key: str) -> None:
    found = queries.state_of(PLANNER, key, 1)
    for one in dataclasses.fields(APPLICATIONS):
        given, kept = getattr(APPLICATIONS, one.name), getattr(found.applications, one.name)
        if isinstance(given, np.ndarray):
            np.testing.assert_array_equal(kept, given, one.name)
        elif one.name != "municipalities":
            assert kept == given
    assert found.programmes.ids == PROGRAMMES.ids
    assert queries.supply_of(PLANNER, key, 1)[1].need == {"EK": 3.0}


def test_numbers_by_municipality_tell_nothing_of_a_protected_pupil(key: str) -> None:
    assert HIDDEN_HOME not in queries.state_of(TRUSTED, key, 1).applications.municipalities


@pytest.mark.parametrize("who", [STRANGER, person("malbild"), person("")])
def test_only_members_read_or_write(key: str, who: object) -> None:
    asked = [
        lambda: queries.years(who),
        lambda: queries.year(who, key),
        lambda: queries.supply_of(who, key, 1),
        lambda: queries.supply_of_round(who, key, 1),
        lambda: queries.state_of(who, key, 1),
        lambda: queries.outcome(who, key, 1),
        lambda: queries.search(who, key, NAME, Why.ASKED),
        lambda: queries.pupil(who, key, "x", Why.ASKED),
        lambda: queries.load_of(who, key, "x"),
        lambda: queries.protected_in(who, key, 1),
        lambda: queries.accesses(who, key),
        lambda: changes.open_year(by=who, generated=True, calendar=CALENDAR),
        lambda: changes.set_calendar(by=who, key=key, calendar=CALENDAR, gone_after=date(2026, 12, 1)),
        lambda: changes.draw(by=who, key=key, seed=1),
        lambda: changes.note_export(by=who, key=key, pupils=1),
    ]
    for one in asked:
        with pytest.raises(NotMember):
            one()
    assert PupilRow.objects.count() == 4


def test_somebody_locked_out_is_no_member(key: str) -> None:
    petra = person("petra")
    petra.is_active = False
    assert not queries.is_member(petra)
    assert changes.revoke(name="petra")
    assert not queries.is_member(PLANNER)


def test_a_key_leaves_nothing_of_a_pupil_to_read(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    words = [one.encode() for one in (NAME, HIDDEN_NAME, HOME, HIDDEN_HOME, "a00")]
    monkeypatch.setenv(VARIABLE, "")
    key = open_store()
    assert NAME.encode() in all_bytes()  # so that this test can fail
    monkeypatch.setenv(VARIABLE, new_key())
    changes.keep_round(
        by=PLANNER, key=key, kind=RoundKind.FINAL, load=1, programmes=offered_elsewhere(), outcome=b"a00 utfall",
        told={}, expected=1,
    )  # fmt: skip
    assert changes.seal_anew() == 4
    kept = all_bytes()
    assert [one for one in words if one in kept] == []
    assert queries.search(PLANNER, key, "ögonblick", Why.ASKED)[0].name == NAME


def offered_elsewhere() -> object:
    return dataclasses.replace(PROGRAMMES, municipalities=("X", "Y"))


def test_another_key_opens_nothing_and_says_what_to_do(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    first, second = new_key(), new_key()
    monkeypatch.setenv(VARIABLE, first)
    key = open_store()
    for wrong in (second, ""):
        monkeypatch.setenv(VARIABLE, wrong)
        with pytest.raises(Refused) as refused:
            queries.state_of(PLANNER, key, 1)
        assert VARIABLE in str(refused.value)
    monkeypatch.setenv(VARIABLE, f"{second},{first}")
    changes.seal_anew()
    monkeypatch.setenv(VARIABLE, second)
    assert queries.search(PLANNER, key, "Bo Ek", Why.ASKED)[0].applicant == "a01"


@pytest.mark.parametrize("wrong", ["nyckel", "a" * 44, "A" * 42])
def test_what_is_no_key_is_refused_and_not_repeated(monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    monkeypatch.setenv(VARIABLE, wrong)
    with pytest.raises(Refused) as refused:
        queries.is_sealed()
    assert wrong not in str(refused.value)


def test_a_record_does_not_open_in_anothers_place(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    monkeypatch.setenv(VARIABLE, new_key())
    key = open_store()
    one, other = PupilRow.objects.all()[:2]
    PupilRow.objects.filter(pk=one.pk).update(record=other.record)
    with pytest.raises(Refused):
        queries.state_of(PLANNER, key, 1)


def test_a_protected_pupil_is_masked_and_opened_by_the_trusted_alone(key: str) -> None:
    assert queries.search(PLANNER, key, HIDDEN_NAME, Why.ASKED) == ()
    (masked,) = queries.search(PLANNER, key, "a02", Why.ASKED)
    assert (masked.applicant, masked.name, masked.municipality, masked.protected) == ("", "", "", True)
    with pytest.raises(NotForProtected):
        queries.pupil(PLANNER, key, masked.handle, Why.ASKED)
    assert queries.accesses(PLANNER, key)[0].verb == "refused"
    seen = queries.pupil(TRUSTED, key, handle_of(key, HIDDEN_NAME), Why.ASKED)
    assert (seen.name, seen.municipality) == (HIDDEN_NAME, HIDDEN_HOME)
    assert queries.protected_in(PLANNER, key, 1) == {"a02"}


def test_every_reading_is_noted_with_who_when_and_why(key: str) -> None:
    handle = handle_of(key, NAME, PLANNER)
    queries.pupil(PLANNER, key, handle, Why.APPEAL)
    lines = queries.accesses(TRUSTED, key, applicant="a00")
    assert [(one.by, one.verb, one.why) for one in lines] == [
        ("petra", "read", "appeal"), ("petra", "search", "control"), ("petra", "load", ""),
    ]  # fmt: skip
    assert lines[0].pupil == lines[1].pupil != ""
    assert all("a00" not in str(one) and NAME not in str(one) for one in lines)
    assert queries.accesses(TRUSTED, key, applicant="a01")[0].verb == "load"


def test_the_log_only_grows(key: str) -> None:
    lines = AccessLine.objects.count()
    for deed in (lambda: AccessLine.objects.update(by="ingen"), lambda: AccessLine.objects.all().delete()):
        with pytest.raises(DatabaseError, match="only grows"), transaction.atomic(using="pupils"):
            deed()
    assert AccessLine.objects.count() == lines > 0


def test_after_the_last_day_only_numbers_remain(key: str) -> None:
    changes.keep_round(
        by=PLANNER, key=key, kind=RoundKind.FINAL, load=1, programmes=offered_elsewhere(), outcome=b"a00",
        told={"applicants": 4}, expected=1,
    )  # fmt: skip
    last = Year.objects.get(pk=key).gone_after
    assert last == CALENDAR.hand_over + timedelta(days=90)
    assert changes.expire(last) == ()
    assert PupilRow.objects.count() == 4
    assert changes.expire(last + timedelta(days=1)) == (key,)
    assert not PupilRow.objects.exists()
    assert not Load.objects.exists()
    assert Round.objects.get().outcome is None
    kept = all_bytes()
    assert [one for one in (NAME, HIDDEN_NAME, HOME, HIDDEN_HOME, "a00") if one.encode() in kept] == []
    found = queries.year(PLANNER, key)
    assert found.gone_since
    assert found.rounds[0].told == {"applicants": 4}
    assert changes.expire(last + timedelta(days=2)) == ()
    with pytest.raises(Refused):
        changes.draw(by=PLANNER, key=key, seed=2)


def test_a_calendar_that_runs_backwards_is_refused_with_all_that_is_wrong(key: str) -> None:
    wrong = dataclasses.replace(CALENDAR, closes=date(2025, 2, 15), final=date(2026, 1, 1))
    with pytest.raises(Refused) as refused:
        changes.set_calendar(by=PLANNER, key=key, calendar=wrong, gone_after=date(2030, 1, 1))
    assert {one.place.cell for one in refused.value.findings} == {"closes", "final", "gone_after"}
    assert queries.year(PLANNER, key).calendar == CALENDAR


def test_a_seed_that_was_used_stands(key: str) -> None:
    changes.draw(by=PLANNER, key=key, seed=1)
    changes.draw(by=PLANNER, key=key, seed=2)
    changes.keep_round(
        by=PLANNER, key=key, kind=RoundKind.PRELIMINARY, load=1, programmes=PROGRAMMES, outcome=b"", told={},
        expected=1,
    )  # fmt: skip
    with pytest.raises(Refused):
        changes.draw(by=PLANNER, key=key, seed=3)
    with pytest.raises(Refused):
        changes.keep_round(
            by=PLANNER, key=key, kind=RoundKind.FINAL, load=1, programmes=PROGRAMMES, outcome=b"", told={}, expected=1
        )


def test_the_registers_own_database_is_refused(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    described = connections["default"].settings_dict
    monkeypatch.setattr(connections["pupils"], "settings_dict", described)
    with pytest.raises(Refused, match="own database"):
        changes.grant(name="petra")


def test_nothing_of_pupils_is_a_table_of_the_register(key: str) -> None:
    assert not {one for one in connections["default"].introspection.table_names() if one.startswith("pupils")}
    mine = set(connections["pupils"].introspection.table_names()) - {"django_migrations"}
    assert all(one.startswith("pupils_") for one in mine)


def test_what_is_known_of_a_pupil_is_not_printed(key: str) -> None:
    (found,) = queries.search(TRUSTED, key, HIDDEN_NAME, Why.ASKED)
    printed = f"{found} {queries.state_of(TRUSTED, key, 1)!r} {queries.year(TRUSTED, key)} {PupilRow.objects.first()!r}"
    assert [one for one in (NAME, HIDDEN_NAME, HOME, HIDDEN_HOME, "a02") if one in printed] == []
