"""A small register for tests: a federation that became a region, a municipality, a goal, an action and a draft."""

from datetime import date

from malbild.vocabulary.period import Period
from malbild.vocabulary.plan import (
    ActionSummary,
    BudgetLineSummary,
    CommitmentSummary,
    DecisionSummary,
    GoalSummary,
    OrganisationSummary,
    PlanStatus,
    PlanSummary,
    RegisterSummary,
    Source,
    TargetKind,
    TargetSummary,
)

EMISSIONS = TargetSummary(
    "utslapp-2030",
    "greenhouse-gases",
    TargetKind.CHANGE,
    "18",
    sense="at_most",
    value=-60.0,
    base=Period(2005),
    due=Period(2030),
    sources=(Source("https://example.org/plan", date(2026, 11, 23)),),
)

SMALL = RegisterSummary(
    organisations=(
        OrganisationSummary("forbundet", "Regionförbundet", "The federation", valid_from=date(1997, 1, 1)),
        OrganisationSummary("kommunen", "Kommunen", area="1881"),
        OrganisationSummary("regionen", "Regionen", area="18", valid_from=date(2015, 1, 1)),
    ),
    plans=(
        PlanSummary("klimatprogram", "Energi- och klimatprogram", owner="forbundet"),
        PlanSummary("utkast", "Nästa program", owner="regionen", status=PlanStatus.DRAFT),
    ),
    goals=(
        GoalSummary("hemligt", "utkast", "Inte beslutat", responsible="regionen", parent="utslapp"),
        GoalSummary(
            "utslapp",
            "klimatprogram",
            "Minskade utsläpp",
            "Lower emissions",
            responsible="forbundet",
            indicators=("greenhouse-gases",),
            targets=(EMISSIONS,),
            body="Utsläppen ska minska.",
        ),
    ),
    actions=(
        ActionSummary(
            "radgivning",
            "klimatprogram",
            "Energirådgivning",
            contributes_to=("utslapp",),
            commitments=(CommitmentSummary("forbundet", "leads"), CommitmentSummary("kommunen", "takes_part")),
            budget=(BudgetLineSummary("kommunen", 2013, planned_sek=250_000),),
        ),
    ),
    decisions=(
        DecisionSummary(
            "antaget", "Programmet antas", "forbundet", date(2012, 12, 6), concerns=("plan:klimatprogram",)
        ),
    ),
)
