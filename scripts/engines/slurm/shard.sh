#!/usr/bin/env bash
#SBATCH --job-name=poolproof
#SBATCH --no-requeue
# One shard of a run, as a task of a job array: shard.sh TOTAL RUN_ID [what `poolproof scenario` takes], or
# shard.sh TOTAL RUN_ID compare [what that takes].
# A requeued task would wait for minutes: submit it again instead, with --array=INDEX and the same TOTAL and RUN_ID.
set -euo pipefail
total=$1 run_id=$2 out=${POOLPROOF_OUT:-results}
shift 2
command=scenario
if [ "${1:-}" = compare ]; then command=compare; shift; fi

poolproof() {
  if [ -f harness/cli/start.mjs ]; then PATH="$PWD/node_modules/.bin:$PATH" exec node harness/cli/start.mjs "$@"; fi
  exec npx --no-install poolproof "$@"
}

# The task's process becomes the run, so that `scancel --batch --signal=TERM` ends it in order.
poolproof "$command" "$@" --shard "$SLURM_ARRAY_TASK_ID/$total" --run-id "$run_id" --out "$out" \
  --attempt "$((${SLURM_RESTART_COUNT:-0} + 1))" --quiet
