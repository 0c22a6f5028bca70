"""The store of pupils as a Django app."""

from django.apps import AppConfig


class PupilsConfig(AppConfig):
    """The store of pupils, in a database of its own."""

    name = "malbild.pupils"
    label = "pupils"
    default_auto_field = "django.db.models.BigAutoField"
