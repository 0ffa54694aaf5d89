#!/bin/sh
# Checks one part of an archive, and goes on where it was broken off when it is started again.
#
#   part.sh ARCHIVE RESULTS I N     part I of N, counted from 0, to RESULTS/partI
#
# Start it in the same folder everywhere, or name ARCHIVE by the same path everywhere: the names in the tables begin with it.
set -eu
archive=$1 out=$2/part$3
if [ -e "$out/run.json" ] && [ ! -e "$out/run.json.partial" ]; then
    echo "$out is complete" >&2
    exit 0
fi
status=0
fuhe check "$archive" --out "$out" --shard "$3/$4" --resume --quiet || status=$?
# 3: some file could not be read whole. The tables say which one; the part is complete.
[ "$status" -eq 0 ] || [ "$status" -eq 3 ]
