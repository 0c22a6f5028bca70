"""Duties: actions without owner, deadline or money, commitments past their date, and bodies that are no more."""

from collections.abc import Iterator

from malbild.analysis.checks.plans.examination import PlanExamination
from malbild.analysis.checks.rule import Rule
from malbild.vocabulary.finding import Finding, Severity
from malbild.vocabulary.plan import ActionSummary
from malbild.vocabulary.text import Text, day, number


def _check_owner(exam: PlanExamination) -> Iterator[Finding]:
    for action in exam.actions():
        if not any(one.role == "leads" for one in action.commitments):
            yield Finding(
                "plan.action-without-owner", Severity.WARNING, exam.place("actions", action.id, "commitments"),
                Text(f"Ingen leder åtgärden {action.name!r}.", f"Nobody leads the action {action.name!r}."),
                Text("Ge någon åtagandet att leda den (role = \"leads\").", "Give somebody the commitment to lead it "
                                                                            "(role = \"leads\")."),
            )  # fmt: skip


def _check_deadline(exam: PlanExamination) -> Iterator[Finding]:
    for action in exam.actions():
        if action.due is None and all(one.due is None for one in action.commitments):
            yield Finding(
                "plan.action-without-deadline", Severity.WARNING, exam.place("actions", action.id, "due"),
                Text(f"Åtgärden {action.name!r} har inget slutdatum.", f"The action {action.name!r} has no deadline."),
                Text("Ange due, på åtgärden eller i ett åtagande.", "Give due, on the action or in a commitment."),
            )  # fmt: skip


def _check_money(exam: PlanExamination) -> Iterator[Finding]:
    for action in exam.actions():
        if not any(one.planned_sek is not None for one in action.budget):
            yield Finding(
                "plan.action-without-money", Severity.NOTE, exam.place("actions", action.id, "budget"),
                Text(f"Åtgärden {action.name!r} har inga pengar.", f"The action {action.name!r} has no money."),
                Text("Ange en budgetrad, eller skriv att den ryms i ordinarie arbete.",
                     "Give a budget line, or write that it is part of ordinary work."),
            )  # fmt: skip


def _check_budget(exam: PlanExamination) -> Iterator[Finding]:
    """An action that contributes to another action may not cost more than that one, in any year."""
    actions = {one.id: one for one in exam.register.actions}
    for child in exam.register.actions:
        for parent in (actions[one] for one in child.contributes_to if one in actions):
            for year, planned in _planned(child).items():
                frame = _planned(parent).get(year)
                if frame is not None and planned > frame:
                    yield _above(exam, child, parent, year, planned, frame)


def _planned(action: ActionSummary) -> dict[int, int]:
    """Planned money by year."""
    found: dict[int, int] = {}
    for line in action.budget:
        if line.planned_sek is not None:
            found[line.year] = found.get(line.year, 0) + line.planned_sek
    return found


def _above(
    exam: PlanExamination, child: ActionSummary, parent: ActionSummary, year: int, planned: int, frame: int
) -> Finding:
    return Finding(
        "plan.budget-above-parent", Severity.ERROR, exam.place("actions", child.id, f"budget {year}"),
        Text(f"{year} planeras {number(planned)} kr, mer än de {number(frame)} kr som {parent.name!r} har.",
             f"{year} plans {number(planned, 'en')} SEK, more than the {number(frame, 'en')} SEK that "
             f"{parent.name!r} has."),
        Text("Sänk beloppet, eller höj ramen ovanför.", "Lower the amount, or raise the frame above it."),
    )  # fmt: skip


