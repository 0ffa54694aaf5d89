#!/bin/sh
# All parts of an archive by GNU parallel, on the machines of a list that see the archive and the results under the same paths.
#
#   parallel.sh ARCHIVE RESULTS N [HOSTS]     HOSTS: a file, one host a line, as ssh knows it; without it, this machine alone
#
# One part a machine at a time: a part uses all cores of its machine.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
archive=$1 results=$2 parts=$3
hosts=${4:+"--sshloginfile $4"}
# shellcheck disable=SC2086 # two words, or none
seq 0 $((parts - 1)) | parallel --will-cite --jobs 1 --retries 3 $hosts --workdir "$PWD" \
    "$here/part.sh" "$archive" "$results" {} "$parts"
status=0
fuhe merge "$results"/part* --out "$results/all" || status=$?
[ "$status" -eq 0 ] || [ "$status" -eq 3 ]
