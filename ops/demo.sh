#!/bin/sh
# A made-up town; its housing company and its social board each ask their questions; one answer of each is explained.
# usage: ops/demo.sh FOLDER   (pax on the path; FOLDER is emptied first)
set -eu
demo=$1
town=$demo/town
worst=0
rm -rf "$demo"
mkdir -p "$demo"

# Shows a command and runs it. Code 3 (something was refused or missed) is remembered, and the demo goes on.
show() {
    printf '\n$ %s\n' "$*"
    "$@" || { [ $? -eq 3 ] && worst=3; }
}

show pax town "$town" --people 1500 --format native
for board in housing_company social_services; do
    run=$demo/$board
    show pax run --municipality "$town/municipality.toml" --board "$board" --registers "$town/$board" --out "$run"
    for signal in $(python "$(dirname "$0")/one_of_each.py" "$run"); do
        show pax explain "$run" "$signal"
    done
    show pax score "$run" "$town/answers.csv"
done
exit $worst
