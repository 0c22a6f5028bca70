"""Folder: the files of a region, read into vocabulary; whatever is wrong is told for all files at once."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from malbild.sources.region.strict import Reading, read_noun
from malbild.vocabulary.area import UnknownArea, area
from malbild.vocabulary.correction import Correction
from malbild.vocabulary.finding import Finding, Place, Severity
from malbild.vocabulary.indicator import Indicator
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.region import Region
from malbild.vocabulary.text import Text
from malbild.vocabulary.track_record import KeptForecast

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def region(folder: Path) -> Region:
    """Who the region is. Raises Refused when `region.toml` is missing or wrong."""
    files = _Files(folder)
    path = folder / "region.toml"
    if not path.is_file():
        raise Refused([_no_region(str(path))])
    found = files.read(path, Region, _check_region)
    files.stop()
    read: Region = found
    return read


def indicators(folder: Path) -> dict[str, Indicator]:
    """What the region measures, by id. Raises Refused with the problems of all files."""
    return _folder(folder, "indicators", Indicator, _check_indicator)


def corrections(folder: Path, known: Mapping[str, Indicator]) -> tuple[Correction, ...]:
    """Which published figures the region knows to be wrong. Raises Refused with the problems of all files."""

    def check(reading: Reading, one: Correction) -> None:
        _check_correction(reading, one, known)

    return tuple(_folder(folder, "corrections", Correction, check).values())


def forecasts(folder: Path, known: Iterable[str] | None = None) -> tuple[KeptForecast, ...]:
    """Forecasts that were kept, or printed by others. Raises Refused with the problems of all files.

    known   ids of the indicators there are; None where a forecast may be of anything, as our own kept ones
    """
    indicators = None if known is None else set(known)

    def check(reading: Reading, one: KeptForecast) -> None:
        _check_forecast(reading, one, indicators)

    return tuple(_folder(folder, "forecasts", KeptForecast, check).values())


def _folder(folder: Path, name: str, kind: Any, check: Any) -> dict[str, Any]:
    files = _Files(folder)
    found = {}
    for path in sorted((folder / name).glob("*.toml")):
        one = files.read(path, kind, check, {"id": path.stem})
        if one is not None:
            found[path.stem] = one
    files.stop()
    return found


@dataclass
class _Files:
    """Files being read, with what is wrong in any of them."""

    folder: Path
    findings: list[Finding] = field(default_factory=list)

    def name(self, path: Path) -> str:
        return path.relative_to(self.folder).as_posix()

    def read(self, path: Path, kind: Any, check: Any, defaults: Mapping[str, object] | None = None) -> Any:
        try:
            text = path.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError:
            self.findings.append(_no_utf8(self.name(path)))
            return None
        reading = Reading(self.name(path), text, self.findings)
        one = read_noun(reading, kind, defaults or {})
        if one is not None:
            if defaults:
                _check_id(reading, one.id, path.stem)
            check(reading, one)
        return one

    def stop(self) -> None:
        if self.findings:
            raise Refused(sorted(self.findings, key=lambda one: (one.place.file, one.place.line or 0)))


def _check_id(reading: Reading, id_: str, stem: str) -> None:
    if id_ != stem:
        reading.problem(
            ("id",),
            Text(f"Filen heter {stem!r} men har id {id_!r}.", f"The file is named {stem!r} but its id is {id_!r}."),
            Text("Ge fil och id samma namn.", "Give file and id the same name."),
        )  # fmt: skip
    if not _ID.fullmatch(id_):
        reading.problem(
            ("id",),
            Text(f"{id_!r} kan inte vara ett id.", f"{id_!r} cannot be an id."),
            Text("Använd gemener a–z, siffror och bindestreck.", "Use lower case a–z, digits and hyphens."),
        )


def _check_region(reading: Reading, one: Region) -> None:
    _check_areas(reading, ("county",), [one.county])
    _check_areas(reading, ("peers",), one.peers)


def _check_areas(reading: Reading, path: tuple[str], codes: Iterable[str]) -> None:
    for code in codes:
        try:
            area(code)
        except UnknownArea as error:
            reading.problem(
                path,
                Text(f"Inget område har koden {code!r}.", str(error)),
                Text("Skriv koden som text med inledande nollor.", "Write the code as text with its leading zeros."),
                "input.area",
            )


def _check_indicator(reading: Reading, one: Indicator) -> None:
    for name, allowed in (("impossible", one.impossible), ("surprising", one.surprising)):
        if allowed.low is not None and allowed.high is not None and allowed.low > allowed.high:
            reading.problem(
                (name,),
                Text("Intervallets lägsta värde är större än det högsta.", "The range's low is larger than its high."),
                Text("Byt plats på dem.", "Let them change places."),
            )


def _check_correction(reading: Reading, one: Correction, known: Mapping[str, Indicator]) -> None:
    if one.indicator not in known:
        reading.problem(
            ("indicator",),
            Text(f"Indikatorn {one.indicator!r} finns inte.", f"The indicator {one.indicator!r} does not exist."),
            Text("Ange id för en fil i indicators/.", "Name the id of a file in indicators/."),
        )
    if one.needs_value and one.value is None:
        reading.problem(
            ("value",),
            Text(f"Åtgärden {one.action} kräver ett värde.", f"The action {one.action} needs a value."),
            Text("Ange value.", "Give value."),
        )
    if not one.needs_value and one.value is not None:
        reading.problem(
            ("value",),
            Text(f"Åtgärden {one.action} tar inget värde.", f"The action {one.action} takes no value."),
            Text("Ta bort value eller byt åtgärd.", "Remove value or choose another action."),
        )
    if one.area:
        _check_areas(reading, ("area",), [one.area])


def _check_forecast(reading: Reading, one: KeptForecast, known: set[str] | None) -> None:
    if not one.figures:
        reading.problem(
            ("figures",),
            Text("Prognosen har inga uppgifter.", "The forecast has no figures."),
            Text("Skriv minst ett [[figures]].", "Write at least one [[figures]]."),
        )
    for number, said in enumerate(one.figures):
        where = ("figures", number)
        if said.period <= one.origin or (said.since is not None and said.since >= said.period):
            reading.problem(
                (*where, "period"),
                Text(
                    f"{said.period} ligger inte efter det som var känt ({said.since or one.origin}).",
                    f"{said.period} is not after what was known ({said.since or one.origin}).",
                ),
                Text("Rätta period, since eller origin.", "Correct period, since or origin."),
            )
        low, high = (said.value if end is None else end for end in (said.low, said.high))
        if not low <= said.value <= high:
            reading.problem(
                (*where, "value"),
                Text("Värdet ligger utanför sitt intervall.", "The value lies outside its interval."),
                Text("Rätta low, value eller high.", "Correct low, value or high."),
            )
        if known is not None and said.indicator and said.indicator not in known:
            reading.problem(
                (*where, "indicator"),
                Text(f"Indikatorn {said.indicator!r} finns inte.", f"The indicator {said.indicator!r} does not exist."),
                Text(
                    "Ange id för en fil i indicators/, eller utelämna indicator.",
                    "Name the id of a file in indicators/, or leave indicator out.",
                ),
            )


def _no_region(name: str) -> Finding:
    return Finding(
        "input.region", Severity.ERROR, Place(name),
        Text("Filen region.toml saknas: mappen är ingen regions mapp.",
             "The file region.toml is missing: the folder is not a region's."),
        Text("Ange en mapp med region.toml.",
             "Name a folder that has a region.toml."),
    )  # fmt: skip


def _no_utf8(name: str) -> Finding:
    return Finding(
        "input.encoding", Severity.ERROR, Place(name),
        Text("Filen är inte UTF-8.", "The file is not UTF-8."),
        Text("Spara den som UTF-8.", "Save it as UTF-8."),
    )  # fmt: skip
