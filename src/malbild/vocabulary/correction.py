"""Correction: a declared, dated change to a published figure that is known to be wrong."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from malbild.vocabulary.period import Period
from malbild.vocabulary.text import Text


class CorrectionAction(StrEnum):
    """What is done to the figure.

    drop       it is shown as missing
    override   another value takes its place
    scale      it is multiplied by a factor (a table printed in thousands)
    flag       it stays, marked as estimated
    """

    DROP = "drop"
    OVERRIDE = "override"
    SCALE = "scale"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction of an indicator's figures: where, what, why, and until when.

    Numbers are in the indicator's unit. Where `table`, `area`, `period` or `group` is empty the correction
    holds for all of them. It stops by itself after `until`, and in every cell where the source no longer
    says what is expected of it: then somebody has put the figure right, or made another mistake.

    value      the value of an override, the factor of a scale; None for drop and flag
    expect     what the source says while the error stands; None when any value is to be corrected
    reported   the day the source was told
    source     address of what shows that the figure is wrong
    """

    id: str
    indicator: str
    action: CorrectionAction
    reason: Text
    until: date
    table: str = ""
    area: str = ""
    period: Period | None = None
    group: str = ""
    value: float | None = None
    expect: float | None = None
    reported: date | None = None
    source: str = ""

    @property
    def needs_value(self) -> bool:
        """Whether the action cannot be done without a number."""
        return self.action in (CorrectionAction.OVERRIDE, CorrectionAction.SCALE)
