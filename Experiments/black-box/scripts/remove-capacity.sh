#!/usr/bin/env bash
# Removes servers of a subsystem: remove-capacity.sh SUBSYSTEM COUNT
#
# A team's own tool, as fumble finds it: it knows where the servers are (FUMBLE_SERVERS), ends some of
# them, and checks before that enough of the subsystem are left. It has a hole: it looks at the
# subsystem that was named, and not at what the same servers carry beside it.
set -euo pipefail

usage() {
    echo "usage: remove-capacity.sh SUBSYSTEM COUNT" >&2
    exit 64
}

(($# == 2)) || usage
subsystem=$1
count=$2
[[ $count =~ ^[1-9][0-9]*$ ]] || usage

# The least of each subsystem that must go on serving.
declare -A keep=([carts]=1 [search]=5)
[[ -v keep[$subsystem] ]] || usage

# Processes of servers that run and carry the subsystem: name, group, subsystems, process, ports, folder.
mapfile -t running < <(
    awk -F'\t' -v subsystem="$subsystem" '$4 != "-" && ("," $3 ",") ~ ("," subsystem ",") {print $4}' \
        "${FUMBLE_SERVERS:?no list of servers}"
)

left=$((${#running[@]} - count))
if ((left < keep[$subsystem])); then
    echo "refused: COUNT=$count would leave $left of $subsystem, and at least ${keep[$subsystem]} must stay" >&2
    exit 1
fi

kill -INT "${running[@]:0:count}"
echo "removed $count of $subsystem, $left are left"
