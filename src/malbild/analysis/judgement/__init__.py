"""Judgement: how it goes with a target, by a written rule, with a calibrated projection behind it."""

from malbild.analysis.judgement.judging import judge
from malbild.analysis.judgement.projection import CannotProject, project

__all__ = ["CannotProject", "judge", "project"]
