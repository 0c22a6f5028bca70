"""Goals: every goal with its state, plan by plan."""

from collections.abc import Iterable

from malbild.publication.edition import Edition
from malbild.publication.goal_rows import followed_goals, rows_of
from malbild.publication.pages.start import by_state, summary
from malbild.publication.plan_rows import plan_line
from malbild.publication.site import Site
from malbild.publication.states import shape
from malbild.publication.view import View


def keys(site: Site) -> Iterable[tuple[str, ...]]:
    """There is one list of goals."""
    yield ()


def view(edition: Edition) -> View:
    """The goals that hold today by state, and the earlier ones by plan."""
    site, rows = edition.site, rows_of(followed_goals(edition.site), edition)
    sentence = summary(rows, edition)
    followed = {one.id for one in rows}
    earlier = [goal for goal in site.register.goals if goal.id not in followed and goal.kind != "vision"]
    plans = [plan for plan in site.register.plans if any(goal.plan == plan.id for goal in earlier)]
    return View(
        "goals.html",
        edition.t.plain("nav.goals"),
        str(sentence.striptags()),
        section="goals",
        context={
            "sentence": sentence,
            "groups": by_state(rows, edition),
            "measured": tuple(one for one in rows if one.state is None and one.latest),
            "unmeasured": tuple(one for one in rows if one.state is None and not one.latest),
            "earlier": [
                (plan_line(plan, edition), rows_of((one for one in earlier if one.plan == plan.id), edition))
                for plan in plans
            ],
            "shape": shape,
        },
    )
