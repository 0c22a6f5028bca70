"""Member: that one body is a member of another."""

from django.db import models


class Member(models.Model):
    """A body's place among the members of an organisation."""

    organisation = models.ForeignKey("Organisation", models.CASCADE, related_name="members")
    member = models.ForeignKey("Organisation", models.DO_NOTHING, related_name="member_of")
    position = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "member"], name="member_once")]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.organisation_id}"
