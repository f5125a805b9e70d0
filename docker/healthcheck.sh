#!/usr/bin/env bash
# Ends with 0 if the service answers a health check with 200: healthcheck.sh [path]. Needs no more than bash.
set -u
path="${1:-/q/health/live}"
port="${AURALIS_PORT:-8000}"
{ exec 3<>"/dev/tcp/127.0.0.1/$port"; } 2>/dev/null || exit 1
# bash speaks no TLS: there, a port that takes connections has to do.
[ "${AURALIS_ENABLE_SSL:-false}" = true ] && exit 0
printf 'GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' "$path" >&3 || exit 1
read -r -t 3 _ status _ <&3 || exit 1
[ "$status" = 200 ]
