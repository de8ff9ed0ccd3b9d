"""What gunicorn runs: `gunicorn paxweb.sites.office.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

from paxweb.accounts.checks import refuse_unsafe

os.environ.setdefault(  # noqa: TID251  Django finds its settings by this name
    "DJANGO_SETTINGS_MODULE", "paxweb.sites.office.settings"
)
application = get_wsgi_application()
refuse_unsafe()
