"""Does the database keep a register exactly, and say the same in its ledger, its tables and its files?"""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.db import connection
from hypothesis import example, given, settings
from hypothesis.extra.django import TestCase

from malbild.register import changes, files, models, queries
from malbild.register.nouns import NOUNS
from malbild.register.queries import CONSOLE
from malbild.vocabulary.plan import RegisterSummary
from tests.register_sample import SMALL
from tests.register_strategies import registers


def kept(register: RegisterSummary) -> RegisterSummary:
    changes.take_over(by=CONSOLE, summary=register)
    return queries.register()


@pytest.mark.register
class Storage(TestCase):
    @given(registers())
    @example(SMALL)
    @settings(max_examples=25, deadline=None)
    def test_the_register_gives_what_it_got(self, register: RegisterSummary) -> None:
        assert kept(register) == register
        connection.check_constraints()

    @given(registers())
    @settings(max_examples=10, deadline=None)
    def test_database_to_files_to_database_loses_nothing(self, register: RegisterSummary) -> None:
        kept(register)
        with TemporaryDirectory() as folder:
            files.write(queries.register(), Path(folder) / "region")
            again = files.read(Path(folder) / "region")
        assert changes.take_over(by=CONSOLE, summary=again).changes == ()
        assert queries.register() == register

    @given(registers(), registers())
    @settings(max_examples=20, deadline=None)
    def test_one_register_becomes_another_and_the_first_stays_known(
        self, first: RegisterSummary, second: RegisterSummary
    ) -> None:
        kept(first)
        then = models.Ledger.objects.get().at
        assert kept(second) == second
        assert queries.register(as_known=then) == first
        assert queries.verify() == ()
        connection.check_constraints()

    @given(registers(), registers())
    @settings(max_examples=10, deadline=None)
    def test_tables_hold_what_the_ledger_says(self, first: RegisterSummary, second: RegisterSummary) -> None:
        kept(first)
        kept(second)
        for noun in NOUNS:
            model = getattr(models, noun.name.capitalize())
            assert set(model.objects.values_list("pk", flat=True)) == {one.id for one in getattr(second, noun.folder)}
        goals = {goal.id: goal for goal in second.goals}
        for row in models.Goal.objects.prefetch_related("targets__sources", "indicators"):
            goal = goals[row.pk]
            assert (row.name, row.plan_id, row.responsible_id or "") == (goal.name, goal.plan, goal.responsible)
            assert [one.indicator for one in row.indicators.order_by("position")] == list(goal.indicators)
            assert [(one.id, one.value, one.due) for one in row.targets.order_by("position")] == [
                (one.id, one.value, str(one.due or "")) for one in goal.targets
            ]
        count = sum(len(goal.targets) for goal in second.goals)
        assert models.Target.objects.count() == count
