"""Does the example tell the plan of 2013 as the press release does, with a source for everything and nothing added?"""

import csv
import re
import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from malbild.analysis.checks import check_table
from malbild.register import files as plan_files
from malbild.sources import files, region
from malbild.sources.publishers import publisher
from malbild.vocabulary.unit import Unit

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
OREBRO = EXAMPLES / "orebro"
NOUNS = ("organisations", "successions", "plans", "goals", "actions", "decisions")

# The press release of 6 December 2012, in its words and its order.
THIRTEEN_QUESTIONS = (
    "Bildande av Region i Örebro län 2015",
    "Arbete med program för en ny strukturfondsperiod 2014 och framåt",
    "Aktivt engagemang i utvecklingen av innovationssystemet i Örebroregionen",
    "Nytt handlingsprogram för besöksnäringen",
    "Fullskalig etablering av skolstödsarbetet",
    "Uppstart av regional gymnasiesamverkan",
    "Arbeta fram förslag till politiska mål för området natur och friluftsliv",
    "Förbundet roll inom området hållbar samhällsbyggnad klargörs",
    "Påverkansarbete inom infrastrukturområdet inför ny nationell plan 2014",
    "Utveckling av kommunikationsverktyg som webb och twitter",
    "Stöd till kommunerna i bostadsförsörjningsfrågan",
    "Kartläggning av arbetsmarknadspolitiken",
    "Arbeta fram en handlingsplan för kompetensförsörjning",
)
FOUR_TARGET_PICTURES = (
    "barn och ungas välfärd och rättigheter",
    "att personer med funktionsnedsättning ska kunna delta aktivt i samhället",
    "att människor ska kunna leva ett liv fritt från missbruk och beroende",
    "att vi ska ha en god äldreomsorg",
)
FOUR_FIELDS = {"Energi och klimat", "Samhällsplanering", "Infrastruktur och logistik", "Natur och fritid"}
MEMBERS = {
    "askersund-kommun", "degerfors-kommun", "hallsberg-kommun", "hallefors-kommun", "karlskoga-kommun", "kumla-kommun",
    "laxa-kommun", "lekeberg-kommun", "lindesberg-kommun", "ljusnarsberg-kommun", "nora-kommun", "orebro-kommun",
    "orebro-lans-landsting",
}  # fmt: skip

# Goals whose own plan says what is measured though it sets no value that can be judged.
MEASURED_BY_THEIR_PLAN = {"minskad-klimatpaverkan", "nettonoll-2045", "fornybar-energi-2021", "nojdast-resenarer-2025"}
CONCLUSION = re.compile(r"\bvår (slutsats|läsning|gissning)\b|\bvårt tillägg\b")
PHONE = re.compile(r"(?<![\d./-])0\d{1,3}[- ]\d{2,3}[- ]?\d{2}[- ]?\d{2}(?!\d)|\+46")
MAIL = re.compile(r"[\w.+-]+@(?!malbild\.example)[\w-]+\.\w+")


def _parts(path: Path) -> tuple[dict[str, Any], dict[str, str]]:
    """A plan file's front matter, and its sections by name ("" is the body)."""
    _, head, rest = re.split(r"^\+\+\+\n", path.read_text(encoding="utf-8"), maxsplit=2, flags=re.MULTILINE)
    body, *sections = re.split(r"^\+\+\+ (.+)\n", rest, flags=re.MULTILINE)
    return tomllib.loads(head), {"": body, **dict(zip(sections[::2], sections[1::2], strict=True))}


@cache
def _all(noun: str) -> dict[str, tuple[dict[str, Any], dict[str, str]]]:
    return {path.stem: _parts(path) for path in sorted((OREBRO / noun).glob("*.md"))}


def _statements() -> list[tuple[str, dict[str, Any], dict[str, str]]]:
    return [(f"{noun}/{id_}", *parts) for noun in NOUNS for id_, parts in _all(noun).items()]


def _ordered(noun: str, **wanted: str) -> list[dict[str, Any]]:
    chosen = [head for head, _ in _all(noun).values() if all(head.get(key) == value for key, value in wanted.items())]
    return sorted(chosen, key=lambda head: head["order"])


@cache
def _sidecars() -> dict[str, dict[str, Any]]:
    return {path.stem: tomllib.loads(path.read_text("utf-8")) for path in sorted((OREBRO / "figures").glob("*.toml"))}


def _measures(sidecar: dict[str, Any]) -> list[dict[str, Any]]:
    declared = [*sidecar.get("columns", {}).values(), *sidecar.get("measures", {}).values()]
    return [one for one in declared if one.get("unit")]


# ---- what the press release says


def test_thirteen_new_questions_stand_in_its_words_and_order() -> None:
    questions = _ordered("actions", plan="verksamhetsplan-2013", kind="assignment")
    assert tuple(one["name"] for one in questions) == THIRTEEN_QUESTIONS


