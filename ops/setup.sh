#!/bin/sh
# Makes .venv from requirements.lock. Needs Python 3.11 or later with its venv module, and no root.
# usage: PYTHON=python3.11 ops/setup.sh STAMP
set -eu
started=$(date +%s)

if [ -z "${PYTHON:-}" ]; then
    echo "pax: no Python 3.11 or later was found. Whoever runs this machine: install it, or set PYTHON=/path/to/it." >&2
    exit 2
fi
if ! "$PYTHON" -c 'import ensurepip, venv' 2>/dev/null; then
    echo "pax: $PYTHON has no venv module. Whoever runs this machine: install it (Debian: python3-venv)." >&2
    exit 2
fi

[ -x .venv/bin/python ] && .venv/bin/python -c '' 2>/dev/null || "$PYTHON" -m venv --clear .venv
echo "Installing what requirements.lock names, every file checked against its hash …"
pip="env PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore .venv/bin/python -m pip"
$pip install -qq --require-hashes --requirement requirements.lock
$pip install -qq --no-deps --no-build-isolation --editable .
touch "$1"
echo "Ready in $(($(date +%s) - started)) s: try \`make demo\`."
