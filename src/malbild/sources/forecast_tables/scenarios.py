"""Scenario files: explicit assumptions as TOML, the ready packs among them."""

import tomllib
from pathlib import Path
from typing import Any

from malbild.sources.forecast_tables.problems import Problems
from malbild.vocabulary.finding import Place
from malbild.vocabulary.scenario import Lever, Scenario
from malbild.vocabulary.text import Text

PACKS = Path(__file__).parent / "packs"
FIRST = "weaker-labour-market"
_OPERATIONS = ("multiply", "add", "set", "logit")
_KEYS = {"path", "operation", "value", "selector", "ramp", "source"}


def packs() -> tuple[str, ...]:
    """The names of the ready scenarios, the one that regions ask for first."""
    return tuple(sorted((one.stem for one in PACKS.glob("*.toml")), key=lambda name: (name != FIRST, name)))


def scenario(name: str, folder: Path) -> Scenario:
    """A scenario by the path of its file, its name among the folder's `scenarios`, or the name of a ready one."""
    tried = (Path(name), folder / "scenarios" / f"{name}.toml", PACKS / f"{name}.toml")
    found = next((one for one in tried if one.is_file()), None)
    problems = Problems()
    if found is None:
        problems.add(
            "scenario",
            Place(name),
            Text("Scenariot finns inte.", "There is no such scenario."),
            Text(f"Ange en fil, eller något av {', '.join(packs())}.", f"Name a file, or one of {', '.join(packs())}."),
        )
        problems.refuse()
    return _read(found or tried[0])


def _read(path: Path) -> Scenario:
    problems = Problems()
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        problems.add(
            "scenario",
            Place(str(path)),
            Text(f"Filen är inte giltig TOML ({error}).", f"The file is no valid TOML ({error})."),
            Text("Rätta den.", "Correct it."),
        )
        problems.refuse()
        written = {}
    levers = [_lever(path, number, one, problems) for number, one in enumerate(written.get("levers", []), 1)]
    texts = [_text(path, written, key, problems) for key in ("name", "explanation")]
    if not levers:
        problems.add(
            "scenario",
            Place(str(path)),
            Text("Scenariot har inga antaganden.", "The scenario has no levers."),
            Text("Skriv minst ett [[levers]].", "Write at least one [[levers]]."),
        )
    problems.refuse()
    return Scenario(path.stem, texts[0], texts[1], tuple(one for one in levers if one))


def _text(path: Path, written: dict[str, Any], key: str, problems: Problems) -> Text:
    found = written.get(key)
    if not isinstance(found, dict) or set(found) != {"sv", "en"}:
        problems.add(
            "scenario",
            Place(str(path), cell=key),
            Text(f"{key} saknas eller är inte på båda språken.", f"{key} is missing or not in both languages."),
            Text(f'Skriv {key} = {{ sv = "…", en = "…" }}.', f'Write {key} = {{ sv = "…", en = "…" }}.'),
        )
        return Text("", "")
    return Text(str(found["sv"]), str(found["en"]))


def _lever(path: Path, number: int, one: dict[str, Any], problems: Problems) -> Lever | None:
    place = Place(str(path), cell=f"levers {number}")
    wrong = sorted((_KEYS - {"selector", "ramp"} - set(one)) | (set(one) - _KEYS))
    if wrong or one.get("operation") not in _OPERATIONS or not _is_number(one.get("value")) or not _is_ramp(one):
        problems.add(
            "lever",
            place,
            Text(
                f"Antagandet är inte helt skrivet{': ' + ', '.join(wrong) if wrong else ''}.",
                f"The lever is not wholly written{': ' + ', '.join(wrong) if wrong else ''}.",
            ),
            Text(
                f"Skriv path, operation ({', '.join(_OPERATIONS)}), value, source, och vid behov selector och ramp.",
                f"Write path, operation ({', '.join(_OPERATIONS)}), value, source, and if needed selector and ramp.",
            ),
        )
        return None
    selector = {str(key): str(value) for key, value in one.get("selector", {}).items()}
    return Lever(one["path"], one["operation"], float(one["value"]), selector, one.get("ramp", 0), one["source"])


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_ramp(one: dict[str, Any]) -> bool:
    ramp = one.get("ramp", 0)
    return (
        isinstance(ramp, int) and not isinstance(ramp, bool) and ramp >= 0 and isinstance(one.get("selector", {}), dict)
    )
