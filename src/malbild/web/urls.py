"""Addresses: those of editors, and for everything else the public pages."""

from django.urls import re_path

from malbild.web import reading

urlpatterns = [
    re_path(r"^.*$", reading.read),
]
