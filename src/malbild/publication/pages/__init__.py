"""Pages: one module a page; `keys` tells which there are, `view` what one of them says."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from malbild.publication.pages import goal, goals, municipalities, not_found, start
from malbild.publication.site import Site
from malbild.publication.view import View


@dataclass(frozen=True, slots=True)
class PageKind:
    """One kind of page.

    keys   what there is a page about, each as the parts of its address
    view   what the page about a key says, in an edition
    """

    keys: Callable[[Site], Iterable[tuple[str, ...]]]
    view: Callable[..., View]


PAGES: dict[str, PageKind] = {
    "start": PageKind(start.keys, start.view),
    "goals": PageKind(goals.keys, goals.view),
    "goal": PageKind(goal.keys, goal.view),
    "municipalities": PageKind(municipalities.keys, municipalities.view),
    "not_found": PageKind(not_found.keys, not_found.view),
}
