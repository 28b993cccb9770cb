#!/usr/bin/env bash
# Submits a run of four shards, and kills the second one and the node of the third: kill-two.sh SCENARIO...
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
"$here/../submit.sh" 4 "$@" &
submitted=$!

logs=$POOLPROOF_OUT/slurm/$RUN_ID
until grep -qs 'Shard 2 of 4' "$logs/shard-2.log" && grep -qs 'Shard 3 of 4' "$logs/shard-3.log"; do
  kill -0 "$submitted" || exit 70
  sleep 0.1
done
job=$(squeue --noheader --array --name=poolproof --format=%F | head -1)
node=$(squeue --noheader --jobs="${job}_3" --format=%N)
scancel --batch --signal=KILL "${job}_2"
kill -9 "$(cat "$(dirname "$SLURM_CONF")/$node.pid")"
wait "$submitted"
