"""Can a planner run a year from applications to places in the plan, and nobody else see a thing of it?"""

import logging
import re
from html import unescape
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern

from malbild.pipeline.admission_year import pupil as of_pupil
from malbild.pipeline.publish import site, write
from malbild.pipeline.workspace import Workspace
from malbild.pupils import changes as pupils
from malbild.pupils.models import AccessLine, PupilRow, Year
from malbild.pupils.queries import Why, search
from malbild.register import changes, files, queries
from malbild.register.models import Account
from malbild.register.queries import CONSOLE
from malbild.web.admission.urls import urlpatterns
from tests.pupils_sample import HIDDEN_HOME, HIDDEN_NAME, HOME, NAME, TRUSTED, open_store
from tests.register_people import open_accounts
from tests.register_sample import SMALL

pytestmark = pytest.mark.django_db(databases=["default", "pupils"])
ROOT = "/redigera/antagning/"
PERSONAL = (NAME, HIDDEN_NAME, HOME, HIDDEN_HOME, "Bo Ek")
APPLICATIONS = """applicant_id,rank,programme_id,group,merit,municipality,sex
s1,1,A-EK,1,247.5,Lilleby,K
s1,2,B-EK,1,247.5,Lilleby,K
s2,1,A-EK,1,300,Storby,M
s3,1,B-EK,2,199,Storby,K
"""
PROGRAMMES = """programme_id,places,municipality,field,name
A-EK,1,Storby,EK,Ekonomi i Storby
B-EK,2,Lilleby,EK,Ekonomi i Lilleby
"""
PUPILS = "applicant_id,name,protected\ns1,Agnes Ögonblick,0\ns2,Bo Ek,0\ns3,Hemliga Persson,1\n"


@pytest.fixture(autouse=True)
def _quick(settings: object) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.ALLOWED_HOSTS = ["testserver"]
    cache.clear()


@pytest.fixture
def accounts(db: None) -> dict[str, Account]:
    """The register's people, of whom Berit is also a planner, and Torsten, who may read the protected."""
    changes.take_over(by=CONSOLE, summary=SMALL)
    found = open_accounts()
    for name in ("petra", "torsten"):
        changes.open_account(by=CONSOLE, name=name, password="en lång mening", role="reader")
    pupils.grant(name="berit")
    return found | {one.username: one for one in Account.objects.all()}


@pytest.fixture
def key(accounts: dict[str, Account]) -> str:
    """The sample's year, with its two members petra and torsten."""
    return open_store()


