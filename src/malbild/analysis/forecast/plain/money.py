"""A municipality's money in plain loops; equations in `money.py` a folder up."""

from malbild.analysis.forecast.arrays import Floats
from malbild.analysis.forecast.money import Equalisation, Money


def balance(
    years: list[Floats], employment: list[Floats], given: list[Money], rules: list[Equalisation]
) -> list[list[dict[str, float]]]:
    """Year → area → figures; each of `years` and `employment` (area, sex, age)."""
    costs, incomes = [1.0] * len(given[0].use), 1.0
    told = []
    for population, work, a, rule in zip(years, employment, given, rules, strict=True):
        incomes *= 1 + float(a.income_growth)
        costs = [level * (1 + float(a.cost_growth[one])) for one, level in enumerate(costs)]
        of_year = []
        for area in range(len(population)):
            cost, income, standard, inhabitants = 0.0, 0.0, 0.0, 0.0
            for sex in range(2):
                for age in range(population.shape[2]):
                    people = float(population[area, sex, age])
                    inhabitants += people
                    standard += people * float(a.standard_cost[sex, age])
                    earned = float(a.earnings[area, sex, age]) * float(work[area, sex, age])
                    income += people * (earned + float(a.other_income[area, sex, age])) * incomes
                    for one, level in enumerate(costs):
                        cost += people * float(a.use[one, sex, age]) * float(a.unit_cost[area, one]) * level
            missing = rule.guarantee * float(a.mean_income) * incomes * inhabitants - income
            rate = rule.grant_rate[area] if missing > 0 else rule.fee_rate[area]
            structure = float(a.structure[area]) - float(a.national_standard_cost)
            revenue = (
                float(a.tax_rate[area]) * income + float(rate) * missing + standard + structure * inhabitants
                + float(a.adjustment[area]) * inhabitants + float(a.other_revenue[area])
            )  # fmt: skip
            of_year.append({"income": income, "revenue": revenue, "balance": revenue - cost})
        told.append(of_year)
    return told
