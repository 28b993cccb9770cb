#!/usr/bin/env bash
# The nightly suite for cron: brings the checkout up to date, runs it, and exits as `npm run nightly` does, so that
# whatever mails failed jobs does so for an alarm. Cron mails what is printed, too: the progress goes to
# results/nightly.log and is printed only where a night did not pass. For example:
#     30 2 * * *  /path/to/poolproof/scripts/nightly.sh
set -uo pipefail

main() {
  cd "$(dirname "$0")/.." || exit 70
  mkdir -p results
  log=results/nightly.log

  # Two at once would measure each other.
  exec 9>results/nightly.lock
  flock --nonblock 9 || { echo 'A nightly run is under way.' >&2; exit 2; }
  : >"$log"

  # Neither says anything about a client.
  git pull --ff-only --quiet >>"$log" 2>&1 || end 70 'git pull failed: nothing was measured.'
  npm ci --no-audit --no-fund --silent >>"$log" 2>&1 || end 70 'npm ci failed: nothing was measured.'

  npm run -s nightly -- "$@" >>"$log" 2>&1 || end $? "The night did not pass; this was said (and is in $log)."
}

end() {
  echo "$2" >&2
  cat "$log" >&2
  exit "$1"
}

# Read as a whole before it runs: the pull may bring another version of this very file.
main "$@"
exit 0
