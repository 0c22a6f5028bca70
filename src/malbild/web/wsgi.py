"""The door of the server: a WSGI application."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "malbild.web.settings")
application = get_wsgi_application()
