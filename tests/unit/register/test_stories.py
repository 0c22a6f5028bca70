"""Does the register keep its promises to the people who use it?"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from malbild.register import changes, permissions, queries
from malbild.register.models import Account, Event, Ledger
from malbild.register.permissions import NotAllowed
from malbild.register.queries import CONSOLE
from malbild.vocabulary.plan import (
    ActionSummary,
    CommitmentSummary,
    DecisionSummary,
    GoalSummary,
    PlanStatus,
    RegisterSummary,
    SuccessionSummary,
)
from malbild.vocabulary.problem import Refused
from tests.register_people import open_accounts
from tests.register_sample import EMISSIONS, SMALL

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _quick_passwords(settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def people() -> dict[str, Account]:
    changes.take_over(by=CONSOLE, summary=SMALL)
    return open_accounts()


def changed(noun: str, id: str, *, by: object = CONSOLE, **values: object) -> queries.Held:
    held = queries.held(noun, id)
    return changes.change(by=by, summary=replace(held.summary, **values), based_on=held.version)


def succeeded() -> None:
    succession = SuccessionSummary("till-regionen", "forbundet", "regionen", "replace", date(2015, 1, 1))
    changes.succeed(by=CONSOLE, succession=succession)


# What was known when


def test_what_was_known_then_stays_known(people: dict[str, Account]) -> None:
    then = Ledger.objects.get().at
    changed("goal", "utslapp", name="Inga utsläpp alls")
    changes.remove(by=CONSOLE, noun="decision", id="antaget", based_on=1, explanation="Registrerat av misstag")
    assert queries.register(as_known=then) == SMALL
    assert queries.register() != SMALL
    assert queries.register(as_known=datetime(2000, 1, 1, tzinfo=UTC)) == RegisterSummary()


def test_a_plan_is_shown_as_it_was_adopted(people: dict[str, Account]) -> None:
    adopted = queries.as_adopted("klimatprogram")
    changes.set_target(
        by=CONSOLE, goal="utslapp", target=replace(EMISSIONS, value=-40.0), based_on=1, explanation="Nytt beslut"
    )
    was, now = queries.register(as_known=adopted), queries.register()
    assert [one.sentence.sv for one in queries.difference(was, now)] == [
        "Målvärdet för ”Minskade utsläpp” ändrades från −60 procent till −40 procent."
    ]
    assert queries.difference(was, now)[0].sentence.en == (
        "The target of “Minskade utsläpp” was changed from -60 per cent to -40 per cent."
    )
    assert queries.as_adopted("utkast") is None


def test_a_decision_recorded_ahead_of_its_meeting_adopts_at_the_end_of_that_day(people: dict[str, Account]) -> None:
    meeting = date.today() + timedelta(days=30)
    decision = DecisionSummary("nytt", "Nytt program", "regionen", meeting, concerns=("plan:utkast",))
    changes.add(by=CONSOLE, summary=decision)
    assert queries.as_adopted("utkast").date() >= meeting


def test_what_holds_on_a_day_is_another_question(people: dict[str, Account]) -> None:
    holding = queries.register(holding_on=date(2012, 12, 6))
    assert [one.id for one in holding.organisations] == ["forbundet", "kommunen"]
    assert queries.register(holding_on=date(2012, 12, 5)).decisions == ()


# Succession


def test_an_organisation_that_ends_keeps_its_past_and_its_duties_pass_on(people: dict[str, Account]) -> None:
    succeeded()
    register = queries.register()
    goal = next(one for one in register.goals if one.id == "utslapp")
    assert goal.responsible == "forbundet"
    assert queries.held("organisation", "forbundet").summary.valid_to == date(2014, 12, 31)
    assert queries.answers(register, goal) == (
        queries.Answer("forbundet", None, date(2014, 12, 31)),
        queries.Answer("regionen", date(2015, 1, 1), None),
    )
    ended = replace(goal, valid_to=date(2013, 6, 30))
    assert [one.organisation for one in queries.answers(register, ended)] == ["forbundet"]


def test_the_successor_may_edit_what_it_inherited(people: dict[str, Account]) -> None:
    ronja = people["ronja"]
    with pytest.raises(NotAllowed):
        changed("goal", "utslapp", by=ronja, body="Nytt")
    succeeded()
    assert changed("goal", "utslapp", by=ronja, body="Nytt").version == 2


# Who may do what


def test_the_public_sees_no_word_of_a_draft(people: dict[str, Account]) -> None:
    changed("action", "radgivning", contributes_to=("utslapp", "hemligt"))
    seen = permissions.visible(AnonymousUser(), queries.register())
    assert "hemligt" not in repr(seen)
    assert "utkast" not in repr(seen)
    assert [one.id for one in seen.goals] == ["utslapp"]
    assert seen == queries.register(public=True)
    assert permissions.visible(people["lasse"], queries.register()) == queries.register()


def test_lasse_reads_and_changes_nothing(people: dict[str, Account]) -> None:
    with pytest.raises(NotAllowed, match="Ask who answers for it"):
        changed("goal", "hemligt", by=people["lasse"], body="Nytt")


def test_karim_edits_his_commitment_and_nothing_beside_it(people: dict[str, Account]) -> None:
    karim = people["karim"]
    part = CommitmentSummary("kommunen", "takes_part", fulfilled=date(2013, 9, 1))
    done = changes.set_commitment(by=karim, action="radgivning", place=1, commitment=part, based_on=1)
    assert isinstance(done.summary, ActionSummary)
    assert done.summary.commitments[1].fulfilled == date(2013, 9, 1)
    other = CommitmentSummary("forbundet", "leads", fulfilled=date(2013, 9, 1))
    with pytest.raises(NotAllowed):
        changes.set_commitment(by=karim, action="radgivning", place=0, commitment=other, based_on=2)
    with pytest.raises(NotAllowed):
        changed("action", "radgivning", by=karim, name="Annat namn")


def test_karim_may_not_take_over_a_goal_by_naming_himself_responsible(people: dict[str, Account]) -> None:
    with pytest.raises(NotAllowed):
        changed("goal", "utslapp", by=people["karim"], responsible="kommunen")
    with pytest.raises(NotAllowed):
        changes.add(by=people["karim"], summary=GoalSummary("nytt", "klimatprogram", "Nytt", responsible="kommunen"))


def test_ronja_drafts_but_only_berit_adopts(people: dict[str, Account]) -> None:
    changes.add(by=people["ronja"], summary=GoalSummary("nytt", "utkast", "Nytt", responsible="regionen"))
    changed("plan", "utkast", by=people["ronja"], body="Ett bättre utkast")
    with pytest.raises(NotAllowed):
        changed("plan", "utkast", by=people["ronja"], status=PlanStatus.ADOPTED)
    changed("plan", "utkast", by=people["berit"], status=PlanStatus.ADOPTED)


def test_somebody_locked_out_is_the_public(people: dict[str, Account]) -> None:
    berit = people["berit"]
    berit.is_active = False
    assert queries.roles(berit) == queries.Roles()


def test_only_a_coordinator_makes_accounts(people: dict[str, Account]) -> None:
    with pytest.raises(Refused):
        changes.open_account(by=people["ronja"], name="ny", password="x", role="coordinator")
    with pytest.raises(Refused) as refused:
        changes.open_account(by=CONSOLE, name="malbild", password="x", role="editor", organisation="finns-inte")
    assert len(refused.value.findings) == 2
    assert not Account.objects.filter(username__in=["ny", "malbild"]).exists()


# Nothing half, nothing twice, nothing unseen


def test_every_fault_is_told_at_once_and_nothing_is_written(people: dict[str, Account]) -> None:
    wrong = GoalSummary(
        "Fel Id", "finns-inte", " ", parent="finns-inte", valid_from=date(2020, 1, 1), valid_to=date(2019, 1, 1)
    )
    with pytest.raises(Refused) as refused:
        changes.add(by=CONSOLE, summary=wrong)
    assert [one.place.cell for one in refused.value.findings] == ["id", "name", "plan", "parent", "valid_to"]
    assert queries.register() == SMALL


def test_a_circle_of_goals_is_refused(people: dict[str, Account]) -> None:
    with pytest.raises(Refused, match="goes round in a circle: hemligt → utslapp → hemligt"):
        changed("goal", "utslapp", parent="hemligt")


def test_what_others_point_at_is_not_removed(people: dict[str, Account]) -> None:
    with pytest.raises(Refused, match="no goal with the id “utslapp”"):
        changes.remove(by=CONSOLE, noun="goal", id="utslapp", based_on=1, explanation="")


def test_saving_what_is_already_so_leaves_no_event(people: dict[str, Account]) -> None:
    before = Event.objects.count()
    assert changed("goal", "utslapp", name="Minskade utsläpp").version == 1
    assert changes.take_over(by=CONSOLE, summary=SMALL).changes == ()
    assert Event.objects.count() == before


def test_a_stale_change_is_a_conflict_with_all_three_texts(people: dict[str, Account]) -> None:
    changed("goal", "utslapp", by=people["berit"], name="Berits")
    base = next(one for one in SMALL.goals if one.id == "utslapp")
    with pytest.raises(changes.Conflict) as conflict:
        changes.change(by=CONSOLE, summary=replace(base, name="Mitt", body="Min text"), based_on=1)
    name, body = conflict.value.disagreements
    assert (name.base, name.yours, name.theirs, name.both) == ("Minskade utsläpp", "Mitt", "Berits", True)
    assert (body.yours, body.theirs, body.both) == ("Min text", "Utsläppen ska minska.", False)
    assert conflict.value.theirs.event.by == "berit"


def test_an_id_that_came_back_goes_on_counting_its_versions(people: dict[str, Account]) -> None:
    goal = queries.held("goal", "hemligt").summary
    changes.remove(by=CONSOLE, noun="goal", id="hemligt", based_on=1, explanation="Ströks")
    with pytest.raises(changes.Conflict):
        changes.change(by=CONSOLE, summary=replace(goal, name="Sent"), based_on=1)
    assert changes.add(by=CONSOLE, summary=goal).version == 3
    assert [one.held.event.verb for one in queries.history("goal", "hemligt")] == ["add", "remove", "add"]


@pytest.mark.parametrize(
    "tamper",
    [
        lambda events: events.filter(number=3).update(by="någon annan"),
        lambda events: events.filter(number=3).update(summary="{}"),
        lambda events: events.filter(number=3).update(at=datetime(2020, 1, 1, tzinfo=UTC)),
        lambda events: events.filter(noun="account", number__gt=1).first().delete(),
        lambda events: events.order_by("-number").first().delete(),
    ],
)
def test_an_event_that_is_altered_or_removed_is_found(people: dict[str, Account], tamper) -> None:
    assert queries.verify() == ()
    tamper(Event.objects.all())
    assert queries.verify() != ()


def test_an_import_overwrites_nobodys_edit(people: dict[str, Account]) -> None:
    number, _ = queries.latest_event()
    changed("goal", "utslapp", by=people["berit"], name="Berits namn")
    with pytest.raises(Refused, match="edited in the register by berit"):
        changes.take_over(by=CONSOLE, summary=SMALL)
    with pytest.raises(Refused, match="edited in the register by berit"):
        changes.take_over(by=CONSOLE, summary=SMALL, since=number)
    exported, _ = queries.latest_event()
    assert changes.take_over(by=CONSOLE, summary=SMALL, since=exported).changes != ()


def test_a_dry_run_tells_all_and_keeps_nothing(people: dict[str, Account]) -> None:
    other = replace(SMALL, decisions=())
    told = changes.take_over(by=CONSOLE, summary=other, dry_run=True).changes
    assert [one.sentence.sv for one in told] == ["Beslutet ”Programmet antas” togs bort."]
    assert queries.register() == SMALL
