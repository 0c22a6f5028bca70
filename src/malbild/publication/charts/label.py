"""Label: a text in a chart with its place, so that no two are written over one another."""

from dataclasses import dataclass

LETTER, LINE = 8.4, 16.0
"""Room for one letter, and for one line of text, in the chart's units."""


@dataclass(frozen=True, slots=True)
class Label:
    """A text with its place: x is where it starts, or where it ends when the anchor is "end"."""

    text: str
    x: float
    y: float
    anchor: str = "start"

    @property
    def left(self) -> float:
        """Where the text starts."""
        return self.x - self.width if self.anchor == "end" else self.x

    @property
    def width(self) -> float:
        """About how wide the text is."""
        return len(self.text) * LETTER

    def meets(self, other: "Label") -> bool:
        """Whether two texts would be written over one another.

        >>> Label("Goal 2030", 0, 50).meets(Label("2023: 12", 60, 55))
        True
        >>> Label("Goal 2030", 0, 50).meets(Label("2023: 12", 300, 55, "end"))
        False
        """
        apart = self.left > other.left + other.width or other.left > self.left + self.width
        return not apart and abs(self.y - other.y) < LINE
