"""Processes that write to a register, for tests of many at once and of sudden death.

`python -m tests.register_workers editors FIRST LAST` lets editors write one mark each into a goal, over and over until
nobody was first; `… writer NAME` writes marks for ever and says each when it has been acknowledged.
"""

import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import count

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402

from malbild.register import changes, queries  # noqa: E402
from malbild.register.queries import CONSOLE  # noqa: E402
from tests.register_sample import SMALL  # noqa: E402

GOALS = ("hemligt", "utslapp")


def begin() -> None:
    """Make the register and put the sample in it."""
    call_command("migrate", verbosity=0, interactive=False)
    changes.take_over(by=CONSOLE, summary=SMALL)


def write(goal: str, mark: str) -> None:
    """Add a mark to a goal's text; when somebody else was first, read again and try again."""
    while True:
        held = queries.held("goal", goal)
        text = f"{held.summary.body}\n{mark}"
        try:
            changes.change(by=CONSOLE, summary=replace(held.summary, body=text), based_on=held.version)
        except changes.Conflict:
            continue
        return


def edit(number: int) -> None:
    """One editor's work."""
    try:
        write(GOALS[number % len(GOALS)], f"mark-{number}")
    finally:
        connections.close_all()


def editors(first: str, last: str) -> None:
    """Several editors at once, a thread each."""
    numbers = range(int(first), int(last))
    with ThreadPoolExecutor(len(numbers)) as pool:
        list(pool.map(edit, numbers))


def writer(name: str) -> None:
    """Write until killed."""
    for number in count():
        mark = f"mark-{name}-{number}"
        write("utslapp", mark)
        print(mark, flush=True)


COMMANDS: dict[str, Callable[..., None]] = {"begin": begin, "editors": editors, "writer": writer}

if __name__ == "__main__":
    COMMANDS[sys.argv[1]](*sys.argv[2:])
