#!/usr/bin/env bash
#SBATCH --job-name=poolproof-merge
# One record of all shards that left a blob: merge.sh RUN_ID. It is to run `afterany`: a shard that failed is no reason
# to throw the others away, and one that is missing is named.
set -euo pipefail

poolproof() {
  if [ -f harness/cli/start.mjs ]; then PATH="$PWD/node_modules/.bin:$PATH" exec node harness/cli/start.mjs "$@"; fi
  exec npx --no-install poolproof "$@"
}

out=${POOLPROOF_OUT:-results}
poolproof merge "$out/blobs/$1" --out "$out"
