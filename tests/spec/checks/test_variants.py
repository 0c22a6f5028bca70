"""Cases of the same kind as the published ones, with other numbers, places, layouts and mistakes."""

import pytest

from tests.spec.checks.conftest import Check

KUMLA, HALLSBERG = "1881", "1861"
COUNTIES = [
    "01",
    "03",
    "04",
    "05",
    "06",
    "07",
    "08",
    "09",
    "10",
    "12",
    "13",
    "14",
    "17",
    "18",
    "19",
    "20",
    "21",
    "22",
    "23",
    "24",
    "25",
]
GOTLAND = {"0980": 61}
DALARNA = {
    "2021": 412,
    "2023": 655,
    "2026": 590,
    "2029": 911,
    "2031": 702,
    "2034": 401,
    "2039": 433,
    "2061": 660,
    "2062": 1210,
    "2080": 3456,
    "2081": 3011,
    "2082": 688,
    "2083": 942,
    "2084": 1405,
    "2085": 1630,
}


def rules(findings: list) -> set[str]:
    return {one.rule for one in findings}


def long_table(values: dict[str, float], measure: str = "persons", period: str = "2021") -> str:
    return "area_code,period,measure,value\n" + "".join(
        f"{code},{period},{measure},{value}\n" for code, value in values.items()
    )


def test_the_municipalities_of_any_county_make_it(check: Check) -> None:
    assert check(long_table({**DALARNA, "20": sum(DALARNA.values())})) == []


@pytest.mark.parametrize("code", ["2021", "2080", "20"])
@pytest.mark.parametrize("slip", [30, -30, 900])
def test_a_slip_in_any_row_is_found(check: Check, code: str, slip: int) -> None:
    values = {**DALARNA, "20": sum(DALARNA.values())}
    values[code] += slip
    assert rules(check(long_table(values))) == {"table.total"}


def test_rounded_annual_means_are_calm(check: Check) -> None:
    assert check(long_table({**DALARNA, "20": sum(DALARNA.values()) + 2})) == []


def test_a_missing_municipality_makes_no_error_but_too_much_does(check: Check) -> None:
    text = long_table({**DALARNA, "20": sum(DALARNA.values())}).replace("2021,2021,persons,412", "2021,2021,persons,..")
    assert check(text) == []
    assert rules(check(text.replace(",3456", ",4456"))) == {"table.total"}


def test_means_are_not_added_up(check: Check) -> None:
    assert check(long_table({**DALARNA, "20": 1200}, "median_income_sek")) == []
    assert check(long_table({**DALARNA, "20": 1141}, "value")) == []


def test_a_nation_is_its_counties(check: Check) -> None:
    values = {code: 1000 + 37 * place for place, code in enumerate(COUNTIES)}
    assert check(long_table({**values, "00": sum(values.values())})) == []
    assert rules(check(long_table({**values, "00": sum(values.values()) - 100}))) == {"table.total"}


def test_an_index_with_a_base_that_is_not_the_first_year(check: Check) -> None:
    series = {2008: 512, 2009: 611, 2010: 498, 2011: 655, 2012: 702, 2013: 688}
    head = "år;antal;index 2010=100\n"
    rows = {year: f"{year};{value};{round(100 * value / 498)}\n" for year, value in series.items()}
    assert check(head + "".join(rows.values())) == []
    rows[2012] = "2012;702;114\n"
    assert rules(check(head + "".join(rows.values()))) == {"table.index"}


def test_an_index_against_another_base_than_it_names(check: Check) -> None:
    series = {2008: 512, 2009: 611, 2010: 498, 2011: 655, 2012: 702, 2013: 688}
    text = "år;antal;index 2010=100\n" + "".join(
        f"{year};{value};{round(100 * value / 512)}\n" for year, value in series.items()
    )
    assert rules(check(text)) == {"table.index"}


def test_an_index_whose_base_row_is_not_shown(check: Check) -> None:
    rates = {"01": 412, "03": 377, "04": 301, "05": 355, "06": 349, "07": 367, "08": 315, "10": 287, "12": 347}
    text = "area_code;BRP per invånare, tkr;Index, riket=100\n" + "".join(
        f"{code};{value};{round(100 * value / 406)}\n" for code, value in rates.items()
    )
    assert check(text) == []
    assert rules(check(text.replace("07;367;90", "07;367;99"))) == {"table.index"}


