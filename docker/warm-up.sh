#!/usr/bin/env bash
# Starts the service once and writes the class cache of that run: warm-up.sh APPLICATION_DIRECTORY
# It plays on the CPU, because there is no GPU where images are built.
set -eu
app="$1"
here="$(cd "$(dirname "$0")" && pwd)"
export AURALIS_DEVICE=cpu AURALIS_HOST=127.0.0.1 AURALIS_PORT="${AURALIS_PORT:-8000}"
export AURALIS_LOG_FILE="${TMPDIR:-/tmp}/warm-up.log"

# One class path instead of quarkus-run.jar: the JVM caches classes of its own class loader only. What Quarkus has
# transformed stands before what it was.
jars=$(printf '%s:' "$app"/quarkus/*.jar "$app"/app/*.jar "$app"/lib/main/*.jar "$app"/lib/boot/*.jar)
echo "-classpath ${jars%:}" > "$app/classpath.options"

cd "$app"
output="$(mktemp)"
java "@$app/jvm.options" "@$app/classpath.options" -XX:AOTCacheOutput="$app/auralis.aot" io.auralis.Main \
  > "$output" 2>&1 &
service=$!
for _ in $(seq 300); do
  "$here/healthcheck.sh" /q/health/ready && break
  kill -0 "$service" || { cat "$output"; echo "The service ended while it was warmed up" >&2; exit 1; }
  sleep 0.2
done
for path in / /q/metrics /q/health /api/v1/status /api/v1/presets; do
  "$here/healthcheck.sh" "$path" || { echo "$path does not answer" >&2; exit 1; }
done
kill -TERM "$service"
# The JVM writes the cache as it ends; 143 is how it ends after SIGTERM.
wait "$service" || [ $? -eq 143 ]
cat "$output"
# The cache names the classes that it leaves out, exceptions among them.
if grep -v "\[aot\]" "$output" | grep -q Exception; then
  echo "The service has complained while it was warmed up" >&2
  exit 1
fi
rm -f "$output" "$AURALIS_LOG_FILE"
test -s "$app/auralis.aot"
