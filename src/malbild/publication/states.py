"""States: a word and a shape before a colour."""

from markupsafe import Markup

from malbild.publication.charts.svg import tag
from malbild.publication.edition import Edition
from malbild.vocabulary.judgement import STATE_NAMES, Judgement, State
from malbild.vocabulary.plan import GoalSummary

# Drawn in a square of 16; filled where something is known, hollow where it is not.
_SHAPES = {
    State.REACHED: "M8 1a7 7 0 1 0 0 14a7 7 0 1 0 0-14Z",
    State.ON_TRACK: "M8 1.2L15.2 14.4H.8Z",
    State.AT_RISK: "M8 .4L15.6 8L8 15.6L.4 8Z",
    State.OFF_TRACK: "M1.6 1.6H14.4V14.4H1.6Z",
    State.CANNOT_TELL: "M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12Z",
}
ORDER = (State.OFF_TRACK, State.AT_RISK, State.CANNOT_TELL, State.ON_TRACK, State.REACHED)  # the weakest first
TOLD = (State.REACHED, State.ON_TRACK, State.AT_RISK, State.OFF_TRACK, State.CANNOT_TELL)  # as a sentence tells them


def shape(state: State | None) -> Markup:
    """The shape of a state, hidden from screen readers: the word stands beside it. None has no target to judge."""
    drawing = tag("path", d=_SHAPES[state]) if state else tag("path", d="M2 8H14")
    return tag(
        "svg",
        drawing,
        class_=f"shape {state.value if state else 'unmeasured'}",
        viewBox="0 0 16 16",
        aria_hidden="true",
    )


def word(state: State | None, edition: Edition, *, aimed: bool = False) -> str:
    """The word of a state; without one, whether there is a target that waits to be judged (`aimed`) or none at all."""
    if state:
        return edition.say(STATE_NAMES[state])
    return edition.t.plain("state.unjudged" if aimed else "state.unmeasured")


def badge(state: State | None, edition: Edition, *, aimed: bool = False) -> Markup:
    """Shape and word, the word as the beginning of a line."""
    said = word(state, edition, aimed=aimed)
    return Markup('<span class="state">{} {}</span>').format(shape(state), said[0].upper() + said[1:])


def chance(probability: float) -> Markup:
    """A probability as a part of a line; decoration beside the words."""
    end = 2 + 96 * probability
    track = tag("path", class_="track", d="M2 8H98")
    part = tag("path", class_="part", d=f"M2 8H{max(end, 4):.0f}")
    return tag("svg", track, part, class_="chance", viewBox="0 0 100 16", aria_hidden="true")


def judgements_of(goal: GoalSummary, edition: Edition) -> tuple[Judgement, ...]:
    """A goal's judgements, in the order of its targets."""
    judged = edition.site.judged
    return tuple(judged[key] for key in ((goal.id, target.id) for target in goal.targets) if key in judged)


def state_of(goal: GoalSummary, edition: Edition) -> State | None:
    """A goal is in the weakest state of its targets: one missed is a goal not reached. None: nothing to judge."""
    states = {one.state for one in judgements_of(goal, edition)}
    return next((state for state in ORDER if state in states), None)