@pytest.mark.parametrize(("per", "decimals"), [(100, 1), (1000, 1)])
def test_a_share_of_the_nation_called_an_index(check: Check, per: int, decimals: int) -> None:
    county = {2015: 8123, 2016: 8450, 2017: 8011, 2018: 7650, 2019: 7901}
    nation = {2015: 402_110, 2016: 398_450, 2017: 371_002, 2018: 342_007, 2019: 366_300}
    rows = "".join(
        f"20,{year},persons,{county[year]}\n00,{year},persons,{nation[year]}\n"
        f"20,{year},index_nation_100,{round(per * county[year] / nation[year], decimals)}\n"
        for year in county
    )
    assert rules(check("area_code,period,measure,value\n" + rows)) == {"table.share-called-index"}


COUNTY = {2015: 8123, 2016: 8450, 2017: 8011, 2018: 7650, 2019: 7901}
NATION = {2015: 402_110, 2016: 398_450, 2017: 371_002, 2018: 342_007, 2019: 366_300}
RATES = {2015: (8.1, 7.4), 2016: (7.9, 6.9), 2017: (7.0, 6.7), 2018: (6.4, 6.3), 2019: (6.8, 6.8)}
BESIDE_ONE_ANOTHER = [
    "År;Länet;Riket;Länet, index riket=100",
    "År;Dalarnas län;Riket;Index (riket=100)",
    "År;Dalarnas län;Riket;Dalarnas län, index riket=100",
    "År;Dalarnas län, antal;Riket, antal;Index (riket=100)",
]


@pytest.mark.parametrize("head", [*BESIDE_ONE_ANOTHER, "År;Antal länet;Antal riket;Index (riket=100)"])
@pytest.mark.parametrize("per", [100, 1000])
def test_a_share_called_an_index_where_areas_are_columns(check: Check, head: str, per: int) -> None:
    rows = [f"{year};{COUNTY[year]};{NATION[year]};{per * COUNTY[year] / NATION[year]:.1f}\n" for year in COUNTY]
    assert rules(check(f"{head}\n{''.join(rows).replace('.', ',')}")) == {"table.share-called-index"}


@pytest.mark.parametrize("head", BESIDE_ONE_ANOTHER)
def test_an_index_where_areas_are_columns(check: Check, head: str) -> None:
    rows = [f"{year};{county};{nation};{100 * county / nation:.0f}\n" for year, (county, nation) in RATES.items()]
    text = f"{head}\n{''.join(rows).replace('.', ',')}"
    assert check(text) == []
    assert rules(check(text.replace(";109\n", ";119\n"))) == {"table.index"}


def test_an_index_of_a_nation_that_is_not_shown_is_not_measured_by_the_year_it_happens_to_be_100(check: Check) -> None:
    rows = [f"{year};{county};{nation};{100 * county / nation:.0f}\n" for year, (county, nation) in RATES.items()]
    assert check("År;Andel länet;Andel riket;Index (riket=100)\n" + "".join(rows).replace(".", ",")) == []


def test_a_true_index_of_rates_is_no_share(check: Check) -> None:
    rows = "".join(
        f"20,{year},unemployed_percent,{county}\n00,{year},unemployed_percent,{nation}\n"
        f"20,{year},index_nation_100,{round(100 * county / nation)}\n00,{year},index_nation_100,100\n"
        for year, county, nation in [
            (2015, 8.1, 7.4),
            (2016, 7.9, 6.9),
            (2017, 7.0, 6.7),
            (2018, 6.4, 6.3),
            (2019, 6.8, 6.8),
        ]
    )
    assert check("area_code,period,measure,value\n" + rows) == []


def test_a_heading_of_another_year_in_one_file(check: Check) -> None:
    text = (
        "area_code,period,measure,value\n"
        + "".join(f"{code},2020,annual_mean_persons,{value}\n" for code, value in DALARNA.items())
        + "20,2020,annual_mean_persons,17106\n00,2020,annual_mean_persons,402118\n"
        + "20,2019,persons,16044\n00,2019,persons,390233\n20,2020,persons,16811\n00,2020,persons,399001\n"
        + "20,2021,persons,17106\n00,2021,persons,402118\n"
    )
    assert rules(check(text)) == {"table.heading-year"}


def test_a_heading_of_another_year_than_the_period_column(check: Check) -> None:
    annual = long_table({**DALARNA, "20": sum(DALARNA.values())})
    assert rules(check((annual, 'heading = "Årsmedeltal 2020"\n'))) == {"table.heading-year"}
    assert check((annual, 'heading = "Årsmedeltal 2021"\n')) == []


def test_a_heading_is_judged_by_months(check: Check) -> None:
    months = "area_code,period,value_persons\n" + "".join(
        f"{code},2021-{month:02d},{base + 7 * month}\n"
        for code, base in (("20", 5000), ("00", 160_000))
        for month in range(1, 13)
    )
    annual = "area_code,period,value_persons\n20,{0},5046\n00,{0},160046\n"
    assert check(annual.format(2021), months) == []
    assert rules(check(annual.format(2020), months)) == {"table.heading-year"}