def _check_overdue(exam: PlanExamination) -> Iterator[Finding]:
    for action in exam.actions():
        for one in action.commitments:
            if one.due and one.due < exam.today and one.fulfilled is None:
                yield Finding(
                    "plan.commitment-overdue", Severity.WARNING, exam.place("actions", action.id, f"commitments "
                                                                                                  f"{one.organisation}"),
                    Text(f"{one.organisation} skulle ha gjort sitt {day(one.due)} i {action.name!r}.",
                         f"{one.organisation} was to have done its part by {day(one.due, 'en')} in {action.name!r}."),
                    Text("Ange fulfilled, eller kom överens om en ny dag.", "Give fulfilled, or agree on a new day."),
                )  # fmt: skip
        if action.due and action.due < exam.today and not any(one.due for one in action.commitments):
            yield Finding(
                "plan.commitment-overdue", Severity.WARNING, exam.place("actions", action.id, "due"),
                Text(f"Åtgärden {action.name!r} skulle vara klar {day(action.due)}.",
                     f"The action {action.name!r} was to be done by {day(action.due, 'en')}."),
                Text("Ange vad som blev av den (status, outcome), eller ett nytt datum.",
                     "Tell what became of it (status, outcome), or give a new date."),
            )  # fmt: skip


def _check_bodies(exam: PlanExamination) -> Iterator[Finding]:
    named = [("goals", one.id, "responsible", one.responsible) for one in exam.goals()]
    named += [
        ("actions", action.id, "commitments", one.organisation)
        for action in exam.actions()
        for one in action.commitments
        if one.fulfilled is None
    ]
    for noun, id, field, name in named:
        body = exam.organisations.get(name)
        if body is None or body.valid_to is None or body.valid_to >= exam.today:
            continue
        heirs = [one.successor for one in exam.register.successions if one.predecessor == name]
        severity = Severity.NOTE if heirs else Severity.WARNING
        heir_sv = f" {', '.join(heirs)} har tagit över." if heirs else " Ingen efterträdare är angiven."
        heir_en = f" {', '.join(heirs)} has taken over." if heirs else " No successor is given."
        yield Finding(
            "plan.responsible-ended", severity, exam.place(noun, id, field),
            Text(f"{body.name} finns inte sedan {day(body.valid_to)}.{heir_sv}",
                 f"{body.name} has not existed since {day(body.valid_to, 'en')}.{heir_en}"),
            Text("Låt efterträdaren svara för det, eller avsluta det.", "Let the successor answer for it, or end it."),
        )  # fmt: skip


def _check_moved(exam: PlanExamination) -> Iterator[Finding]:
    for one in exam.quotations:
        if not one.moved:
            continue
        now_sv = "finns inte längre" if one.current is None else f"är nu {number(one.current)}"
        now_en = "no longer exists" if one.current is None else f"is now {number(one.current, 'en')}"
        yield Finding(
            "plan.number-moved", Severity.WARNING, one.place,
            Text(f"Texten säger {one.printed}, men {one.fact} {now_sv}.", f"The text says {one.printed}, but "
                                                                          f"{one.fact} {now_en}."),
            Text("Skriv om meningen med dagens siffra, eller ange vilken dag den gamla gällde.",
                 "Rewrite the sentence with today's figure, or say on which day the old one held."),
        )  # fmt: skip


ACTION_WITHOUT_OWNER = Rule(
    "plan.action-without-owner", Severity.WARNING,
    Text("Åtgärd utan ägare", "An action without its owner"),
    Text("En pågående eller planerad åtgärd har inget åtagande att leda den.",
         "An action planned or under way has no commitment to lead it."),
    Text("Det som ingen leder blir inte gjort.", "What nobody leads is not done."),
    Text("Sju organisationer deltar; ingen leder.", "Seven organisations take part; none leads."),
    Text("Ge någon åtagandet att leda den.", "Give somebody the commitment to lead it."),
    _check_owner,
)  # fmt: skip

ACTION_WITHOUT_DEADLINE = Rule(
    "plan.action-without-deadline", Severity.WARNING,
    Text("Åtgärd utan slutdatum", "An action without a deadline"),
    Text("Varken åtgärden eller något åtagande i den har ett slutdatum.", "Neither the action nor any commitment in "
                                                                          "it has a deadline."),
    Text("Den kan varken bli klar eller försenad.", "It can be neither done nor late."),
    Text("”Arbetet fortsätter.”", "“The work goes on.”"),
    Text("Ange due, på åtgärden eller i ett åtagande.", "Give due, on the action or in a commitment."),
    _check_deadline,
)  # fmt: skip

