"""Can an editor sign in and change what is theirs, with nothing lost on the way?"""

import re
from dataclasses import replace
from datetime import date
from html import unescape

import pytest
from django.core.cache import cache
from django.test import Client

from malbild.register import changes, queries
from malbild.register.models import Account
from malbild.register.queries import CONSOLE
from malbild.vocabulary.period import Period
from malbild.vocabulary.plan import ActionSummary, GoalSummary
from tests.register_people import PASSWORD, open_accounts
from tests.register_sample import SMALL

pytestmark = [pytest.mark.django_db(databases=["default", "pupils"]), pytest.mark.usefixtures("register")]


@pytest.fixture(autouse=True)
def _quick_passwords(settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.ALLOWED_HOSTS = ["testserver"]
    cache.clear()


@pytest.fixture
def register(db) -> dict[str, Account]:
    changes.take_over(by=CONSOLE, summary=SMALL)
    return open_accounts()


@pytest.fixture
def berit(register: dict[str, Account]) -> Client:
    return signed_in(register["berit"])


def signed_in(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def typed(html: str) -> dict[str, object]:
    """What a browser would send back of a form nobody has touched."""
    form = re.search(r'<form class="ask".*?</form>', html, re.DOTALL)[0]
    found: dict[str, object] = {}
    for tag in re.findall(r"<input [^>]*>", form):
        name, value = re.search(r'name="([^"]*)"', tag)[1], re.search(r'value="([^"]*)"', tag)
        if 'type="checkbox"' not in tag:
            found[name] = unescape(value[1]) if value else ""
        elif "checked" in tag:
            found.setdefault(name, []).append(unescape(value[1]) if value else "on")
    for name, text in re.findall(r'<textarea name="([^"]*)"[^>]*>\r?\n?(.*?)</textarea>', form, re.DOTALL):
        found[name] = unescape(text)
    for name, options in re.findall(r'<select name="([^"]*)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[name] = unescape(chosen[1]) if chosen else ""
    found.pop("csrfmiddlewaretoken", None)
    return found


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_who_has_not_signed_in_signs_in_and_comes_back() -> None:
    client = Client()
    asked = client.get("/redigera/mal/utslapp/")
    assert asked.status_code == 302
    assert asked["Location"] == "/redigera/logga-in/?next=%2Fredigera%2Fmal%2Futslapp%2F"
    form = client.get(asked["Location"])
    assert "Logga in" in form.content.decode()
    answer = client.post(
        "/redigera/logga-in/", {"name": "berit", "password": PASSWORD, "next": "/redigera/mal/utslapp/"}
    )
    assert answer["Location"] == "/redigera/mal/utslapp/"
    assert "Minskade utsläpp" in page(client, "/redigera/mal/utslapp/")


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org/", "javascript:alert(1)"])
def test_signing_in_never_leads_to_another_host(elsewhere: str) -> None:
    answer = Client().post("/en/edit/sign-in/", {"name": "berit", "password": PASSWORD, "next": elsewhere})
    assert answer["Location"] == "/en/edit/"


def test_a_wrong_password_says_no_more_than_that() -> None:
    for name in ("berit", "finns-inte"):
        answer = Client().post("/redigera/logga-in/", {"name": name, "password": "fel"})
        assert answer.status_code == 403
        assert "Namnet eller lösenordet stämmer inte" in answer.content.decode()
        assert "sessionid" not in answer.cookies


def test_guessing_passwords_is_stopped_after_ten_tries() -> None:
    for _ in range(10):
        Client().post("/redigera/logga-in/", {"name": "berit", "password": "gissning"})
    answer = Client().post("/redigera/logga-in/", {"name": "Berit", "password": PASSWORD})
    assert answer.status_code == 403
    assert "Vänta en kvart" in answer.content.decode()
    assert Client().post("/redigera/logga-in/", {"name": "karim", "password": PASSWORD}).status_code == 302


@pytest.mark.parametrize("address", ["/redigera/mal/utslapp/", "/redigera/nytt-mal/", "/redigera/logga-in/"])
def test_a_form_sent_from_elsewhere_is_refused(register: dict[str, Account], address: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(register["berit"])
    answer = client.post(address, {"name": "x"})
    assert answer.status_code == 403
    assert "Ingenting är sparat" in answer.content.decode()
    assert queries.register() == SMALL


def test_signing_out_takes_the_cookie_away(berit: Client) -> None:
    berit.post("/redigera/logga-ut/")
    assert berit.get("/redigera/").status_code == 302


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/redigera/", "Det här svarar du för"),
        ("/en/edit/", "What you answer for"),
        ("/redigera/mal/utslapp/", "Ändra Minskade utsläpp"),
        ("/en/edit/goals/utslapp/", "Who answers for the goal?"),
        ("/redigera/mal/utslapp/malvarde/utslapp-2030/", "−60"),
        ("/redigera/mal/utslapp/nytt-malvarde/", "Nytt målvärde"),
        ("/redigera/mal/utslapp/historik/", "Version 1"),
        ("/redigera/atgarder/radgivning/", "Ändra Energirådgivning"),
        ("/redigera/atgarder/radgivning/atagande/1/", "Kommunen"),
        ("/redigera/atgarder/radgivning/nytt-atagande/", "Nytt åtagande"),
        ("/redigera/atgarder/radgivning/historik/", "lades till"),
        ("/en/edit/actions/radgivning/history/", "was added"),
        ("/redigera/nytt-mal/", "Nytt mål"),
        ("/en/edit/new-action/", "New action"),
    ],
)
def test_every_page_opens_in_both_languages(berit: Client, address: str, words: str) -> None:
    assert words in unescape(page(berit, address))


@pytest.mark.parametrize(
    "address",
    [
        "/redigera/mal/utslapp/",
        "/redigera/mal/utslapp/malvarde/utslapp-2030/",
        "/redigera/atgarder/radgivning/",
        "/redigera/atgarder/radgivning/atagande/0/",
    ],
)
def test_saving_an_untouched_form_changes_nothing(berit: Client, address: str) -> None:
    assert berit.post(address, typed(page(berit, address))).status_code == 302
    assert queries.register() == SMALL
    assert len(queries.history("goal", "utslapp")) == 1


def test_a_target_is_changed_and_the_history_says_so_in_words(berit: Client) -> None:
    address = "/redigera/mal/utslapp/malvarde/utslapp-2030/"
    form = typed(page(berit, address)) | {"value": "−70,5", "explanation": "Nytt beslut i fullmäktige"}
    saved = berit.post(address, form, follow=True)
    assert "Sparat" in saved.content.decode()
    assert queries.register().goals[1].targets[0].value == -70.5
    story = unescape(page(berit, "/redigera/mal/utslapp/historik/"))
    assert "Målvärdet för ”Minskade utsläpp” ändrades från −60 procent till −70,5 procent." in story
    assert "Nytt beslut i fullmäktige" in story
    assert "berit" in story


def test_everything_wrong_is_told_at_once_and_what_was_typed_is_kept(berit: Client) -> None:
    address = "/redigera/mal/utslapp/malvarde/utslapp-2030/"
    form = typed(page(berit, address)) | {"value": "mycket", "due": "snart", "wording": "kvar i rutan"}
    answer = berit.post(address, form)
    html = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert 'href="#value"' in html
    assert 'href="#due"' in html
    assert all(words in html for words in ("mycket", "snart", "kvar i rutan", "Skriv ett tal", "Skriv ett år"))
    assert queries.register() == SMALL


def test_what_the_register_refuses_stands_beside_its_field(berit: Client) -> None:
    address = "/en/edit/goals/utslapp/targets/utslapp-2030/"
    answer = berit.post(address, typed(page(berit, address)) | {"area": "9999", "unit": "sparrow"})
    html = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert 'href="#area"' in html
    assert 'href="#unit"' in html


def test_a_new_goal_gets_an_id_of_its_own(berit: Client) -> None:
    form = {"plan": "utkast", "name": "Gröna resor", "based_on": "0", "responsible": "regionen"}
    for _ in range(2):
        assert berit.post("/redigera/nytt-mal/", form).status_code == 302
    assert [one.id for one in queries.register().goals] == ["grona-resor", "grona-resor-2", "hemligt", "utslapp"]


def test_a_new_target_and_a_new_commitment_are_added(berit: Client) -> None:
    address = "/redigera/mal/utslapp/nytt-malvarde/"
    answer = berit.post(address, typed(page(berit, address)) | {"value": "12", "due": "2040", "sense": "at_most"})
    assert answer.status_code == 302
    address = "/redigera/atgarder/radgivning/nytt-atagande/"
    form = {"organisation": "regionen", "role": "funds", "due": "2027-01-31"}
    assert berit.post(address, typed(page(berit, address)) | form).status_code == 302
    register = queries.register()
    assert (register.goals[1].targets[1].id, register.goals[1].targets[1].due) == ("utslapp-2040", Period(2040))
    assert register.actions[0].commitments[2].due == date(2027, 1, 31)


def test_two_at_once_see_both_texts_and_neither_is_lost(berit: Client) -> None:
    address = "/redigera/mal/utslapp/"
    mine = typed(page(berit, address)) | {"name": "Berits namn", "body": "Berits text"}
    held = queries.held("goal", "utslapp")
    assert isinstance(held.summary, GoalSummary)
    theirs = replace(held.summary, name="Ronjas namn", name_en="Ronja's name")
    changes.change(by=CONSOLE, summary=theirs, based_on=held.version)
    answer = berit.post(address, mine)
    html = unescape(answer.content.decode())
    assert answer.status_code == 409
    assert all(
        text in html for text in ("Berits namn", "Berits text", "Ronjas namn", "Ronja's name", "Minskade utsläpp")
    )
    assert queries.held("goal", "utslapp").summary == theirs
    again = typed(html)
    assert (again["name"], again["body"], again["name_en"]) == ("Berits namn", "Berits text", "Ronja's name")
    assert berit.post(address, again).status_code == 302
    assert queries.held("goal", "utslapp").summary == replace(theirs, name="Berits namn", body="Berits text")


def test_a_commitment_that_moved_in_the_list_is_still_the_same(berit: Client) -> None:
    address = "/redigera/atgarder/radgivning/atagande/1/"
    mine = typed(page(berit, address)) | {"note": "Kommunen bidrar med en tjänst"}
    held = queries.held("action", "radgivning")
    assert isinstance(held.summary, ActionSummary)
    alone = replace(held.summary, commitments=held.summary.commitments[1:])
    changes.change(by=CONSOLE, summary=alone, based_on=held.version)
    html = berit.post(address, mine).content.decode()
    assert 'action="/redigera/atgarder/radgivning/atagande/0/"' in html
    assert berit.post("/redigera/atgarder/radgivning/atagande/0/", typed(html)).status_code == 302
    (part,) = queries.held("action", "radgivning").summary.commitments
    assert (part.organisation, part.note) == ("kommunen", "Kommunen bidrar med en tjänst")


def test_a_commitment_that_somebody_removed_is_not_lost(berit: Client) -> None:
    address = "/redigera/atgarder/radgivning/atagande/1/"
    mine = typed(page(berit, address)) | {"note": "Kommunen bidrar med en tjänst"}
    held = queries.held("action", "radgivning")
    alone = replace(held.summary, commitments=held.summary.commitments[:1])
    changes.change(by=CONSOLE, summary=alone, based_on=held.version)
    answer = berit.post(address, mine)
    html = unescape(answer.content.decode())
    assert answer.status_code == 409
    assert "Den andra tog bort det du ändrade" in html
    assert berit.post("/redigera/atgarder/radgivning/nytt-atagande/", typed(html)).status_code == 302
    assert queries.held("action", "radgivning").summary.commitments[1].note == "Kommunen bidrar med en tjänst"


def test_an_editor_sees_and_edits_their_own_and_nothing_else(register: dict[str, Account]) -> None:
    karim = signed_in(register["karim"])
    mine = page(karim, "/redigera/")
    assert "/redigera/atgarder/radgivning/atagande/1/" in mine
    assert "/redigera/mal/utslapp/" not in mine
    assert karim.get("/redigera/atgarder/radgivning/atagande/1/").status_code == 200
    refused = karim.get("/redigera/mal/utslapp/")
    assert refused.status_code == 403
    assert "Du får inte ändra målet ”Minskade utsläpp”" in unescape(refused.content.decode())
    assert karim.get("/redigera/atgarder/radgivning/atagande/0/").status_code == 403


def test_a_reader_reads_drafts_and_edits_nothing(register: dict[str, Account]) -> None:
    lasse = signed_in(register["lasse"])
    assert "Inte beslutat" in page(lasse, "/redigera/")
    assert "lades till" in page(lasse, "/redigera/mal/hemligt/historik/")
    assert lasse.get("/redigera/mal/hemligt/").status_code == 403


@pytest.mark.parametrize("address", ["/redigera/mal/finns-inte/", "/redigera/atgarder/radgivning/atagande/9/"])
def test_what_is_not_there_is_not_there(berit: Client, address: str) -> None:
    answer = berit.get(address)
    assert answer.status_code == 404
    assert "Det finns inget här" in answer.content.decode()
