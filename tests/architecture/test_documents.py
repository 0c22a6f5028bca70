"""Do the documents hold together: does every link lead somewhere, and can every page be found from the index?"""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
INDEX = ROOT / "docs" / "index.md"
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)[^)]*\)")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def documents() -> list[Path]:
    return sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def links(document: Path) -> list[str]:
    """The links of a document that lead to other files of the project."""
    text = FENCE.sub("", document.read_text(encoding="utf-8"))
    return [one for one in LINK.findall(text) if not re.match(r"[a-z]+:", one)]


def anchors(document: Path) -> set[str]:
    """The headings of a document, as links name them."""
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", document.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", one.lower()).strip().replace(" ", "-") for one in headings}


def leads_somewhere(document: Path, link: str) -> bool:
    name, _, anchor = link.partition("#")
    target = (document.parent / name).resolve() if name else document
    return target.exists() and (not anchor or anchor in anchors(target))


@pytest.mark.parametrize("document", documents(), ids=lambda one: str(one.relative_to(ROOT)))
def test_every_link_leads_somewhere(document: Path) -> None:
    assert [one for one in links(document) if not leads_somewhere(document, one)] == []


def test_a_dead_link_would_be_seen(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# One thing\n[b](b.md) [one](#one-thing) [two](#two) [out](https://example.org)\n")
    assert [one for one in links(tmp_path / "a.md") if not leads_somewhere(tmp_path / "a.md", one)] == ["b.md", "#two"]


def reached(start: Path) -> set[Path]:
    """Every document one comes to by following links."""
    found: set[Path] = set()
    ahead = [start.resolve()]
    while ahead:
        one = ahead.pop()
        if one in found or one.suffix != ".md" or not one.exists():
            continue
        found.add(one)
        ahead += [(one.parent / link.partition("#")[0]).resolve() for link in links(one)]
    return found


def test_every_page_is_found_from_the_index() -> None:
    lost = {one.resolve() for one in (ROOT / "docs").rglob("*.md")} - reached(INDEX)
    assert not sorted(str(one.relative_to(ROOT)) for one in lost), "link them from docs/index.md or a page it links"
