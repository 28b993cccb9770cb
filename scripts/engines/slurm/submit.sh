#!/usr/bin/env bash
# Divides a run over a Slurm array and merges it: submit.sh TOTAL [what `poolproof scenario` takes], or
# submit.sh TOTAL compare [what that takes]. Started in the folder of the project, which all nodes must see. Ends as the
# merged run does, once it is there; the text of the merge is printed, and the logs of the shards lie in results/slurm.
# POOLPROOF_OUT names another folder than results.
# With JOIN_HOST, an address of this machine, the shards are clients of one server here, and play the run together.
set -euo pipefail
total=${1:?'how many shards? for example: submit.sh 4'}
shift
here=$(cd "$(dirname "$0")" && pwd)
run_id=${RUN_ID:-slurm-$(date -u +%Y%m%dT%H%M%S)-$$}
logs=${POOLPROOF_OUT:-results}/slurm/$run_id
mkdir -p "$logs"

poolproof() {
  if [ -f harness/cli/start.mjs ]; then PATH="$PWD/node_modules/.bin:$PATH" exec node harness/cli/start.mjs "$@"; fi
  exec npx --no-install poolproof "$@"
}

array='' coordinator='' waiting='' isOver=''
# What ends this calls the shards off; they leave what they have, and the merge takes it.
end() {
  if [ -n "$array" ] && [ -z "$isOver" ]; then scancel --batch --signal=TERM "$array" 2>/dev/null || true; fi
  if [ -n "$waiting" ] && [ -z "$isOver" ]; then kill "$waiting" 2>/dev/null || true; fi
  if [ -n "$coordinator" ]; then kill "$coordinator" 2>/dev/null && wait "$coordinator" || true; fi
}
trap end EXIT
trap 'exit 143' INT TERM

join=()
if [ -n "${JOIN_HOST:-}" ]; then
  poolproof servers --join-port 0 --join-host "$JOIN_HOST" --join-timeout "${JOIN_TIMEOUT:-10m}" >"$logs/join" 2>"$logs/coordinator.log" &
  coordinator=$!
  until grep -qs -- '--join' "$logs/join"; do
    kill -0 "$coordinator" 2>/dev/null || { cat "$logs/coordinator.log" >&2; exit 70; }
    sleep 0.1
  done
  join=(--join "$(sed 's/.*--join //' "$logs/join")")
fi

array=$(sbatch --parsable --array="1-$total" --output="$logs/shard-%a.log" "$here/shard.sh" "$total" "$run_id" "$@" "${join[@]}")
echo "Run $run_id: array $array of $total shards, then its merge." >&2
sbatch --parsable --wait --dependency="afterany:$array" --output="$logs/merge.log" "$here/merge.sh" "$run_id" >/dev/null &
waiting=$!
code=0
wait "$waiting" || code=$?
isOver=1
cat "$logs/merge.log"
exit "$code"
