#!/usr/bin/env bash
# A team's own guard, as fumble asks it: a request in JSON on standard input (fumble.guard-request/1); exits 0 to
# allow, 1 to refuse, and says why on standard error. It has a hole: it looks at the subsystem that was named, and
# not at what the same servers carry beside it.
set -euo pipefail

request=$(cat)

# The first value of a key in the request, which is one line.
first() {
    sed -n "s/.*\"$1\":\\[\{0,1\}\"\{0,1\}\\([a-z0-9-]*\\).*/\\1/p" <<<"$2"
}

named=$(first named "$request")
entry=$(grep -o "{\"name\":\"$named\"[^}]*}" <<<"$request")
serving=$(first serving "$entry")
minimum=$(first minimum "$entry")
count=$(first acted_on "$entry")

left=$((serving - count))
if ((left < minimum)); then
    echo "COUNT $count would leave $left of $named, and at least $minimum must stay" >&2
    exit 1
fi