ACTION_WITHOUT_MONEY = Rule(
    "plan.action-without-money", Severity.NOTE,
    Text("Åtgärd utan pengar", "An action without money"),
    Text("Ingen budgetrad med planerat belopp.", "No budget line with a planned amount."),
    Text("Ett uppdrag utan resurser konkurrerar med alla andra.", "A task without resources competes with all others."),
    Text("Handlingsplanen har tolv åtgärder och budget för två.", "The action plan has twelve actions and a budget "
                                                                  "for two."),
    Text("Ange en budgetrad, eller skriv att den ryms i ordinarie arbete.",
         "Give a budget line, or write that it is part of ordinary work."),
    _check_money,
)  # fmt: skip

BUDGET_ABOVE_PARENT = Rule(
    "plan.budget-above-parent", Severity.ERROR,
    Text("Budget större än den ovanför", "A budget above its parent"),
    Text("En åtgärd som bidrar till en annan åtgärd planerar mer pengar ett år än den har.",
         "An action that contributes to another plans more money in a year than that one has."),
    Text("Pengarna finns inte.", "The money is not there."),
    Text("Projektet planerar 3 mkr 2014, programmet har 2 mkr.", "The project plans 3 million in 2014, the programme "
                                                                 "has 2."),
    Text("Sänk beloppet, eller höj ramen ovanför.", "Lower the amount, or raise the frame above it."),
    _check_budget,
)  # fmt: skip

COMMITMENT_OVERDUE = Rule(
    "plan.commitment-overdue", Severity.WARNING,
    Text("Åtagande vars dag har gått", "A commitment past its date"),
    Text("Ett åtagandes eller en åtgärds slutdatum har passerat utan att det är markerat som gjort.",
         "The date of a commitment or an action has passed without its being marked as done."),
    Text("Antingen är det inte gjort, eller så vet ingen att det är det.", "Either it is not done, or nobody knows "
                                                                           "that it is."),
    Text("Klart senast 2013-11-30; ingenting är rapporterat.", "Due by 2013-11-30; nothing is reported."),
    Text("Ange fulfilled, eller kom överens om en ny dag.", "Give fulfilled, or agree on a new day."),
    _check_overdue,
)  # fmt: skip

RESPONSIBLE_ENDED = Rule(
    "plan.responsible-ended", Severity.WARNING,
    Text("Den ansvariga finns inte längre", "The responsible body is no more"),
    Text("En organisation som har upphört svarar för ett gällande mål eller en pågående åtgärd. Finns en "
         "efterträdare är det en "
         "upplysning, för ansvaret har gått över till den.",
         "An organisation that has ended answers for a goal in force or an action under way. Where it has a "
         "successor it is a "
         "note, since the duty has passed on."),
    Text("Ingen svarar när någon frågar.", "Nobody answers when somebody asks."),
    Text("Ett regionförbund upphörde 31 december 2014.", "A regional federation ended on 31 December 2014."),
    Text("Låt efterträdaren svara för det, eller avsluta det.", "Let the successor answer for it, or end it."),
    _check_bodies,
)  # fmt: skip

NUMBER_MOVED = Rule(
    "plan.number-moved", Severity.WARNING,
    Text("Texten har en gammal siffra", "A text whose number has moved"),
    Text("En text citerar en uppgift ({{fact:ID|siffra}}) vars värde nu är ett annat, avrundat som i texten.",
         "A text quotes a fact ({{fact:ID|figure}}) whose value is now another, rounded as in the text."),
    Text("Källan har rättat siffran, men läsaren ser den gamla.", "The source has corrected the figure, but the "
                                                                  "reader sees the old one."),
    Text("Texten säger 302 252; källan har reviderat till 302 249.", "The text says 302,252; the source has revised "
                                                                     "it to 302,249."),
    Text("Skriv om meningen med dagens siffra.", "Rewrite the sentence with today's figure."),
    _check_moved,
)  # fmt: skip
