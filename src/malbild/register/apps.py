"""The register as a Django app."""

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """The register: what has been decided."""

    name = "malbild.register"
    label = "register"
    default_auto_field = "django.db.models.BigAutoField"
