#!/bin/sh
# Runs a command with DATABASE_URL set to the administrator of a private PostgreSQL, made in a temporary folder and
# removed afterwards. Debian's packages are installed where they are missing and we may. Without PostgreSQL the command is
# not run: that is said loudly, and with PAX_REQUIRE_POSTGRES=1 it is a failure.
# usage: ops/postgres.sh COMMAND…
set -eu

find_bin() {
    command -v initdb >/dev/null 2>&1 && dirname "$(command -v initdb)" && return
    for folder in /usr/lib/postgresql/*/bin /usr/pgsql-*/bin; do
        [ -x "$folder/initdb" ] && found=$folder
    done
    [ -n "${found:-}" ] && echo "$found"
}

bin=$(find_bin || true)
if [ -z "$bin" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "No PostgreSQL on this machine: installing the distribution's …"
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends postgresql >/dev/null || true
    bin=$(find_bin || true)
fi
if [ -z "$bin" ]; then
    if [ "${PAX_REQUIRE_POSTGRES:-}" = 1 ]; then
        echo "pax: no PostgreSQL, and PAX_REQUIRE_POSTGRES=1. Whoever runs this machine: install it." >&2
        exit 1
    fi
    echo "!!! No PostgreSQL on this machine, and none could be installed: NOT RUN on PostgreSQL: $*" >&2
    exit 0
fi

folder=$(mktemp -d "${TMPDIR:-/tmp}/pax-postgres.XXXXXX")
as() { "$@"; }
if [ "$(id -u)" = 0 ]; then
    # PostgreSQL refuses to run as root.
    who=postgres
    id "$who" >/dev/null 2>&1 || who=nobody
    chown "$who" "$folder"
    as() { su -s /bin/sh "$who" -c 'cd / && exec "$0" "$@"' -- "$@"; }
fi
port=$(.venv/bin/python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')

stop() {
    as "$bin/pg_ctl" -D "$folder/data" -m immediate -s stop >/dev/null 2>&1 || true
    rm -rf "$folder"
}
trap stop EXIT
trap 'exit 130' INT TERM

as "$bin/initdb" -D "$folder/data" -U pax_tests -A trust -E UTF8 --locale=C.UTF-8 -N >/dev/null
as "$bin/pg_ctl" -D "$folder/data" -s -w -l "$folder/log" \
    -o "-p $port -c listen_addresses=127.0.0.1 -k '$folder' -c fsync=off -c full_page_writes=off -c synchronous_commit=off" \
    start || { cat "$folder/log" >&2; exit 1; }

DATABASE_URL="postgresql://pax_tests@127.0.0.1:$port/pax" "$@"
