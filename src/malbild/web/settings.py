"""Settings of the Django project, read from the environment; safe by default, local when nothing is said.

MALBILD_DATA           working folder (`--data`); the register's SQLite file lies in it
MALBILD_DATABASE_URL   postgresql://… when several write; empty means SQLite in the working folder
MALBILD_PUPILS_DATABASE_URL   postgresql://… of the store of pupils, never the register's; empty: SQLite
MALBILD_PUPILS_KEY     seals the pupils (docs/reference/pupils-store.md)
MALBILD_SECRET_KEY     secret of the installation; made once and kept in the working folder when not given
MALBILD_HTTPS          1 where readers come over https: cookies are then sent over nothing else
MALBILD_HOSTS          host names served, comma between; 127.0.0.1 and localhost when not given
"""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

DATA = Path(os.environ.get("MALBILD_DATA", ".malbild"))
DEBUG = False


def _secret_key() -> str:
    given = os.environ.get("MALBILD_SECRET_KEY")
    if given:
        return given
    if not (DATA / "region" / "region.toml").is_file():
        return secrets.token_urlsafe(50)  # nothing is served from a folder without a region, and nothing is left there
    kept = DATA / "secret_key"
    if not kept.exists():
        _keep_first(kept, secrets.token_urlsafe(50))
    return kept.read_text()


def _keep_first(path: Path, text: str) -> None:
    """Write a file whole, unless another process that starts at the same time was first."""
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    unfinished.touch(mode=0o600)
    unfinished.write_text(text)
    with suppress(FileExistsError):
        os.link(unfinished, path)
    unfinished.unlink()


def database(url: str, file: Path) -> dict[str, Any]:
    """Django's description of the database an address names; SQLite in a file when it is empty.

    What is deleted is overwritten with zeros: a pupil who is gone is not left in a free page.
    """
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": file,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
                "PRAGMA secure_delete=ON;",
            },
        }
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
    }


SECRET_KEY = _secret_key()
ALLOWED_HOSTS = [one for one in os.environ.get("MALBILD_HOSTS", "127.0.0.1,localhost").split(",") if one]
DATABASES = {
    "default": database(os.environ.get("MALBILD_DATABASE_URL", ""), DATA / "register.sqlite3"),
    "pupils": database(os.environ.get("MALBILD_PUPILS_DATABASE_URL", ""), DATA / "pupils.sqlite3"),
}
DATABASE_ROUTERS = ["malbild.pupils.router.PupilsApart"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "rules.apps.AutodiscoverRulesConfig",
    "malbild.register.apps.RegisterConfig",
    "malbild.pupils.apps.PupilsConfig",
]
ROOT_URLCONF = "malbild.web.urls"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "malbild.web.headers.safe_headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
_WEB = Path(__file__).resolve().parent
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [
            _WEB / "editing" / "templates",
            _WEB / "admission" / "templates",
            _WEB.parent / "publication" / "templates",
        ],
        "OPTIONS": {
            "environment": "malbild.web.editing.environment.environment",
            "context_processors": ["django.contrib.auth.context_processors.auth"],
        },
    },
]
# What somebody sends in stays in memory: files of pupils are never laid in a temporary folder.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024 * 1024
CSRF_FAILURE_VIEW = "malbild.web.editing.views.stale_form"
SESSION_COOKIE_AGE = 12 * 60 * 60  # a working day
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = os.environ.get("MALBILD_HTTPS", "") == "1"
AUTH_USER_MODEL = "register.Account"
AUTHENTICATION_BACKENDS = ["rules.permissions.ObjectPermissionBackend", "django.contrib.auth.backends.ModelBackend"]

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True
STATIC_URL = "/static/"