def test_a_revised_table_is_no_wrong_heading(check: Check) -> None:
    series = "area_code,period,value_persons\n" + "".join(
        f"20,{year},{5000 + 13 * year}\n" for year in range(2010, 2020)
    )
    assert check("area_code,period,value_persons\n20,2015,31203\n", series) == []


@pytest.mark.parametrize("values", [
    [402, 398, 411, 405, 1210, 1199, 1230, 401, 399],
    [90.1, 92.3, 91.0, 90.5, 30.2, 31.0, 30.9, 31.3, 30.0],
])  # fmt: skip
def test_level_shifts_down_up_and_lasting(check: Check, values: list[float]) -> None:
    text = "area_code,period,value_tonnes\n" + "".join(
        f"1861,{2010 + place},{value}\n" for place, value in enumerate(values)
    )
    found = check(text)
    assert [one.rule for one in found] == ["table.level-shift"]
    assert "2013" in str(found[0].message.en)
    assert "2014" in str(found[0].message.en)


@pytest.mark.parametrize("values", [
    [100, 104, 109, 115, 119, 126, 131, 140, 147],
    [7, 12, 5, 9, 16, 6, 4, 11, 8],
    [40, 61, 88, 132, 190, 281, 420, 610, 900],
    [1000, 1010, 640, 1020, 1005, 990, 1000, 1012, 1004],
])  # fmt: skip
def test_growth_small_numbers_and_single_years_are_no_shift(check: Check, values: list[float]) -> None:
    text = "area_code,period,value_persons\n" + "".join(
        f"1861,{2010 + place},{value}\n" for place, value in enumerate(values)
    )
    assert check(text) == []


FLOWS = "Kommun;Inflyttade;Utflyttade;Flyttnetto egna länet\n"


def test_internal_moves_left_out_of_the_county_and_left_in(check: Check) -> None:
    rows = {code: (100 + 3 * place, 90 + 5 * place, 4 * (-1) ** place) for place, code in enumerate(DALARNA)}
    text = FLOWS + "".join(f"{code};{one[0]};{one[1]};{one[2]}\n" for code, one in rows.items())
    inward, outward = sum(one[0] for one in rows.values()), sum(one[1] for one in rows.values())
    sidecar = 'period = "2021"\n'
    left_out = check((text + f"20;{inward - 600};{outward - 600};.\n", sidecar))
    assert [(one.rule, one.severity.value) for one in left_out] == [("table.internal-moves", "warning")]
    left_in = check((text + f"20;{inward};{outward};.\n", sidecar))
    assert [(one.rule, one.severity.value) for one in left_in] == [("table.internal-moves", "error")]
    uneven = check((text + f"20;{inward - 600};{outward - 570};.\n", sidecar))
    assert [(one.rule, one.severity.value) for one in uneven] == [("table.internal-moves", "error")]


def test_suppression_read_as_zero(check: Check) -> None:
    rows = "1881,2015,21\n1881,2016,25\n1881,2017,0\n1881,2018,19\n1881,2019,22\n1861,2015,..\n"
    text = f"area_code,period,value_persons\n{rows}"
    assert rules(check(text)) == {"table.suppressed-as-zero"}
    assert check(text.replace("2017,0", "2017,..")) == []


def test_duplicates_names_and_impossible_values(check: Check) -> None:
    found = check(
        "area_code,area_name,period,measure,value\n1881,Kumla,2018,persons,217\n1881,Kumla,2018,persons,271\n"
        "1861,Karlskoga,2018,persons,-4\n1861,Karlskoga,2018,share_percent,503\n"
    )
    assert rules(found) == {"table.duplicate-key", "table.area-name", "table.impossible-value"}
    assert sum(one.rule == "table.impossible-value" for one in found) == 2


def test_changes_and_shares_follow_from_their_numbers(check: Check) -> None:
    head = "Kommun;Folkmängd 2019;Folkmängd 2020;Förändring, antal;Förändring, procent\n"
    rows = [
        ("Kumla", 21738, 21900),
        ("Nora", 10744, 10699),
        ("Laxå", 5664, 5599),
        ("Hällefors", 7013, 6901),
        ("Askersund", 11377, 11320),
    ]

    def table(slip: int = 0) -> str:
        lines = [f"{name};{a};{b};{b - a};{100 * (b - a) / a:.1f}".replace(".", ",") for name, a, b in rows]
        lines[1] = lines[1].replace("-45", str(-45 + slip))
        return head + "\n".join(lines)

    assert check(table()) == []
    assert rules(check(table(9))) == {"table.change"}


