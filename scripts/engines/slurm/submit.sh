#!/usr/bin/env bash
# Divides a run over a Slurm array and merges it: submit.sh TOTAL [what `poolproof scenario` takes]. Started in the
# folder of the project, which all nodes must see. Ends as the merged run does, once it is there; the text of the merge
# is printed, and the logs of the shards lie in results/slurm. POOLPROOF_OUT names another folder than results.
set -euo pipefail
total=${1:?'how many shards? for example: submit.sh 4'}
shift
here=$(cd "$(dirname "$0")" && pwd)
run_id=${RUN_ID:-slurm-$(date -u +%Y%m%dT%H%M%S)-$$}
logs=${POOLPROOF_OUT:-results}/slurm/$run_id
mkdir -p "$logs"

array=$(sbatch --parsable --array="1-$total" --output="$logs/shard-%a.log" "$here/shard.sh" "$total" "$run_id" "$@")
echo "Run $run_id: array $array of $total shards, then its merge." >&2
code=0
sbatch --parsable --wait --dependency="afterany:$array" --output="$logs/merge.log" "$here/merge.sh" "$run_id" >/dev/null ||
  code=$?
cat "$logs/merge.log"
exit "$code"
