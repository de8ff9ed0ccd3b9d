#!/bin/sh
# A made-up town; its housing company and its social board each ask their questions; one answer of each is explained.
# Then the office that reads them, on http://127.0.0.1:8000, with people to sign in as (PAX_DEMO_SERVE=0: built, not served).
# usage: ops/demo.sh FOLDER   (pax on the path; FOLDER is emptied first)
set -eu
demo=$1
town=$demo/town
worst=0
if [ -n "${PAX_SECRET_KEY:-}" ] && [ "${#PAX_SECRET_KEY}" -lt 32 ]; then
    echo "pax: PAX_SECRET_KEY has fewer than 32 characters. You: unset it (the demo then makes one), or give a longer one." >&2
    exit 2
fi
rm -rf "$demo"
mkdir -p "$demo/office"

# Shows a command and runs it. Code 3 (something was refused or missed) is remembered, and the demo goes on.
show() {
    printf '\n$ %s\n' "$*"
    "$@" || { [ $? -eq 3 ] && worst=3; }
}

PAX_DEMO=1
PAX_OFFICE_HOME=$demo/office
PAX_KEYS=$demo/keys
PAX_SECRET_KEY=${PAX_SECRET_KEY:-$(python -c 'import secrets; print(secrets.token_hex(32))')}
DJANGO_SETTINGS_MODULE=paxweb.sites.office.settings
export PAX_DEMO PAX_OFFICE_HOME PAX_KEYS PAX_SECRET_KEY DJANGO_SETTINGS_MODULE
unset DATABASE_URL PAX_OFFICE_HOSTS PAX_OIDC_SERVER

# The office's empty tables are made while the questions are asked; later its jobs and pages run side by side.
python -m django migrate --no-input --verbosity 0 >"$demo/tables.log" 2>&1 &
pids=$!
trap '[ -z "$pids" ] || kill $pids 2>/dev/null || :; wait' EXIT
trap 'exit 130' INT TERM

show pax town "$town" --people 1500 --format native
python -m paxweb.sites.office.demo.dana "$town" "$demo/people.json"
for board in housing_company social_services; do
    run=$demo/$board
    show pax keys init "$demo/keys/$board" --board "$board"
    show pax run --municipality "$town/municipality.toml" --board "$board" --registers "$town/$board" --out "$run" \
        --keys "$demo/keys/$board"
    for signal in $(python "$(dirname "$0")/one_of_each.py" "$run"); do
        show pax explain "$run" "$signal"
    done
    show pax score "$run" "$town/answers.csv"
done

wait "$pids" || {
    cat "$demo/tables.log" >&2
    exit 1
}
pids=""
printf '\nThe office takes in both runs, draws the week, and reads some of it …\n'
python -m paxweb.sites.office.demo "$demo/people.json" "$demo/housing_company" "$demo/social_services"
[ "${PAX_DEMO_SERVE:-1}" = 0 ] && exit $worst
port=${PAX_DEMO_PORT:-8000}
printf '\nThe office: http://127.0.0.1:%s/ (Ctrl-C ends it)\n' "$port"
pax-office work &
pids=$!
gunicorn paxweb.sites.office.wsgi --bind "127.0.0.1:$port" --threads 4 --log-level warning &
served=$!
pids="$pids $served"
wait "$served"
