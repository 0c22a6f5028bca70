"""Addresses: those of editors, and for everything else the public pages."""

from django.urls import re_path

from malbild.web import levers, reading
from malbild.web.admission import urls as admission
from malbild.web.editing import urls as editing

urlpatterns = [
    *editing.urlpatterns,
    *admission.urlpatterns,
    *levers.urlpatterns,
    re_path(r"^.*$", reading.read),
]
handler403 = "malbild.web.editing.views.not_allowed"
handler404 = "malbild.web.editing.views.not_found"
