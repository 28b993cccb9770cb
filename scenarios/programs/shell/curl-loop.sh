#!/bin/sh
# A log shipper in a loop: each curl pushes a line to the Loki at LOKI_URL, over a connection of its own. With a number
# each curl pushes this many times, over one connection.
#
#   curl-loop.sh [PUSHES]
set -u
: "${LOKI_URL:?the address of a Loki, such as http://127.0.0.1:3100}"
# curl makes of [1-3] three requests.
url="${LOKI_URL%/}/loki/api/v1/push?push=[1-${1:-1}]"

is_over=
trap 'is_over=yes' TERM INT
while [ -z "$is_over" ]; do
  body="{\"streams\":[{\"stream\":{\"job\":\"curl-loop\"},\"values\":[[\"$(date +%s)000000000\",\"a line\"]]}]}"
  curl --silent --show-error --fail --noproxy '*' --header 'Content-Type: application/json' --data "$body" "$url"
  sleep 0.05
done
