#!/usr/bin/env bash
# Submits a run of four shards, and kills the second one and the node of the third: kill-two.sh SCENARIO...
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
"$here/../submit.sh" 4 "$@" &
submitted=$!

logs=$POOLPROOF_OUT/slurm/$RUN_ID
started() {
  until grep -qs "Shard $1 of 4" "$logs/shard-$1.log"; do
    kill -0 "$submitted" || exit 70
    sleep 0.1
  done
}
started 2
job=$(squeue --noheader --array --name=poolproof --format=%F | head -1)
scancel --batch --signal=KILL "${job}_2"
started 3
node=$(squeue --noheader --jobs="${job}_3" --format=%N)
kill -9 "$(cat "$(dirname "$SLURM_CONF")/$node.pid")"
wait "$submitted"
