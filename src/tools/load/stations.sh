#!/usr/bin/env bash
# How many personal stations this machine carries, and what a further one costs:
#   src/tools/load/stations.sh [options of the load program]
# Starts the packaged service on loopback, has the load program fill it, and prints the table of docs/performance.md.
# Without options: --table=1,10,50,100,200,400 --until-it-breaks. With --help: what the load program can do.
# Settings of the service (AURALIS_...) may be given as variables; PORT (8600) and JVM_OPTIONS (@deploy/jvm.options), too.
set -euo pipefail
cd "$(dirname "$0")/../../.."
root=$PWD
jar=$root/target/quarkus-app/quarkus-run.jar
port=${PORT:-8600}
jvm_options=${JVM_OPTIONS:-@$root/deploy/jvm.options}
[ $# -gt 0 ] || set -- --table=1,10,50,100,200,400 --until-it-breaks

case " $* " in
  *" --help "*) exec ./mvnw -B -ntp -q -Pload test-compile -Dload=--help ;;
esac

command -v curl >/dev/null || { echo "curl is missing: apt-get install curl" >&2; exit 1; }
[ -f "$jar" ] || ./mvnw -B -ntp -q package -DskipTests
# What is compiled now does not disturb the measurement.
./mvnw -B -ntp -q test-compile
if curl -s -o /dev/null "http://127.0.0.1:$port/"; then
  echo "Another server answers at port $port; name a free one: PORT=8601 $0" >&2
  exit 1
fi
# A file for each listener, in both processes.
ulimit -n "$(ulimit -Hn)"

work=$(mktemp -d)
trap 'kill "${server:-}" 2>/dev/null && wait "$server" 2>/dev/null || true; rm -rf "$work"' EXIT
# In a directory of its own, so that no .env and no config/ of the developer counts.
cd "$work"
# shellcheck disable=SC2086 # several options
AURALIS_HOST=127.0.0.1 AURALIS_PORT=$port AURALIS_LOG_FILE=$work/auralis.log \
  AURALIS_ENABLE_OPUS=${AURALIS_ENABLE_OPUS:-true} \
  AURALIS_MAX_CLIENTS=${AURALIS_MAX_CLIENTS:-20000} \
  AURALIS_MAX_STATIONS=${AURALIS_MAX_STATIONS:-20000} \
  AURALIS_MAX_STATIONS_PER_ADDRESS=${AURALIS_MAX_STATIONS_PER_ADDRESS:-0} \
  AURALIS_STATION_LOAD_PERCENT=${AURALIS_STATION_LOAD_PERCENT:-95} \
  AURALIS_STATION_LINGER_SEC=${AURALIS_STATION_LINGER_SEC:-86400} \
  AURALIS_DRAIN_DELAY_SEC=0 AURALIS_DRAIN_SPREAD_SEC=0 \
  java $jvm_options -jar "$jar" > "$work/out.log" 2>&1 &
server=$!
cd "$root"
until curl -fs -o "$work/ready" "http://127.0.0.1:$port/q/health/ready"; do
  kill -0 "$server" 2>/dev/null || { cat "$work/out.log" >&2; exit 1; }
  sleep 0.2
done
./mvnw -B -ntp -q -Pload test-compile -Dload="--port=$port --pid=$server $*"
