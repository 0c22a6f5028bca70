"""Tables of the store; written in `changes`, read in `queries`."""

from malbild.pupils.models.access import AccessLine
from malbild.pupils.models.load import Load
from malbild.pupils.models.member import Member
from malbild.pupils.models.pupil import PupilRow
from malbild.pupils.models.round import Round
from malbild.pupils.models.year import Year

__all__ = ["AccessLine", "Load", "Member", "PupilRow", "Round", "Year"]
