#!/usr/bin/env bash
# Fetches the nightly history that the latest run of this branch has kept as an artifact, in a GitHub job. No artifact:
# the first night. Everything else that goes wrong fails the job, so that an empty history never replaces one that could
# only not be read.
set -euo pipefail

# On a line of its own: inside of `for ... in $( )` a failure would pass for an empty list.
kept=$(gh api --paginate "repos/$GITHUB_REPOSITORY/actions/artifacts?name=history&per_page=100" \
  --jq '.artifacts[] | select((.expired | not) and .workflow_run.head_branch == env.GITHUB_REF_NAME) | "\(.created_at) \(.workflow_run.id)"')
latest=$(sort <<<"$kept" | tail -n 1 | cut -d ' ' -f 2)

if [ -z "$latest" ]; then
  echo 'No earlier run has kept a history: this is the first night.'
  exit 0
fi
gh run download "$latest" --name history --dir restored
npm run -s nightly -- --import restored/history.ndjson
