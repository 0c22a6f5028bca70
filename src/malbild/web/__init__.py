"""The Django project: settings, addresses and pages for editors."""
