"""Settings of the office. What varies comes from the environment; `docs/guides/office.md` lists every name."""

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from paxweb.frame.clock import day_of_now, utc
from paxweb.frame.headers import POLICY

_GIVEN = os.environ  # noqa: TID251  settings are where the environment is read


def _database(url: str) -> dict[str, object]:
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path) if url else str(Path(_GIVEN.get("PAX_OFFICE_HOME", ".")) / "office.sqlite3"),
            "OPTIONS": {
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
            },
        }
    asked = dict(parse_qsl(parts.query))  # sslmode, sslrootcert and whatever else libpq knows go to the connection
    host = asked.pop("host", "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or host,
        "PORT": str(parts.port or ""),
        "OPTIONS": asked,
    }


def _secret(file: str) -> str:
    return Path(file).read_text(encoding="utf-8").strip() if file and Path(file).is_file() else ""


def _number(name: str, otherwise: int) -> int:
    said = _GIVEN.get(name, str(otherwise)).strip()
    if not said.isdecimal():
        raise ImproperlyConfigured(f"{name} is not a whole number. The technician: correct it (docs/guides/office.md)")
    return int(said)


DEBUG = False
PAX_DEMO = _GIVEN.get("PAX_DEMO", "") == "1"
PAX_IDENTITY_NUMBERS = "fictitious" if PAX_DEMO else "real"
SECRET_KEY = _GIVEN.get("PAX_SECRET_KEY", "") or _secret(_GIVEN.get("PAX_SECRET_KEY_FILE", ""))
ALLOWED_HOSTS = [word.strip() for word in _GIVEN.get("PAX_OFFICE_HOSTS", "127.0.0.1,localhost").split(",")]

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
    "paxweb.review",
    "paxweb.cases",
    "paxweb.documents",
    "paxweb.letters",
    "paxweb.rights",
    "paxweb.desk",
    "paxweb.api",
    "paxweb.sites.office",
]
MIDDLEWARE = [
    "paxweb.frame.headers.Headers",
    "paxweb.api.middleware.Machines",  # before sessions: a token or nothing
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "paxweb.accounts.middleware.Lifetime",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "paxweb.documents.receiving.Receiving",  # before Walled: what comes slowly holds no transaction
    "paxweb.accounts.middleware.Walled",
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
                "paxweb.signals.shell.office",
            ],
        },
    }
]
DATABASES = {"default": _database(_GIVEN.get("DATABASE_URL", ""))}
DATABASES["ledger"] = {**DATABASES["default"], "TEST": {"MIRROR": "default"}}
CSRF_FAILURE_VIEW = "paxweb.frame.languages.forged"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not PAX_DEMO  # the demo is served without TLS, to this machine only
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 10 * 60 * 60  # paxweb.accounts.middleware.Lifetime ends it sooner
PAX_HEADERS = {
    "Content-Security-Policy": f"{POLICY}; script-src 'self'; connect-src 'self'",
    "Referrer-Policy": "same-origin",  # without it a browser posts forms with the origin null, which is refused
    **({} if PAX_DEMO else {"Strict-Transport-Security": "max-age=63072000; includeSubDomains"}),
}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"bare": {"()": "paxweb.frame.traces.Bare"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "bare"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django": {"handlers": [], "level": "WARNING", "propagate": True}},
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
DATA_UPLOAD_MAX_MEMORY_SIZE = 100_000
DATA_UPLOAD_MAX_NUMBER_FILES = 1
FILE_UPLOAD_HANDLERS = ["paxweb.documents.receiving.Letting"]  # Receiving takes in where a page says so
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

PAX_TODAY = day_of_now
PAX_NOW = utc
PAX_CONTENT = None

# Sign-in: docs/guides/office.md, "Sign-in"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/sv/"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"  # a sign-in comes back from the municipality's own by a link
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "name"]},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
ACCOUNT_ADAPTER = "paxweb.accounts.signin.adapters.Account"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
MFA_ADAPTER = "paxweb.accounts.signin.adapters.Factors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # a touch alone is no factor: whoever found the key can do that
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_TOLERANCE = 1
SOCIALACCOUNT_ADAPTER = "paxweb.accounts.signin.oidc.Social"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
PAX_OIDC_NAME = _GIVEN.get("PAX_OIDC_NAME", "kommunens inloggning")
PAX_OIDC_STAFF_CLAIM = _GIVEN.get("PAX_OIDC_STAFF_CLAIM", "")
PAX_OIDC_STRONG = [word.strip() for word in _GIVEN.get("PAX_OIDC_STRONG", "").split(",") if word.strip()]


