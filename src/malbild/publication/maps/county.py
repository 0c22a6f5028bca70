"""County: the municipalities as links on a map, plain, with one marked, or shaded by a figure."""

from collections.abc import Mapping

from markupsafe import Markup

from malbild.publication.charts.svg import tag
from malbild.publication.edition import Edition
from malbild.publication.maps.projection import Projection, middle

WIDTH, HEIGHT = 440, 500
CLASSES = 5


def county_map(
    edition: Edition,
    title: str,
    *,
    marked: str = "",
    shades: Mapping[str, int] | None = None,
    said: Mapping[str, str] | None = None,
) -> Markup:
    """The municipalities of the county, each a link to its page.

    marked   code of the municipality the page is about
    shades   class (1 lowest – 5 highest) by code; 0 where there is no figure
    said     what is added to a municipality's name, by code
    """
    borders = edition.site.county_borders
    if not borders:
        return Markup("")
    projection = Projection.around(borders, WIDTH, HEIGHT)
    areas = [_area(edition, code, projection, marked, shades, said or {}) for code in sorted(borders)]
    names = [_name(edition, code, projection) for code in sorted(borders)]
    return tag(
        "svg", *areas, tag("g", *names, class_="names", aria_hidden="true"), class_="map",
        viewBox=f"0 0 {projection.width} {projection.height}", role="group", aria_label=title,
    )  # fmt: skip


def _area(
    edition: Edition,
    code: str,
    projection: Projection,
    marked: str,
    shades: Mapping[str, int] | None,
    said: Mapping[str, str],
) -> Markup:
    name = edition.area(code) + (f": {said[code]}" if code in said else "")
    kind = f"shade{shades.get(code, 0)}" if shades is not None else "plain"
    border = tag(
        "path",
        tag("title", name),
        class_=f"{kind} marked" if code == marked else kind,
        d=projection.path(edition.site.county_borders[code]),
    )
    return tag("a", border, href=edition.to("municipality", code), aria_label=name)


def _name(edition: Edition, code: str, projection: Projection) -> Markup:
    x, y = projection.at(middle(edition.site.county_borders[code]))
    return tag("text", edition.area(code), x=x, y=y + 4)


def classes_of(values: Mapping[str, float]) -> dict[str, int]:
    """Five classes with as even numbers of areas as ties allow; the same value never falls into two.

    >>> classes_of({"a": 1, "b": 2, "c": 2, "d": 9, "e": 10})
    {'a': 1, 'b': 2, 'c': 2, 'd': 4, 'e': 5}
    """
    ranked = sorted(values.values())
    return {code: 1 + ranked.index(value) * CLASSES // len(ranked) for code, value in values.items()}
