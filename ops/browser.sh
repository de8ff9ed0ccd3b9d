#!/bin/sh
# Finds Chromium for the journeys, or installs Debian's where it may. Without it they are skipped and say so; with
# PAX_REQUIRE_BROWSER=1 that is a failure.
# usage: ops/browser.sh
set -eu

for name in chromium chromium-browser google-chrome; do
    command -v "$name" >/dev/null 2>&1 && exit 0
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "No Chromium on this machine: installing the distribution's …"
    if apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null; then
        exit 0
    fi
fi
if [ "${PAX_REQUIRE_BROWSER:-}" = 1 ]; then
    echo "pax: no Chromium, and PAX_REQUIRE_BROWSER=1. Whoever runs this machine: install it." >&2
    exit 1
fi
echo "No Chromium on this machine, and none could be installed: the journeys in a browser are skipped."
