#!/bin/sh
# Finds Chromium for the journeys, and what Playwright's driver needs, or installs Debian's where it may. Without them the
# journeys do not run, and say so; with PAX_REQUIRE_BROWSER=1 that is a failure.
# usage: ops/browser.sh
set -eu

# What is missing, as Debian names it: a browser, and the library that the driver's node is linked to.
missing() {
    command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 ||
        command -v google-chrome >/dev/null 2>&1 || echo "chromium fonts-dejavu-core"
    for driver in .venv/lib/python3*/site-packages/playwright/driver/node; do
        [ ! -x "$driver" ] || "$driver" --version >/dev/null 2>&1 || echo libatomic1
    done
}

wanted=$(missing)
[ -n "$wanted" ] || exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "For the journeys this machine lacks" $wanted": installing the distribution's …"
    # shellcheck disable=SC2086  a word for each package
    apt-get update -qq && apt-get install -y -qq --no-install-recommends $wanted >/dev/null || true
    wanted=$(missing)
    [ -n "$wanted" ] || exit 0
fi
if [ "${PAX_REQUIRE_BROWSER:-}" = 1 ]; then
    echo "pax: the journeys lack" $wanted", and PAX_REQUIRE_BROWSER=1. Whoever runs this machine: install it." >&2
    exit 1
fi
echo "This machine lacks" $wanted", and it could not be installed: the journeys in a browser do not run here."
