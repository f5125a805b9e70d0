#!/bin/bash
# Ends with 0 if the service answers a health check with 200: healthcheck.sh [path]. Needs no more than bash, which
# speaks no TLS: with AURALIS_ENABLE_SSL it asks whether the port still answers at all.
set -u
path="${1:-/q/health/live}"
port="${AURALIS_PORT:-8000}"
{ exec 3<>"/dev/tcp/127.0.0.1/$port"; } 2>/dev/null || exit 1
# A connection that is closed early is no reason to die of a signal.
trap '' PIPE
printf 'GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' "$path" >&3 2>/dev/null
if [ "${AURALIS_ENABLE_SSL:-}" = true ]; then
  # An alert, or the end of the connection; more than 128 is silence.
  IFS= read -r -t 3 -n 1 _ <&3 2>/dev/null
  [ $? -le 128 ]
  exit
fi
read -r -t 3 _ status _ <&3 || exit 1
[ "$status" = 200 ]
