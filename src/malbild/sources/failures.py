"""What the client says when a source does not answer as it should: what, which address, why, and what to do."""

from malbild.sources.problems import SourceFailed, error, excerpt
from malbild.vocabulary.finding import Place
from malbild.vocabulary.text import Text

_EARLIER_STAYS = Text(
    "De siffror som hämtats tidigare används under tiden.", "The figures fetched earlier stay in use meanwhile."
)


def _failed(rule: str, address: str, message: Text, remedy: Text, status: int | None = None) -> SourceFailed:
    remedy = Text(f"{remedy.sv} {_EARLIER_STAYS.sv}", f"{remedy.en} {_EARLIER_STAYS.en}")
    return SourceFailed(error(rule, Place(address), message, remedy), status)


def unreachable(address: str, reason: str) -> SourceFailed:
    """No connection: the network is away, the name is unknown, the certificate is wrong."""
    return _failed(
        "input.source-unreachable", address,
        Text(f"Källan går inte att nå ({excerpt(reason)}).", f"The source cannot be reached ({excerpt(reason)})."),
        Text("Kontrollera nätet och adressen och försök igen.", "Check the network and the address, and try again."),
    )  # fmt: skip


def silent(address: str, seconds: float) -> SourceFailed:
    """The source said nothing, or not all, in the time given."""
    return _failed(
        "input.source-silent", address,
        Text(f"Källan svarade inte inom {seconds:.0f} sekunder.",
             f"The source did not answer within {seconds:.0f} seconds."),
        Text("Försök igen senare.", "Try again later."),
    )  # fmt: skip


def cut_off(address: str) -> SourceFailed:
    """The answer ended before its end."""
    return _failed(
        "input.source-cut-off", address,
        Text("Svaret bröts innan det var slut, varje gång.", "The answer broke off before its end, every time."),
        Text("Försök igen senare.", "Try again later."),
    )  # fmt: skip


def busy(address: str, status: int, after: float | None) -> SourceFailed:
    """The source asks us to wait, or is out of order."""
    sv = f" och ber oss vänta {after:.0f} sekunder" if after else ""
    en = f" and asks us to wait {after:.0f} seconds" if after else ""
    return _failed(
        "input.source-busy", address,
        Text(f"Källan kan inte svara just nu (HTTP {status}){sv}.",
             f"The source cannot answer just now (HTTP {status}){en}."),
        Text("Försök igen senare.", "Try again later."), status,
    )  # fmt: skip


def gone(address: str, status: int) -> SourceFailed:
    """There is nothing at the address any more."""
    return _failed(
        "input.source-gone", address,
        Text(f"Källan har inget på den adressen (HTTP {status}).",
             f"The source has nothing at that address (HTTP {status})."),
        Text("Tabellen kan ha bytt namn eller upphört: sök upp den hos källan och rätta indikatorns [source].",
             "The table may have been renamed or ended: look it up and correct the indicator's [source]."),
        status,
    )  # fmt: skip


def refused(address: str, status: int, body: bytes) -> SourceFailed:
    """The source says no to the question itself."""
    said = excerpt(body.decode("utf-8", "replace"), 200)
    return _failed(
        "input.source-refused", address,
        Text(f"Källan säger nej (HTTP {status}): {said}", f"The source says no (HTTP {status}): {said}"),
        Text("Rätta frågan i indikatorns [source].", "Correct the question in the indicator's [source]."), status,
    )  # fmt: skip


def too_large(address: str, most_bytes: int) -> SourceFailed:
    """More than anybody can have meant to fetch."""
    size = most_bytes // (1024 * 1024)
    return _failed(
        "input.source-too-large", address,
        Text(f"Svaret är större än {size} MB.", f"The answer is larger than {size} MB."),
        Text("Fråga efter färre värden.", "Ask for fewer values."),
    )  # fmt: skip


_KINDS = {"json": Text("JSON", "JSON"), "workbook": Text("en Excelbok", "an Excel workbook")}


def not_what_was_asked(address: str, expects: str, body: bytes) -> SourceFailed:
    """An answer of the wrong kind: a page that says "under maintenance", or broken JSON."""
    start, kind = excerpt(body[:400].decode("utf-8", "replace")), _KINDS[expects]
    return _failed(
        "input.source-answer", address,
        Text(f"Svaret är inte {kind.sv} utan börjar ”{start}”, varje gång.",
             f"The answer is not {kind.en} but begins “{start}”, every time."),
        Text("Källan kan vara under arbete eller ha ändrat sig: pröva adressen i en webbläsare.",
             "The source may be under maintenance or have changed: try the address in a browser."),
    )  # fmt: skip
