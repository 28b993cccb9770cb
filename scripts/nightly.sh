#!/usr/bin/env bash
# The nightly suite for cron: brings the checkout up to date, runs it, and exits as `npm run nightly` does, so that whatever
# mails failed jobs does so for an alarm. For example:  30 2 * * *  /path/to/poolproof/scripts/nightly.sh
set -euo pipefail
cd "$(dirname "$0")/.."

# Two at once would measure each other.
exec 9>results/nightly.lock
flock --nonblock 9 || { echo 'A nightly run is under way.' >&2; exit 2; }

git pull --ff-only --quiet
npm ci --no-audit --no-fund --silent
npm run -s nightly -- "$@"
