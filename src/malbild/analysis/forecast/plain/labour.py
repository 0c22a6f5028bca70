"""The labour market in plain loops, one future; equations at the heads of the files in `labour/`."""

from dataclasses import dataclass, field
from math import floor

import numpy as np

from malbild.analysis.forecast.arrays import Floats
from malbild.analysis.forecast.labour.market import Closure
from malbild.analysis.forecast.labour.model import Labour

Figures = dict[str, Floats]


@dataclass
class Region:
    """What the loops remember; arrays without draws. Programmes are (from, to, age, length), places on the axes."""

    rules: tuple[str, ...]
    programmes: list[tuple[int, int, int, int]]
    closure: Closure
    given: list[Labour] = field(default_factory=list)

    def year_by_year(self, start: Floats, years: list[Floats], given: list[Labour]) -> list[Figures]:
        """Figures of each year; `given` begins with the origin's assumptions."""
        self.given = given
        first = given[0]
        areas, groups = range(len(start)), range(first.education.shape[-1])
        share, people, part = np.array(first.education), start, self._participation(first)
        force = self._force(people, share, part)
        asked = self._asked(first.jobs, first)
        mix = [[asked[m][e] / sum(asked[m]) for e in groups] for m in areas]
        supply = self._supply(force, first, mix)
        employed = [[supply[m][e] * (1 - float(first.unemployment[m, e])) for e in groups] for m in areas]
        self.usual = [[1 - float(first.unemployment[m, e]) for e in groups] for m in areas]
        self.fit = [[employed[m][e] / (asked[m][e] if asked[m][e] > 0 else 1) for e in groups] for m in areas]
        self.per_job = [sum(employed[m]) / float(first.jobs[m].sum()) for m in areas]
        idle = [[float(first.unemployment[m, e]) for e in groups] for m in areas]
        residents = self._residents(force, self._home(idle, first))
        self.then = (start, residents, first)
        wanted_before, employed_before, residents_before = employed, employed, residents
        told, grown = [], [1.0] * len(self.rules)
        for year, population in enumerate(years, 1):
            a = given[year]
            new_share = self._educated(share, population, year)
            new_part = self._participation(a)
            flows = self._flows(people, share, part, population, new_share, new_part)
            new_force = self._force(population, new_share, new_part)
            grown = [level * (1 + float(a.growth[k])) for k, level in enumerate(grown)]
            jobs = self._jobs(a, grown, population, residents_before)
            wanted = self._wanted(jobs, a)
            supply = self._supply(new_force, a, mix)
            wanted, filled, employed = self._met(wanted, supply, a)
            rate = [[_ratio(supply[m][e] - employed[m][e], supply[m][e]) for e in groups] for m in areas]
            home = self._home(rate, a)
            residents = self._residents(new_force, home)
            replacement = self._replacement(flows, force, employed_before, a)
            told.append({
                **flows, "labour_force": np.array(new_force), "supply": np.array(supply), "demand": np.array(wanted),
                "employed": np.array(employed), "unfilled": np.array(wanted) - np.array(filled),
                "replacement": replacement, "expansion": np.array(wanted) - np.array(wanted_before),
                "unemployed": np.array(new_force) * np.array(home), "jobs": self._real(jobs, wanted, filled),
            })  # fmt: skip
            share, people, part, force = new_share, population, new_part, new_force
            wanted_before, employed_before, residents_before = wanted, employed, residents
        return told

    def _participation(self, a: Labour) -> Floats:
        found = np.array(a.participation)
        for m, s, age, e in np.ndindex(*found.shape):
            if 55 <= age < found.shape[2] - 1:
                younger = max(age - float(a.retirement_delay[m, s, e]), 55.0)
                low = floor(younger)
                high = min(low + 1, found.shape[2] - 1)
                at = younger - low
                found[m, s, age, e] = a.participation[m, s, low, e] * (1 - at) + a.participation[m, s, high, e] * at
        return found

    def _force(self, people: Floats, share: Floats, part: Floats) -> list[list[float]]:
        areas, sexes, ages, groups = part.shape
        return [
            [
                sum(
                    float(people[m, s, a] * share[m, s, a, e] * part[m, s, a, e])
                    for s in range(sexes)
                    for a in range(ages)
                )
                for e in range(groups)
            ]
            for m in range(areas)
        ]

    def _asked(self, jobs: Floats, a: Labour) -> list[list[float]]:
        industries, occupations, groups = len(self.rules), a.occupations.shape[1], a.requirements.shape[1]
        return [
            [
                sum(
                    float(jobs[m, k] * a.occupations[k, o] * a.requirements[o, e])
                    for k in range(industries)
                    for o in range(occupations)
                )
                for e in range(groups)
            ]
            for m in range(len(jobs))
        ]

    def _supply(self, force: list[list[float]], a: Labour, mix: list[list[float]]) -> list[list[float]]:
        areas, groups = range(len(force)), range(len(force[0]))
        return [
            [
                sum(force[h][e] * float(a.commuting[h, w]) for h in areas) + float(a.incoming[w]) * mix[w][e]
                for e in groups
            ]
            for w in areas
        ]

    def _home(self, rate: list[list[float]], a: Labour) -> list[list[float]]:
        areas, groups = range(len(rate)), range(len(rate[0]))
        first = self.given[0].unemployment
        return [
            [
                sum(rate[w][e] * float(a.commuting[h, w]) for w in areas) + float(a.commuting[h, -1] * first[h, e])
                for e in groups
            ]
            for h in areas
        ]

    def _residents(self, force: list[list[float]], home: list[list[float]]) -> list[float]:
        return [
            sum(f * (1 - u) for f, u in zip(row, rates, strict=True)) for row, rates in zip(force, home, strict=True)
        ]

    def _educated(self, share: Floats, population: Floats, year: int) -> Floats:
        found = np.empty_like(share)
        for m, s, age in np.ndindex(*share.shape[:3]):
            found[m, s, age] = self._a_year_older(m, s, age, share[m, s, max(age - 1, 0)])
        for p, (origin, goal, age, _) in enumerate(self.programmes):
            for m in range(len(share)):
                more = self._completed(m, p, year) - self._completed(m, p, 0)
                start, end = (origin, goal) if more > 0 else (goal, origin)
                there = sum(float(population[m, s, age] * found[m, s, age, start]) for s in range(2))
                part = min(abs(more) / there, 1) if there > 0 else 0.0
                for s in range(2):
                    gone = found[m, s, age, start] * part
                    found[m, s, age, start] -= gone
                    found[m, s, age, end] += gone
        return found

    def _completed(self, m: int, p: int, year: int) -> float:
        began = self.given[max(0, year - self.programmes[p][3])].places[m, p]
        return float(began * self.given[year].completion[p] * self.given[year].retention[m, p])

    def _a_year_older(self, m: int, s: int, age: int, carried: Floats) -> Floats:
        origin = self.given[0].education
        before, after = origin[m, s, max(age - 1, 0)], origin[m, s, age]
        if age >= 35:
            return np.array(carried)
        left = [float(c * max(b - n, 0) / b) if b > 0 else 0.0 for c, b, n in zip(carried, before, after, strict=True)]
        rises = [max(float(n - b), 0.0) for b, n in zip(before, after, strict=True)]
        takes = [one / sum(rises) if sum(rises) > 0 else 1 / len(rises) for one in rises]
        return np.array([c - lost + sum(left) * t for c, lost, t in zip(carried, left, takes, strict=True)])

    def _flows(self, people: Floats, share: Floats, part: Floats, now: Floats, sh: Floats, pa: Floats) -> Figures:
        areas, sexes, ages, groups = part.shape
        names = ("came", "gone", "trained", "entered", "withdrew", "retired")
        found: Figures = {name: np.zeros((areas, groups)) for name in names}
        for m, s, age, e in np.ndindex(areas, sexes, ages, groups):
            who = float(people[m, s, age - 1]) if age else 0.0
            took = float(part[m, s, age - 1, e]) if age else 0.0
            knew = float(share[m, s, max(age - 1, 0), e])
            moved = (float(now[m, s, age]) - who) * knew * took
            found["came" if moved > 0 else "gone"][m, e] += abs(moved)
            found["trained"][m, e] += float(now[m, s, age]) * (float(sh[m, s, age, e]) - knew) * took
            changed = float(now[m, s, age] * sh[m, s, age, e]) * (float(pa[m, s, age, e]) - took)
            leaving = "retired" if age >= 55 else "withdrew"
            found["entered" if changed > 0 else leaving][m, e] += abs(changed)
        return found

    def _jobs(self, a: Labour, grown: list[float], population: Floats, residents: list[float]) -> Floats:
        start, residents_then, first = self.then
        jobs = np.zeros_like(first.jobs)
        for m, k in np.ndindex(*jobs.shape):
            persons = _beside(float(population[m].sum()), float(start[m].sum()))
            if self.rules[k] == "traded":
                index = grown[k]
            elif self.rules[k] == "local":
                weight = float(a.income_share[k])
                index = (1 - weight) * persons + weight * _beside(residents[m], residents_then[m])
            else:
                index = _beside(float((population[m] * a.use[k]).sum()), float((start[m] * first.use[k]).sum()))
            jobs[m, k] = max(float(a.staffing[m, k] * first.jobs[m, k]) * index + float(a.announced[m, k]), 0.0)
        return jobs

    def _wanted(self, jobs: Floats, a: Labour) -> list[list[float]]:
        asked = self._asked(jobs, a)
        found = []
        for m, row in enumerate(asked):
            fitted = [f * one for f, one in zip(self.fit[m], row, strict=True)]
            needed = float(jobs[m].sum()) * self.per_job[m]
            found.append([needed * _ratio(one, sum(fitted)) for one in fitted])
        return found

    def _met(
        self, wanted: list[list[float]], supply: list[list[float]], a: Labour
    ) -> tuple[list[list[float]], list[list[float]], list[list[float]]]:
        if self.closure == "supply":
            employed = [
                [s * u for s, u in zip(row, usual, strict=True)] for row, usual in zip(supply, self.usual, strict=True)
            ]
            return employed, employed, employed
        filled, working = [], []
        for m, (asked, there) in enumerate(zip(wanted, supply, strict=True)):
            able = [one * (1 - float(a.frictional[m])) for one in there]
            own = [min(w, s) for w, s in zip(asked, able, strict=True)]
            jobs_left, people_left = sum(asked) - sum(own), sum(able) - sum(own)
            part = 1.0 if self.closure == "demand" else float(a.substitution[m])
            others = part * min(jobs_left, people_left)
            filled.append([o + (w - o) * _ratio(others, jobs_left) for w, o in zip(asked, own, strict=True)])
            working.append([o + (s - o) * _ratio(others, people_left) for s, o in zip(able, own, strict=True)])
        return wanted, filled, working

    def _real(self, jobs: Floats, wanted: list[list[float]], filled: list[list[float]]) -> Floats:
        if self.closure == "demand":
            return jobs
        jobs = np.array([row if row.sum() > 0 else self.given[0].jobs[m] for m, row in enumerate(jobs)])
        return np.array([
            [float(one) * _ratio(sum(filled[m]), float(row.sum()) * self.per_job[m]) for one in row]
            for m, row in enumerate(jobs)
        ])  # fmt: skip

    def _replacement(self, flows: Figures, force: list[list[float]], employed: list[list[float]], a: Labour) -> Floats:
        areas, groups = range(len(force)), range(len(force[0]))
        found = np.zeros((len(force), len(force[0])))
        for w in areas:
            for e in groups:
                left = sum(float((flows["retired"] + flows["gone"])[h, e] * a.commuting[h, w]) for h in areas)
                there = sum(force[h][e] * float(a.commuting[h, w]) for h in areas)
                found[w, e] = min(_ratio(left, there), 1.0) * employed[w][e]
        return found


def _ratio(some: float, of: float) -> float:
    return some / of if of > 0 else 0.0


def _beside(now: float, then: float) -> float:
    return now / then if then > 0 else 1.0
