"""SVG elements as text; everything that is put in is escaped."""

from collections.abc import Iterable

from markupsafe import Markup, escape


def tag(name: str, *inside: object, **attributes: object) -> Markup:
    """One element; `class_` is class, an underscore is a hyphen, None leaves an attribute out.

    >>> tag("line", x1=0.0, x2=12.34, class_="grid")
    Markup('<line x1="0" x2="12.3" class="grid"/>')
    """
    written = Markup("").join(
        Markup(' {}="{}"').format(key.rstrip("_").replace("_", "-"), _short(value))
        for key, value in attributes.items()
        if value is not None
    )
    if not inside:
        return Markup("<{}{}/>").format(Markup(name), written)
    body = Markup("").join(escape(one) for one in inside)
    return Markup("<{}{}>{}</{}>").format(Markup(name), written, body, Markup(name))


def path(points: Iterable[tuple[float, float]], close: bool = False) -> str:
    """Points as path data, rounded to a tenth.

    >>> path([(0, 1.25), (10, 2)])
    'M0 1.2L10 2'
    """
    return "M" + "L".join(f"{_short(x)} {_short(y)}" for x, y in points) + ("Z" if close else "")


def _short(value: object) -> object:
    if isinstance(value, float):
        return f"{value:.1f}".rstrip("0").rstrip(".") if round(value, 1) else "0"
    return value
