#!/usr/bin/env bash
# Divides a run over the pods of an Indexed Job and merges it: run.sh IMAGE TOTAL [what `poolproof scenario` takes],
# or run.sh IMAGE TOTAL compare [what that takes].
# Ends as the merged run does. kubectl decides where: its context, its namespace.
set -euo pipefail
image=${1:?'which image? for example: run.sh registry.example/pools:1 4'} total=${2:?'how many shards?'}
shift 2
here=$(cd "$(dirname "$0")" && pwd)
run_id=${RUN_ID:-k8s-$(date -u +%Y%m%dt%H%M%S)-$$}

filled() {
  IMAGE=$image TOTAL=$total RUN=$run_id PLAYED="$*" awk '
    /^  (completions|parallelism|maxFailedIndexes):/ { sub(/[0-9]+$/, ENVIRON["TOTAL"]) }
    /^ +image:/ { sub(/poolproof:latest/, ENVIRON["IMAGE"]) }
    name == "TOTAL" { sub(/value: .*/, "value: \x27" ENVIRON["TOTAL"] "\x27") }
    name == "RUN_ID" { sub(/value: .*/, "value: " ENVIRON["RUN"]) }
    name == "SCENARIOS" { sub(/value: .*/, "value: \x27" ENVIRON["PLAYED"] "\x27") }
    { name = $2 == "name:" ? $3 : ""; print }'
}

# What an earlier run left is over: its blobs are in a folder of its own.
kubectl delete job poolproof-shards poolproof-merge --ignore-not-found >&2
filled "$@" <"$here/shards.yaml" | kubectl apply -f - >&2
ended() { kubectl get job "$1" -o jsonpath='{.status.conditions[?(@.status=="True")].type}'; }
until [[ $(ended poolproof-shards) =~ Complete|Failed ]]; do sleep "${POLL_SECONDS:-5}"; done

filled <"$here/merge.yaml" | kubectl apply -f - >&2
until [[ $(ended poolproof-merge) =~ Complete|Failed ]]; do sleep "${POLL_SECONDS:-5}"; done
kubectl logs job/poolproof-merge
exit "$(kubectl get pods -l job-name=poolproof-merge -o jsonpath='{.items[0].status.containerStatuses[0].state.terminated.exitCode}')"
