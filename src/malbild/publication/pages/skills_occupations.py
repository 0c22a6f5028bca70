"""Occupations: the county's groups by need, and the page of one group."""

from collections.abc import Iterable

from malbild.publication.charts.intervals import Interval
from malbild.publication.edition import Edition
from malbild.publication.site import Site
from malbild.publication.skill_rows import (
    balances,
    drawn,
    interval,
    largest,
    nearest_demand,
    need_chart,
    occupation_link,
    programme_line,
    share,
    skill_link,
)
from malbild.publication.view import View, crumb
from malbild.vocabulary.matching import Balance, SkillsPicture, Workforce


def keys(site: Site) -> Iterable[tuple[str, ...]]:
    """There is one list, where anything was derived."""
    if site.skills is not None:
        yield ()


def view(edition: Edition) -> View:
    """Every group of occupations: how many work there, leave, and are needed."""
    picture = drawn(edition.site)
    year = max((one.employed[-1][0] for one in picture.workforces), default=0)
    rows = [
        (
            occupation_link(work, edition), edition.number(work.employed[-1][1]), interval(balance.retiring, edition),
            interval(balance.need, edition), interval(balance.as_before, edition),
        )
        for work, balance in largest(picture)
    ]  # fmt: skip
    lead = edition.t.plain("skills_occupations.lead", count=edition.number(len(rows)), year=year)
    return View(
        "skills_occupations.html", edition.t.plain("nav.skills_occupations"), lead, section="skills",
        trail=(crumb(edition, "skills"),), context={"lead": lead, "rows": rows, "year": year},
    )  # fmt: skip


def occupation_keys(site: Site) -> Iterable[tuple[str, ...]]:
    """One page a group of occupations."""
    return ((one.occupation.code,) for one in (site.skills.workforces if site.skills else ()))


def occupation(edition: Edition, code: str) -> View:
    """What the page of one group says: need, the educations that lead there, what its advertisements ask for."""
    picture = drawn(edition.site)
    work = next(one for one in picture.workforces if one.occupation.code == code)
    balance = balances(picture)[work.occupation]
    name, demand = edition.say(work.name), nearest_demand(picture, code)
    lead = edition.t.plain(
        "skills_occupation.lead",
        leaving=interval(balance.retiring, edition), working=edition.number(work.employed[-1][1]),
        year=work.employed[-1][0],
    )  # fmt: skip
    gaps = {one.concept: one for one in picture.gaps}
    return View(
        "skills_occupation.html", name, f"{name}: {lead}", section="skills",
        trail=(crumb(edition, "skills"), crumb(edition, "skills_occupations")),
        context={
            "lead": lead, "work": work, "chart": _chart(work, balance, edition),
            "lines": [programme_line(one, edition) for one in picture.rows if _leads_to(one.link, work)],
            "demand": demand,
            "asked": [
                (skill_link(gaps[one.concept], edition), share(one, edition), gaps[one.concept].taught)
                for one in (demand.shares if demand else ())
                if one.concept in gaps
            ],
            "ranked": _ranked(picture, demand.occupation.code if demand else "", edition),
        },
    )  # fmt: skip


def _leads_to(link: object, work: Workforce) -> bool:
    return link is not None and getattr(link, "target", None) == work.occupation


def _chart(work: Workforce, balance: Balance, edition: Edition) -> object:
    named = [("retiring", balance.retiring), ("need", balance.need), ("as_before", balance.as_before)]
    lines = [Interval(edition.t.plain(f"skills_column.{key}"), one) for key, one in named]
    title = edition.t.plain("skills.balance_title")
    return need_chart("balance", title, edition.t.plain("skills.balance_sentence"), lines, edition)


def _ranked(picture: SkillsPicture, code: str, edition: Edition) -> list[tuple[object, str]]:
    """The subjects that fit what is asked for best, with how well."""
    found = dict(picture.rankings).get(f"ssyk2012:{code}", ())
    return [(edition.original(one.name), edition.number(one.fit, 2)) for one in found]
