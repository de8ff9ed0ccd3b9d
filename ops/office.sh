#!/bin/sh
# Starts the office for real: its tables by their owner, its check, its pages, its jobs, its sealer. No demo people.
# Every name of the environment stands in docs/guides/office.md. Ctrl-C ends all of it.
# usage: ops/office.sh [--bind ADDRESS:PORT …]   (pax-office on the path; options go to `pax-office serve`)
set -eu

if [ "${PAX_DEMO:-}" = 1 ]; then
    echo "pax: PAX_DEMO is set, and this is no demo. Whoever starts the office: unset it, or use make demo." >&2
    exit 2
fi
if [ -z "${PAX_SECRET_KEY:-}${PAX_SECRET_KEY_FILE:-}" ]; then
    echo "pax: there is no secret key. Whoever starts the office: set PAX_SECRET_KEY_FILE (docs/guides/office.md)." >&2
    exit 2
fi
umask 077
mkdir -p "${PAX_OFFICE_HOME:=$PWD/build/office}"
export PAX_OFFICE_HOME

pax-office migrate
pax-office check || {
    echo "pax: the office does not start while something above is refused." >&2
    exit 3
}

# Jobs and the sealer sign in to the database as a role of their own (PAX_JOBS_URL); on SQLite it is the same file.
jobs=${PAX_JOBS_URL:-${DATABASE_URL:-}}
pids=""
trap 'kill $pids 2>/dev/null; wait' EXIT
trap 'exit 130' INT TERM
for verb in work seal; do
    DATABASE_URL=$jobs pax-office $verb &
    pids="$pids $!"
done
pax-office serve "$@" &
served=$!
pids="$pids $served"
wait "$served"
