"""Account: a person who signs in."""

from django.contrib.auth.models import AbstractUser


class Account(AbstractUser):
    """A person who signs in. Django's user, our own from the first migration so that it can grow."""