def test_four_target_pictures_stand_in_its_words_and_order() -> None:
    pictures = _ordered("goals", plan="program-social-valfard-2012", kind="target_picture")
    assert tuple(one["sources"][0]["note"].rpartition("Målbilden: ")[2] for one in pictures) == FOUR_TARGET_PICTURES


def test_unit_has_its_four_fields() -> None:
    unit, _ = _all("organisations")["enheten-hallbar-samhallsbyggnad"]
    fields = [head for head, _ in _all("organisations").values() if head.get("parent") == unit["id"]]
    assert (unit["parent"], {one["name"] for one in fields}) == ("regionforbundet-orebro", FOUR_FIELDS)


def test_federation_has_its_thirteen_members() -> None:
    federation, _ = _all("organisations")["regionforbundet-orebro"]
    assert set(federation["members"]) == MEMBERS


def test_federation_and_county_council_become_the_region_in_2015() -> None:
    merged = {head["predecessor"]: head["on"] for head, _ in _all("successions").values()
              if head["successor"] == "region-orebro-lan"}  # fmt: skip
    assert merged == {name: date(2015, 1, 1) for name in ("regionforbundet-orebro", "orebro-lans-landsting")}


def test_scenario_of_a_weaker_labour_market_opens_the_plan() -> None:
    _, text = _all("plans")["verksamhetsplan-2013"]
    assert text[""].startswith("En försämrad arbetsmarknad och minskad tillväxt")


def test_only_money_that_a_source_gives_stands_in_the_plan() -> None:
    lines = {id_: [line["planned_sek"] for line in head["budget"]] for id_, (head, _) in _all("actions").items()
             if "budget" in head}  # fmt: skip
    assert lines == {
        "skolstodsarbetet": [500_000], "fossilfritt-2030-rena-resan": [2_567_649, 439_267], "profibre4am": [1_143_818],
    }  # fmt: skip


# ---- what became of it


def test_every_question_says_what_became_of_it() -> None:
    silent = [one["id"] for one in _ordered("actions", kind="assignment")
              if len(_all("actions")[one["id"]][1].get("outcome", "")) < 40]  # fmt: skip
    assert silent == []


def test_what_nobody_found_is_said_to_be_not_found() -> None:
    unknown = {id_: text["outcome"] for id_, (head, text) in _all("actions").items() if head["status"] == "unknown"}
    assert len(unknown) >= 4
    assert [id_ for id_, outcome in unknown.items() if "inte hittat" not in outcome] == []


# ---- sources


# What an action was made from may be a row of our own table, which has its sources on its page.
WHERE = ("https://", "http://", "/kompetens/utbildningar/")


def test_every_statement_has_an_address_and_the_day_it_was_read() -> None:
    bare = [name for name, head, _ in _statements()
            if not head.get("sources")
            or any(not one["address"].startswith(WHERE) or not isinstance(one["read"], date)
                   for one in head["sources"])]  # fmt: skip
    assert bare == []


def test_what_was_concluded_is_marked_and_explained() -> None:
    sources = [(name, one) for name, head, _ in _statements() for one in head["sources"]]
    unmarked = [name for name, one in sources if CONCLUSION.search(one.get("note", "")) and not one.get("inferred")]
    unexplained = [name for name, one in sources if one.get("inferred") and len(one.get("note", "")) < 30]
    assert (unmarked, unexplained) == ([], [])


def test_paragraph_that_was_counted_out_is_marked() -> None:
    counted = [head for head, _ in _all("decisions").values() if head.get("paragraph")]
    assert counted
    assert [one["id"] for one in counted if not any(source.get("inferred") for source in one["sources"])] == []


def test_text_that_concludes_has_a_source_marked_so() -> None:
    unmarked = [name for name, head, text in _statements()
                if any(CONCLUSION.search(section) for section in text.values())
                and not any(one.get("inferred") for one in head["sources"])]  # fmt: skip
    assert unmarked == []


def test_nobody_private_can_be_reached_through_the_examples() -> None:
    texts = {path.name: path.read_text("utf-8") for path in EXAMPLES.rglob("*") if path.is_file()}
    assert [name for name, text in texts.items() if PHONE.search(text) or MAIL.search(text)] == []


# ---- whole and translated


def test_every_name_and_text_stands_in_english_too() -> None:
    missing = [name for name, head, text in _statements()
               if ("name" in head and not head.get("name_en"))
               or any(text[swedish].strip() and not text.get(english, "").strip()
                      for swedish, english in (("", "en"), ("outcome", "outcome en")) if swedish in text)]  # fmt: skip
    assert missing == []


def test_every_reference_leads_somewhere() -> None:
    known = {noun[:-1]: set(_all(noun)) for noun in NOUNS}
    lost = [(name, target) for name, head, _ in _statements() for target in _references(head)
            if target.partition(":")[2] not in known[target.partition(":")[0]]]  # fmt: skip
    assert lost == []


