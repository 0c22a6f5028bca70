"""Write the made-up county as the files that every command of the admission reads."""

from pathlib import Path

from malbild.analysis.admission.county import APPLICANTS, GENERATED, SUBJECTS, County, county
from malbild.analysis.admission.tables import (
    APPLICATIONS,
    PROGRAMMES,
    application_rows,
    offer_rows,
)
from malbild.pipeline.admission.folder import whole, write_rows

FILES = (
    "GENERATED.txt", "applications.csv", "programmes.csv", "pupils.csv", "grades.csv", "prices.csv", "travel.csv",
    "need.csv",
)  # fmt: skip


def write_county(out: Path, *, seed: int, applicants: int = APPLICANTS) -> County:
    """Make up a county and write its files, whole or not at all."""
    made = county(seed, applicants=applicants)
    with whole(out, FILES) as folder:
        told = f"{GENERATED.sv}\n{GENERATED.en}\nseed {seed}\n"
        (folder / "GENERATED.txt").write_text(told, encoding="utf-8")
        write_rows(folder / "applications.csv", APPLICATIONS, application_rows(made.applications, made.programmes))
        write_rows(folder / "programmes.csv", PROGRAMMES, offer_rows(made.programmes))
        _write_pupils(folder, made)
        _write_tables(folder, made)
    return made


def _write_pupils(folder: Path, made: County) -> None:
    ids = made.applications.applicants
    people = zip(
        ids, made.names, made.applications.municipalities, made.applications.sexes, map(int, made.protected),
        strict=True,
    )  # fmt: skip
    write_rows(folder / "pupils.csv", ("applicant_id", "name", "municipality", "sex", "protected"), people)
    subjects = ("swedish_second_language", *SUBJECTS)
    rows = (
        (one, has.orientation, " ".join(has.languages), *(has.by_subject.get(subject, "") for subject in subjects))
        for one, has in ((one, made.grades[one]) for one in ids)
    )
    write_rows(folder / "grades.csv", ("applicant_id", "orientation", "modern_languages", *subjects), rows)


def _write_tables(folder: Path, made: County) -> None:
    prices = ((*key, round(amount)) for key, amount in sorted(made.prices.items()))
    write_rows(folder / "prices.csv", ("municipality", "field", "price_sek"), prices)
    minutes = ((*key, round(amount)) for key, amount in sorted(made.minutes.items()))
    write_rows(folder / "travel.csv", ("from", "to", "minutes"), minutes)
    needed = ((field, round(count)) for field, count in sorted(made.need.items()))
    write_rows(folder / "need.csv", ("field", "places"), needed)
