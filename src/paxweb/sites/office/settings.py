"""Settings of the office. What varies comes from the environment; `docs/guides/office.md` lists every name."""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from paxweb.frame.clock import stockholm, utc

_GIVEN = os.environ  # noqa: TID251  settings are where the environment is read


def _database(url: str) -> dict[str, object]:
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path) if url else str(Path(_GIVEN.get("PAX_OFFICE_HOME", ".")) / "office.sqlite3"),
            "OPTIONS": {"init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;", "timeout": 20},
        }
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
    }


DEBUG = False
SECRET_KEY = _GIVEN.get("PAX_SECRET_KEY", "")
ALLOWED_HOSTS = _GIVEN.get("PAX_OFFICE_HOSTS", "127.0.0.1,localhost").split(",")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "django_tasks",
    "django_tasks_db",
    "paxweb.frame",
    "paxweb.ledger",
    "paxweb.accounts",
    "paxweb.intake",
    "paxweb.signals",
]
MIDDLEWARE = [
    "paxweb.frame.headers.Headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "paxweb.sites.office.urls"
WSGI_APPLICATION = "paxweb.sites.office.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "paxweb.frame.languages.shell",
            ],
        },
    }
]
DATABASES = {"default": _database(_GIVEN.get("DATABASE_URL", ""))}
DATABASES["ledger"] = {**DATABASES["default"], "TEST": {"MIRROR": "default"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
USE_I18N = False
USE_TZ = True
TIME_ZONE = "Europe/Stockholm"
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600
WHITENOISE_ALLOW_ALL_ORIGINS = False
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

PAX_TODAY = stockholm
PAX_NOW = utc
PAX_CONTENT = None
