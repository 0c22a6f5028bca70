"""The one way to refuse: every problem at once, each with what, where, why and what to do."""

from collections.abc import Iterable

from malbild.vocabulary.finding import Finding


class Refused(Exception):
    """Something was not done because its input is wrong; nothing was written.

    Carries all problems of the input, not only the first. The command line and the web show them
    without a traceback.
    """

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(str(finding) for finding in self.findings))