def _references(head: dict[str, Any]) -> list[str]:
    """What a file points at, as "noun:id"."""
    kin = "goal" if "responsible" in head else "plan" if "owner" in head else "organisation"
    single = {"plan": "plan", "responsible": "organisation", "owner": "organisation", "parent": kin, "successor": kin,
              "predecessor": kin, "body_organisation": "organisation"}  # fmt: skip
    found = [f"{noun}:{head[key]}" for key, noun in single.items() if head.get(key)]
    found += [f"goal:{id_}" for id_ in head.get("contributes_to", ())]
    found += [f"organisation:{id_}" for id_ in head.get("members", ())]
    found += [f"organisation:{one['organisation']}" for one in head.get("commitments", ())]
    return found + list(head.get("concerns", ()))


def test_goal_says_when_its_indicator_is_our_choice() -> None:
    silent = [id_ for id_, (head, text) in _all("goals").items()
              if head.get("indicators") and not head.get("targets") and id_ not in MEASURED_BY_THEIR_PLAN
              and not re.search(r"vald[a]? av oss", text[""])]  # fmt: skip
    assert silent == []


def test_plan_is_read_and_comes_back_with_nothing_lost(tmp_path: Path) -> None:
    plan = plan_files.read(OREBRO)
    plan_files.write(plan, tmp_path)
    assert plan_files.read(tmp_path) == plan


# ---- indicators and figures


def test_region_and_its_files_are_read() -> None:
    known = region.indicators(OREBRO)
    assert region.region(OREBRO).peers == ("19", "07", "17", "06")
    assert all(one.definition.sv and one.definition.en for one in known.values())
    assert region.corrections(OREBRO, known)


def test_goals_measure_only_indicators_that_are_defined() -> None:
    known = region.indicators(OREBRO)
    heads = [head for head, _ in _all("goals").values()]
    asked = {id_ for head in heads for id_ in head.get("indicators", ())}
    asked |= {target["indicator"] for head in heads for target in head.get("targets", ())}
    assert asked - set(known) == set()


@pytest.mark.parametrize("table", sorted(_sidecars()))
def test_table_names_its_page_and_day_and_feeds_indicators_in_units_they_understand(table: str) -> None:
    sidecar, known = _sidecars()[table], region.indicators(OREBRO)
    feeding = [one for one in _measures(sidecar) if one.get("indicator")]
    assert sidecar["page"].startswith("http")
    assert sidecar["read"] == date(2026, 11, 23)
    assert feeding
    assert [Unit.parse(one["unit"]).factor_to(known[one["indicator"]].unit) for one in feeding] == [1.0] * len(feeding)


def test_published_error_is_found_and_the_suppressed_one_keeps_its_reason() -> None:
    found = {finding.rule for path in sorted((OREBRO / "figures").glob("*.csv"))
             for finding in check_table(files.read(path), today=date(2026, 11, 23))}  # fmt: skip
    reasons = {one["rule"]: one["reason"] for sidecar in _sidecars().values() for one in sidecar.get("suppress", ())}
    assert {"table.level-shift", "table.stale-stamp"} <= found
    assert set(reasons) == {"table.heading-year"}
    assert "2019" in reasons["table.heading-year"]


def test_every_indicator_that_can_be_fetched_asks_a_publisher_something_it_understands() -> None:
    sources = [one.source for one in region.indicators(OREBRO).values() if one.source]
    assert len(sources) >= 6
    assert all(publisher(source).query(source) for source in sources)


def test_carbon_dioxide_is_never_taken_for_all_greenhouse_gases() -> None:
    known = region.indicators(OREBRO)
    assert known["carbon-dioxide"].unit != known["greenhouse-gases"].unit


def test_figures_are_those_of_the_published_pages(shared_data: Path) -> None:
    facts = shared_data / "facts_orebro"
    carried = [path for path in sorted((OREBRO / "figures").glob("*.csv")) if (facts / path.name).is_file()]
    strange = {path.name: sorted(_rows(path) - _rows(facts / path.name))[:3] for path in carried}
    assert len(carried) >= 35
    assert {name: rows for name, rows in strange.items() if rows} == {}


def _rows(path: Path) -> set[tuple[str, ...]]:
    """The rows of a table as what was printed: period, place, further headings and figure."""
    with path.open(encoding="utf-8", newline="") as file:
        return {_printed(row, path) for row in csv.DictReader(file)}


def _printed(row: dict[str, str], path: Path) -> tuple[str, ...]:
    row = {**row, "period": row.get("period_printed", row["period"])}
    row.pop("period_printed", None)
    if "_women_series_" in path.name or "_women_2018" in path.name:
        row.pop("sex", None)  # the page's heading says women; the column is ours
    return tuple(f"{key}={value}" for key, value in sorted(row.items()))
