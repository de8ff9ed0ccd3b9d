"""What gunicorn runs: `gunicorn paxweb.sites.office.wsgi`."""

import os
from importlib import import_module

from django.core.wsgi import get_wsgi_application

from paxweb.accounts.checks import refuse_unsafe

os.environ.setdefault(  # noqa: TID251  Django finds its settings by this name
    "DJANGO_SETTINGS_MODULE", "paxweb.sites.office.settings"
)
application = get_wsgi_application()
refuse_unsafe()
# Every way a case can go is walked when the types are read: three seconds that nobody should wait for at a page.
import_module("paxweb.cases.types").all_types()
