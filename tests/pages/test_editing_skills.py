"""Can an editor answer for a link and make a row of the table an action, and is nobody else let to?"""

from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client

from malbild.pipeline import matching
from malbild.register import changes, queries
from malbild.register.models import Account
from malbild.register.queries import CONSOLE
from tests.pages.test_editing import page, signed_in, typed
from tests.register_people import open_accounts
from tests.register_sample import SMALL
from tests.skills_sample import write_skills

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register")]
SKILLS, ENGLISH = "/redigera/kompetens/", "/en/edit/skills/"
REGION = 'county = "18"\norganisation = "regionen"\n[name]\nsv = "Örebro län"\nen = "Örebro County"\n'


@pytest.fixture(autouse=True)
def region(settings, tmp_path: Path) -> Path:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.DATA = tmp_path
    cache.clear()
    folder = tmp_path / "region"
    write_skills(folder)
    (folder / "region.toml").write_text(REGION, encoding="utf-8")
    return folder


@pytest.fixture
def register(db) -> dict[str, Account]:
    changes.take_over(by=CONSOLE, summary=SMALL)
    return open_accounts()


@pytest.fixture
def berit(register: dict[str, Account]) -> Client:
    return signed_in(register["berit"])


def answer(client: Client, **given: str):
    return client.post(SKILLS, {"group": "sun2020:489zd", "kind": "close", "why": "prövat", **given})


@pytest.mark.parametrize(("address", "words"), [(SKILLS, "Gör till åtgärd"), (ENGLISH, "Make this an")])
def test_the_page_opens_with_what_waits_and_how_sure_it_is(berit: Client, address: str, words: str) -> None:
    html = page(berit, address)
    assert words in html
    assert "3511 Drifttekniker, IT (40" in html
    assert "5350 Tandsköterskor" in html


def test_an_accepted_link_counts_from_then_on(berit: Client, region: Path) -> None:
    assert answer(berit, choice="ssyk2012:3511").status_code == 302
    assert matching.said(region)[0].by == "berit"
    html = page(berit, SKILLS)
    assert "Ingenting väntar" in html
    assert "prövat" in html


def test_a_corrected_link_takes_the_place_of_the_one_before(berit: Client, region: Path) -> None:
    answer(berit, choice="ssyk2012:3511")
    assert answer(berit, choice="other", other="351", instead="1").status_code == 302
    said = [(str(one.target), one.review) for one in matching.said(region)[:2]]
    assert sorted(said) == [("ssyk2012-3:351", "accepted"), ("ssyk2012:3511", "rejected")]


def test_none_of_them_rejects_all_that_was_proposed(berit: Client, region: Path) -> None:
    answer(berit, choice="none")
    assert [one.review for one in matching.said(region)][:1] == ["rejected"]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "Välj ett svar"),
        ({"choice": "other", "other": "9999"}, "finns inte i SSYK"),
        ({"choice": "ssyk2012:3511", "kind": "perhaps"}, "hur nära"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_kept(
    berit: Client, region: Path, given: dict[str, str], words: str
) -> None:
    found = answer(berit, **given)
    assert found.status_code == 422
    assert words in found.content.decode()
    assert len(matching.said(region)) == 1


@pytest.mark.parametrize(("name", "status"), [("ronja", 302), ("karim", 403), ("lasse", 403)])
def test_the_regions_own_editors_answer_and_nobody_else(
    register: dict[str, Account], region: Path, name: str, status: int
) -> None:
    assert answer(signed_in(register[name]), choice="ssyk2012:3511").status_code == status
    assert len(matching.said(region)) == (2 if status == 302 else 1)


def test_who_has_not_signed_in_is_asked_to() -> None:
    assert Client().get(SKILLS).status_code == 302


def test_a_row_becomes_an_action_with_owner_deadline_and_next_check(berit: Client) -> None:
    address = "/redigera/ny-atgard/rad/yh-1/"
    begun = typed(page(berit, address))
    assert "Tandsköterska" in str(begun["name"])
    plan = SMALL.plans[0].id
    saved = berit.post(address, {**begun, "plan": plan, "name": "Pröva platserna", "next_check": "2027-03-01"})
    assert saved.status_code == 302
    action = next(one for one in queries.register().actions if one.name == "Pröva platserna")
    assert action.sources[0].address == "/kompetens/utbildningar/yh-1/"
    assert [one.role for one in action.commitments] == ["leads"]
    assert str(action.next_check) == "2027-03-01"
    assert action.due is not None
    assert "25" in action.body


def test_a_row_that_is_not_there_is_not_there(berit: Client) -> None:
    assert berit.get("/redigera/ny-atgard/rad/okand/").status_code == 404


def test_without_tables_there_is_nothing_to_edit(berit: Client, region: Path) -> None:
    (region / "skills" / "basis.csv").unlink()
    assert berit.get(SKILLS).status_code == 404
