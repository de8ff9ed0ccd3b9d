"""What gunicorn runs: `gunicorn paxweb.sites.public.wsgi`."""

import os
from importlib import import_module

from django.core.wsgi import get_wsgi_application

os.environ.setdefault(  # noqa: TID251  Django finds its settings by this name
    "DJANGO_SETTINGS_MODULE", "paxweb.sites.public.settings"
)
application = get_wsgi_application()
# Every way a case can go is walked when the types are read: three seconds that nobody should wait for at a page.
import_module("paxweb.guide.casetypes").all_types()