@pytest.mark.parametrize("updated", ["2011-06-30", "Senast uppdaterad 2013-12-31"])
def test_a_stamp_older_than_its_figures(check: Check, updated: str) -> None:
    assert rules(check((long_table(DALARNA, period="2014"), f'page_updated = "{updated}"\n'))) == {"table.stale-stamp"}
    assert check((long_table(DALARNA, period="2014"), 'page_updated = "2015-03-01"\n')) == []


def shares(slip: float = 0.0) -> str:
    rows = [
        ("1881", 502, 5570),
        ("1861", 811, 7702),
        ("1880", 11_204, 78_811),
        ("1883", 2650, 15_020),
        ("1884", 613, 5301),
        ("1885", 1702, 11_630),
        ("1860", 640, 2790),
        ("1862", 700, 4690),
    ]
    lines = []
    for place, (code, part, whole) in enumerate(rows):
        share = round(100 * part / whole, 1) + (slip if place == 3 else 0)
        lines.append(f"{code};{part};{whole};{share:.1f}".replace(".", ","))
    return "kommunkod;Utrikes födda;Befolkning;Andel utrikes födda, procent\n" + "\n".join(lines) + "\n"


def test_a_share_that_its_numbers_do_not_give(check: Check) -> None:
    assert check((shares(), 'period = "2023"\n')) == []
    assert rules(check((shares(1.0), 'period = "2023"\n'))) == {"table.share"}


def test_a_declared_share_of_the_whole_group(check: Check) -> None:
    sidecar = '[[shares]]\nmeasure = "percent"\nof = "persons"\nwhole_at = { sex = "total" }\n'
    head = "area_code,period,sex,measure,value\n"
    text = head + "18,2020,women,persons,40\n18,2020,total,persons,100\n18,2020,women,percent,{}\n"
    assert check((text.format(40), sidecar)) == []
    assert rules(check((text.format(45), sidecar))) == {"table.share"}


def test_a_stamp_printed_in_the_file_itself(check: Check) -> None:
    text = "Småhus per kommun\nSenast uppdaterad {}\nKommun;År;Antal\nKumla;2014;5120\nNora;2014;3377\n"
    assert rules(check(text.format("2011-06-30"))) == {"table.stale-stamp"}
    assert check(text.format("2015-01-20")) == []


def test_births_less_deaths_by_their_names(check: Check) -> None:
    text = "Kommun;År;Födda;Döda;Födelseöverskott\nKumla;2018;276;289;{}\nNora;2018;95;120;-25\n"
    assert check(text.format(-14)) == []
    assert rules(check(text.format(-31))) == {"table.total"}


def test_amounts_with_decimals_make_their_county(check: Check) -> None:
    values = {code: value + 0.3 for code, value in DALARNA.items()}
    right = {**values, "20": round(sum(values.values()), 1)}
    assert check(long_table(right, "emissions_tonnes")) == []
    assert rules(check(long_table({**right, "2080": 3546.3}, "emissions_tonnes"))) == {"table.total"}


def test_rates_of_women_men_and_both_are_not_added_up(check: Check) -> None:
    rows = "".join(f"{code},2018,{sex},{value}\n" for code, women in (("1881", 27.3), ("1861", 30.1))
                   for sex, value in (("women", women), ("men", women + 7), ("total", women + 3)))  # fmt: skip
    assert check("area_code,period,sex,value\n" + rows) == []


def test_a_number_marked_as_hidden(check: Check) -> None:
    text = "area_code,period,value,status\n1881,2018,{},suppressed\n1861,2018,17,\n"
    assert rules(check(text.format(0))) == {"table.suppressed-as-zero"}
    assert check(text.format("")) == []


def test_the_same_slip_in_other_dress(check: Check) -> None:
    """A county's municipalities by name, years as columns, semicolons and spaces in the numbers."""
    names = {"Arboga": 13_934, "Fagersta": 13_442, "Hallstahammar": 15_924, "Kungsör": 8667, "Köping": 26_116}
    names |= {"Norberg": 5745, "Sala": 22_816, "Skinnskatteberg": 4417, "Surahammar": 10_082, "Västerås": 152_078}
    total = sum(names.values())
    text = "Folkmängd;;\nKommun;2018;2019\n" + "".join(
        f"{name};{value:,};{value + 10:,}\n".replace(",", " ") for name, value in names.items()
    )
    assert check(text + f"Länet;{total};{total + 100}\n") == []
    assert rules(check(text + f"Länet;{total};{total + 910}\n")) == {"table.total"}
