#!/usr/bin/env bash
# Divides a run over processes of this machine and merges it: run.sh TOTAL [what `poolproof scenario` takes], or
# run.sh TOTAL compare [what that takes].
# JOBS of them at a time (default 1): more than one disturb each other's figures where they share cores.
set -uo pipefail
total=${1:?'how many shards? for example: run.sh 4'}
shift
run_id=${RUN_ID:-local-$(date -u +%Y%m%dT%H%M%S)-$$}
out=${POOLPROOF_OUT:-results}
command=scenario
if [ "${1:-}" = compare ]; then command=compare; shift; fi

poolproof() {
  if [ -f harness/cli/start.mjs ]; then
    PATH="$PWD/node_modules/.bin:$PATH" node harness/cli/start.mjs "$@"
  else
    npx --no-install poolproof "$@"
  fi
}

running=0
for index in $(seq "$total"); do
  if [ "$running" -ge "${JOBS:-1}" ]; then wait -n; running=$((running - 1)); fi
  poolproof "$command" "$@" --shard "$index/$total" --run-id "$run_id" --out "$out" --quiet >/dev/null &
  running=$((running + 1))
done
wait
# A shard that failed is no reason to throw the others away.
poolproof merge "$out/blobs/$run_id" --out "$out"
