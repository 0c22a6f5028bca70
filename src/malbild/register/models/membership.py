"""Membership: what an account may do, and for which organisation."""

from django.conf import settings
from django.db import models


class Membership(models.Model):
    """A role of an account: reader, editor or coordinator; an editor's is for one organisation."""

    class Role(models.TextChoices):
        """What a membership lets somebody do."""

        READER = "reader"
        EDITOR = "editor"
        COORDINATOR = "coordinator"

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey("Organisation", models.PROTECT, null=True, related_name="accounts")
    role = models.CharField(max_length=20, choices=Role.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "organisation", "role"],
                condition=models.Q(organisation__isnull=False),
                name="membership_once",
            ),
            models.UniqueConstraint(
                fields=["account", "role"],
                condition=models.Q(organisation__isnull=True),
                name="membership_of_none_once",
            ),
            models.CheckConstraint(
                condition=models.Q(organisation__isnull=False) | ~models.Q(role="editor"),
                name="membership_editor_of_an_organisation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.role} {self.organisation_id or ''}".strip()