def signed_in(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def sent(name: str, text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode(), "text/csv")


def read(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.status_code
    return unescape(answer.content.decode())


def run_to_final(client: Client, key: str) -> None:
    assert client.post(f"{ROOT}{key}/lottens-fro/", {"seed": "42", "tie": "lottery"}).status_code == 302
    for kind in ("preliminary", "final"):
        assert client.post(f"{ROOT}{key}/kor/{kind}/").status_code == 302


def addresses() -> list[str]:
    """An address of every route of the planners' pages but their style."""
    filled = {"<slug:key>": "2026", "<int:number>": "1", "<slug:handle>": "abc", "<slug:table>": "admissions"}
    routes = [str(one.pattern) for one in urlpatterns if isinstance(one, URLPattern)]
    found = [re.sub(r"<\w+:\w+>", lambda part: filled[part[0]], f"/{one}") for one in routes]
    return [one for one in found if not one.endswith(".css")]


@pytest.mark.parametrize("method", ["get", "post"])
def test_no_route_opens_for_who_is_no_member(key: str, accounts: dict[str, Account], method: str) -> None:
    strangers = [signed_in(accounts[name]) for name in ("karim", "lasse")]
    assert len(addresses()) > 30
    for address in addresses():
        asked = getattr(Client(), method)(address)
        assert asked.status_code in (302, 405)
        if asked.status_code == 302:
            assert "logga-in" in asked["Location"] or "sign-in" in asked["Location"]
        for stranger in strangers:
            told = getattr(stranger, method)(address)
            assert told.status_code in (403, 405), address
            assert not [one for one in PERSONAL if one in unescape(told.content.decode())]
    assert not AccessLine.objects.filter(verb__in=["read", "search", "export", "run"]).exists()


def test_a_coordinator_of_the_register_is_no_member_by_that(key: str, accounts: dict[str, Account]) -> None:
    pupils.revoke(name="berit")
    assert signed_in(accounts["berit"]).get(ROOT).status_code == 403
    assert "antagning" not in read(signed_in(accounts["berit"]), "/redigera/")
    assert ROOT in read(signed_in(accounts["petra"]), "/redigera/")


def test_a_form_sent_from_elsewhere_is_refused(key: str, accounts: dict[str, Account]) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(accounts["petra"])
    for address in ("2026/kor/preliminary/", "2026/elever/", "2026/omgang/1/admissions.csv"):
        assert client.post(ROOT + address).status_code == 403


def test_a_year_runs_from_files_to_an_explanation(accounts: dict[str, Account]) -> None:
    client = signed_in(accounts["berit"])
    begun = client.post(f"{ROOT}nytt-ar/", {"year": "2026", "kind": "real"})
    assert begun["Location"] == f"{ROOT}2026/kalender/"
    given = {
        "applications": sent("Elever i nian.csv", APPLICATIONS), "programmes": sent("b.csv", PROGRAMMES),
        "pupils": sent("c.csv", PUPILS), "prices": sent("d.csv", "municipality,field,price_sek\nStorby,EK,100000\n"),
    }  # fmt: skip
    loaded = client.post(f"{ROOT}2026/las-in/", given, follow=True)
    assert "3 sökande och 2 utbildningar" in unescape(loaded.content.decode()).replace("\xa0", " ")
    run_to_final(client, "2026")
    told = read(client, f"{ROOT}2026/omgang/2/")
    assert "3 av 3 sökande är antagna" in told.replace("\xa0", " ")
    assert not [one for one in PERSONAL if one in told]
    found = client.post(f"{ROOT}2026/elever/", {"query": "ögonblick", "why": "asked"}).content.decode()
    address = re.search(rf'href="({ROOT}2026/elever/\w+/\?why=asked)"', found)
    assert address, found
    story = read(client, address[1])
    assert "Du är antagen till Ekonomi i Lilleby." in story
    assert "247,5" in story
    assert "300" in story
    english = read(client, address[1].replace(f"{ROOT}2026/elever/", "/en/edit/admission/2026/pupils/"))
    assert "You are admitted to Ekonomi i Lilleby." in english
    assert AccessLine.objects.filter(by="berit", verb="read", why="asked").count() == 2


def test_all_that_is_wrong_is_told_at_once_and_nothing_is_loaded(accounts: dict[str, Account]) -> None:
    client = signed_in(accounts["berit"])
    client.post(f"{ROOT}nytt-ar/", {"year": "2026", "kind": "real"})
    wrong = {
        "applications": sent("a.csv", APPLICATIONS.replace("300", "340.5").replace("s3,1,B-EK", "s3,1,C-EK")),
        "programmes": sent("b.csv", PROGRAMMES.replace("B-EK,2", "B-EK,-2")),
        "pupils": sent("c.csv", PUPILS + "s9,Dag Dy,0\n"),
        "need": sent("d.csv", "field,places\nEK,många\n"),
    }
    answer = client.post(f"{ROOT}2026/las-in/", wrong)
    told = unescape(answer.content.decode())
    assert answer.status_code == 422
    for place in ("applications.csv:4 (merit)", "applications.csv:5 (programme_id)", "programmes.csv:3", "need.csv:2"):
        assert place in told, place
    assert "Ingenting är ändrat" in told
    assert not PupilRow.objects.exists()
    assert not [one for one in (*PERSONAL, "Dag Dy", "s9", "340.5") if one in told]


def test_a_pupil_is_opened_with_a_reason_and_else_the_page_asks(key: str, accounts: dict[str, Account]) -> None:
    client = signed_in(accounts["petra"])
    (one,) = search(TRUSTED, key, NAME, Why.CONTROL)
    for query in ("", "?why=", "?why=nyfiken"):
        asked = read(client, f"{ROOT}{key}/elever/{one.handle}/{query}")
        assert NAME not in asked
        assert "Varför?" in asked
    assert not AccessLine.objects.filter(verb="read").exists()
    assert client.get(f"{ROOT}{key}/elever/{'0' * 32}/?why=asked").status_code == 404


def test_a_protected_pupil_is_masked_in_lists_files_and_addresses(key: str, accounts: dict[str, Account]) -> None:
    petra, torsten = signed_in(accounts["petra"]), signed_in(accounts["torsten"])
    run_to_final(petra, key)
    by_name = petra.post(f"{ROOT}{key}/elever/", {"query": "Hemliga", "why": "asked"}).content.decode()
    assert "Ingen elev hittades" in by_name
    by_id = unescape(petra.post(f"{ROOT}{key}/elever/", {"query": "a02", "why": "asked"}).content.decode())
    assert "Skyddade personuppgifter" in by_id
    assert HIDDEN_NAME not in by_id
    (one,) = search(TRUSTED, key, HIDDEN_NAME, Why.CONTROL)
    refused = petra.get(f"{ROOT}{key}/elever/{one.handle}/?why=asked")
    assert refused.status_code == 403
    assert HIDDEN_NAME not in unescape(refused.content.decode())
    assert HIDDEN_HOME in read(torsten, f"{ROOT}{key}/elever/{one.handle}/?why=asked")
    for table in ("admissions", "reserves"):
        assert "a02" not in petra.post(f"{ROOT}{key}/omgang/2/{table}.csv").content.decode()
    assert "a02" in torsten.post(f"{ROOT}{key}/omgang/2/admissions.csv").content.decode()
    assert AccessLine.objects.filter(verb="export").count() == 3


def test_a_fault_of_the_program_tells_nothing_of_the_pupil(
    key: str, accounts: dict[str, Account], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(admission: object, applicant: str) -> None:
        name = NAME
        raise KeyError(f"{applicant} {name}")

    client = signed_in(accounts["petra"])
    run_to_final(client, key)
    (one,) = search(TRUSTED, key, NAME, Why.CONTROL)
    monkeypatch.setattr(of_pupil, "_explanation", broken)
    with caplog.at_level(logging.DEBUG):
        answer = client.get(f"{ROOT}{key}/elever/{one.handle}/?why=asked")
    told = unescape(answer.content.decode())
    assert answer.status_code == 500
    assert "Något gick fel" in told
    logged = "\n".join(f"{one.getMessage()} {one.exc_text} {one.exc_info}" for one in caplog.records)
    assert "KeyError" in logged
    token = re.search(r"driften: (\w{8})", told)
    assert token
    assert token[1] in logged
    for text in (told, logged):
        assert not [one for one in (*PERSONAL, "a00") if one in text]


def test_closing_a_programme_shows_what_happens_and_keeps_nothing(key: str, accounts: dict[str, Account]) -> None:
    client = signed_in(accounts["petra"])
    run_to_final(client, key)
    before = PupilRow.objects.values_list("record", flat=True).first()
    told = read(client, f"{ROOT}{key}/tank-om/?change=p01:0")
    assert "p01: 2 platser → 0" in unescape(told).replace("(Storkommun)", "").replace("p01 :", "p01:")
    assert "Utan plats" in told
    both = read(client, f"{ROOT}{key}/tank-om/?change=p01:0&programme=p00&places=3")
    assert 'name="change" value="p00:3"' in both
    undone = read(client, f"{ROOT}{key}/tank-om/?change=p01:0&change=p00:3&undo=p01")
    assert 'value="p01:0"' not in undone
    for nonsense in ("change=x", "change=p01:-1", "programme=p01&places=99999999", "change=finns-inte:3"):
        assert 'name="change"' not in read(client, f"{ROOT}{key}/tank-om/?{nonsense}")
    assert PupilRow.objects.values_list("record", flat=True).first() == before


TERMS = urlencode({"budget": "0.4", "weight": "50", "least": "1", "more": "2", "cohort": "0", "minutes": "60"})


def test_a_proposal_becomes_an_action_that_everybody_can_read(key: str, accounts: dict[str, Account]) -> None:
    pupils.grant(name="berit")
    client = signed_in(accounts["berit"])
    run_to_final(client, key)
    assert "Förslaget" in read(client, f"{ROOT}{key}/platser/?{TERMS}")
    document = read(client, f"{ROOT}{key}/platser/underlag/?{TERMS}")
    assert "15 kap. 30 b §" in document
    asked = f"{ROOT}{key}/platser/till-planen/?{TERMS}"
    plan, goal = SMALL.plans[0].id, SMALL.goals[1].id
    answers = {
        "plan": plan, "name": "Platser till hösten", "name_en": "Places", "leads": "regionen", "due": "2026-12-01",
        "goals": [goal],
    }  # fmt: skip
    taken = client.post(asked, answers)
    assert taken.status_code == 302, taken.content.decode()
    (action,) = (one for one in queries.register().actions if one.name == "Platser till hösten")
    assert (action.plan, action.contributes_to, str(action.due)) == (plan, (goal,), "2026-12-01")
    assert action.commitments[0].organisation == "regionen"
    assert "Underlag för beslut" in action.body
    assert "Basis for a decision" in action.body_en
    assert not [one for one in (*PERSONAL, "a00", "a02") if one in action.body + action.body_en]


def test_who_may_not_change_the_plan_is_told_so_and_nothing_is_written(key: str, accounts: dict[str, Account]) -> None:
    client = signed_in(accounts["petra"])
    run_to_final(client, key)
    answers = {
        "plan": SMALL.plans[0].id, "name": "Platser", "name_en": "Places", "leads": "regionen", "due": "2026-12-01",
        "goals": [SMALL.goals[1].id],
    }  # fmt: skip
    answer = client.post(f"{ROOT}{key}/platser/till-planen/?{TERMS}", answers)
    assert answer.status_code == 403
    assert queries.register() == SMALL


def test_a_year_whose_time_is_over_keeps_its_numbers_and_no_pupil(key: str, accounts: dict[str, Account]) -> None:
    client = signed_in(accounts["petra"])
    run_to_final(client, key)
    (one,) = search(TRUSTED, key, NAME, Why.CONTROL)
    Year.objects.update(gone_after="2020-01-01")
    told = read(client, f"{ROOT}{key}/omgang/2/")
    assert "Eleverna togs bort" in told
    assert "3 av 4 sökande" in told.replace("\xa0", " ")
    assert not PupilRow.objects.exists()
    assert "visas inte" in told
    for gone in (f"elever/{one.handle}/?why=asked", "elever/"):
        assert client.get(f"{ROOT}{key}/{gone}").status_code == 404
    assert client.post(f"{ROOT}{key}/omgang/2/admissions.csv").status_code == 404
    assert client.get(f"{ROOT}{key}/tank-om/").status_code == 422
    assert client.get(f"{ROOT}{key}/").status_code == 200


def test_nothing_of_a_pupil_reaches_the_publication_or_the_export(
    key: str, accounts: dict[str, Account], tmp_path: object
) -> None:
    run_to_final(signed_in(accounts["petra"]), key)
    (tmp_path / "region").mkdir()
    (tmp_path / "region" / "region.toml").write_text('county = "18"\n[name]\nsv = "Länet"\nen = "The county"\n')
    write(site(Workspace(tmp_path)), tmp_path / "out")
    files.write(queries.register(), tmp_path / "export")
    handles = list(PupilRow.objects.values_list("handle", flat=True))
    secret = [one.encode() for one in (*PERSONAL, *handles)]
    written = [one for one in (*(tmp_path / "out").rglob("*"), *(tmp_path / "export").rglob("*")) if one.is_file()]
    assert len(written) > 20
    found = [(one, word) for one in written for word in secret if word in one.read_bytes()]
    assert found == []


def test_the_pages_are_kept_nowhere_on_the_way(key: str, accounts: dict[str, Account]) -> None:
    client = signed_in(accounts["petra"])
    for address in (ROOT, f"{ROOT}{key}/", f"{ROOT}{key}/elever/", f"{ROOT}{key}/logg/"):
        answer = client.get(address)
        assert answer["Cache-Control"] == "private, no-store"
        assert answer["Content-Security-Policy"].startswith("default-src 'none'")
        assert answer["X-Robots-Tag"] == "noindex"
        assert "<script" not in answer.content.decode()


def test_the_log_is_read_by_the_pupils_id_without_telling_it(key: str, accounts: dict[str, Account]) -> None:
    client = signed_in(accounts["petra"])
    client.post(f"{ROOT}{key}/elever/", {"query": NAME, "why": "school"})
    told = unescape(client.post(f"{ROOT}{key}/logg/", {"applicant": "a00"}).content.decode())
    assert "sökte fram" in told
    assert "skolan eller hemkommunen frågar" in told
    other = unescape(client.post(f"{ROOT}{key}/logg/", {"applicant": "a01"}).content.decode())
    assert "sökte fram" not in other
