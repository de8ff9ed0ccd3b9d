"""Makes the demo's office in an empty database: python -m paxweb.sites.office.demo NUMBERS.json RUN…"""

import json
import os
import sys
from pathlib import Path

import django
from django.core.management import call_command

os.environ.setdefault(  # noqa: TID251  Django finds its settings by this name
    "DJANGO_SETTINGS_MODULE", "paxweb.sites.office.settings"
)
django.setup()

from django.conf import settings  # noqa: E402  only once Django is set up

from paxweb.sites.office.demo.making import make  # noqa: E402  only once Django is set up

if __name__ == "__main__":
    if not settings.PAX_DEMO:
        raise SystemExit("PAX_DEMO=1 is not set: the demo's people are made in a demo alone")
    call_command("migrate", verbosity=0)
    numbers = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    make({Path(run).name: Path(run) for run in sys.argv[2:]}, numbers)