def _provider(server: str) -> dict[str, object]:
    app = {
        "provider_id": "municipality",
        "name": PAX_OIDC_NAME,
        "client_id": _GIVEN.get("PAX_OIDC_CLIENT", ""),
        "secret": _secret(_GIVEN.get("PAX_OIDC_SECRET_FILE", "")),
        "settings": {"server_url": server, "oauth_pkce_enabled": True},
    }
    return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}


SOCIALACCOUNT_PROVIDERS = _provider(_GIVEN["PAX_OIDC_SERVER"]) if _GIVEN.get("PAX_OIDC_SERVER") else {}
if SOCIALACCOUNT_PROVIDERS:  # the button's form is answered by a redirect there, which browsers hold to form-action
    _there = urlsplit(_GIVEN["PAX_OIDC_SERVER"])
    PAX_HEADERS["Content-Security-Policy"] = PAX_HEADERS["Content-Security-Policy"].replace(
        "form-action 'self'", f"form-action 'self' {_there.scheme}://{_there.netloc}"
    )
PAX_KEYS = _GIVEN.get("PAX_KEYS", "")

# The ledger, as docs/guides/ledger.md tells it
PAX_ANCHORS = _GIVEN.get("PAX_ANCHORS", "")
PAX_ANCHOR_KEY = _GIVEN.get("PAX_ANCHOR_KEY", "")
PAX_API_PER_MINUTE = _number("PAX_API_PER_MINUTE", 120)
PAX_LEDGER_KEEP_DAYS = _number("PAX_LEDGER_KEEP_DAYS", 1830)

# Rights, as docs/guides/rights.md tells them
PAX_RETENTION_PLAN = _GIVEN.get("PAX_RETENTION_PLAN", "")
PAX_BACKUP_DAYS = _number("PAX_BACKUP_DAYS", 90)
PAX_RIGHTS_CONTACT = _GIVEN.get("PAX_RIGHTS_CONTACT", "")

# Documents, as docs/guides/documents.md tells it
PAX_DOCUMENTS = _GIVEN.get("PAX_DOCUMENTS", str(Path(_GIVEN.get("PAX_OFFICE_HOME", ".")) / "documents"))
PAX_CASE_KEYS = _GIVEN.get("PAX_CASE_KEYS", str(Path(_GIVEN.get("PAX_OFFICE_HOME", ".")) / "case-keys"))
PAX_DOCUMENT_MB = _number("PAX_DOCUMENT_MB", 25)
PAX_CASE_KEYS_KEEP_DAYS = _number("PAX_CASE_KEYS_KEEP_DAYS", 14)
PAX_CLAMAV = _GIVEN.get("PAX_CLAMAV", "")

# Demo: made-up people who sign in with one click. Refused wherever something real could be.
if PAX_DEMO:
    if DATABASES["default"]["ENGINE"] != "django.db.backends.sqlite3" or set(ALLOWED_HOSTS) - {
        "127.0.0.1",
        "localhost",
    }:
        raise ImproperlyConfigured(
            "PAX_DEMO=1 runs on SQLite, on this machine, and nowhere else. The technician: unset it"
        )
    INSTALLED_APPS.append("paxweb.sites.office.demo")
