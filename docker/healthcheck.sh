#!/bin/bash
# Ends with 0 if the service answers a health check with 200: healthcheck.sh [path]. Asks where AURALIS_HOST and
# AURALIS_PORT have it listen. Needs no more than bash, which speaks no TLS: with AURALIS_ENABLE_SSL it asks whether the
# port still answers at all.
set -u

# A setting without the space around it, as the service takes it; the default if nothing is left.
setting() {
  local value="${!1:-}"
  value="${value#"${value%%[! $'\t\r\n']*}"}"
  value="${value%"${value##*[! $'\t\r\n']}"}"
  printf %s "${value:-$2}"
}

path="${1:-/q/health/live}"
host="$(setting AURALIS_HOST 0.0.0.0)"
host="${host#[}"
host="${host%]}"
port="$(setting AURALIS_PORT 8000)"
case "$host" in
  # All addresses: loopback is one of them, the IPv6 one only where there is IPv6.
  0.0.0.0) hosts=(127.0.0.1) ;;
  :: | 0:0:0:0:0:0:0:0) hosts=(127.0.0.1 ::1) ;;
  *) hosts=("$host") ;;
esac
# A connection that is closed early is no reason to die of a signal.
trap '' PIPE
for host in "${hosts[@]}"; do
  if { exec 3<>"/dev/tcp/$host/$port"; } 2>/dev/null; then
    connected=yes
    break
  fi
done
[ "${connected:-}" = yes ] || exit 1
printf 'GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' "$path" >&3 2>/dev/null
if [ "$(setting AURALIS_ENABLE_SSL false)" = true ]; then
  # An alert, or the end of the connection; more than 128 is silence.
  IFS= read -r -t 3 -n 1 _ <&3 2>/dev/null
  [ $? -le 128 ]
  exit
fi
read -r -t 3 _ status _ <&3 || exit 1
[ "$status" = 200 ]
