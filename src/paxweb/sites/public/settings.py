"""Settings of the public site. What varies comes from the environment: PAX_PUBLIC_HOSTS."""

import os

from paxweb.frame.clock import stockholm

DEBUG = False
# Under which names the site answers; a proxy in front of it passes the name on.
_HOSTS = os.environ.get(  # noqa: TID251  settings are where the environment is read
    "PAX_PUBLIC_HOSTS", "127.0.0.1,localhost"
)
ALLOWED_HOSTS = [word.strip() for word in _HOSTS.split(",")]

INSTALLED_APPS = ["django.contrib.staticfiles", "paxweb.frame", "paxweb.guide"]
MIDDLEWARE = [
    "paxweb.frame.headers.Headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
]
ROOT_URLCONF = "paxweb.sites.public.urls"
WSGI_APPLICATION = "paxweb.sites.public.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": ["paxweb.frame.languages.shell"],
            "string_if_invalid": "",
        },
    }
]
DATABASES: dict[str, object] = {}
USE_I18N = False
USE_TZ = True
TIME_ZONE = "Europe/Stockholm"

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600
WHITENOISE_ALLOW_ALL_ORIGINS = False

DATA_UPLOAD_MAX_NUMBER_FIELDS = 100
DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000

PAX_TODAY = stockholm
PAX_CONTENT = None  # where gateways/ lies; None = as pax.content finds it
