#!/usr/bin/env bash
# What Icecast takes for a crowd on this machine, to compare the load program's figures with:
#   src/tools/compare/icecast.sh [listeners] [seconds]
# Needs icecast2 and gcc (Debian: apt-get install icecast2 gcc libc6-dev).
set -euo pipefail
listeners=${1:-5000}
seconds=${2:-20}
here=$(cd "$(dirname "$0")" && pwd)
for program in icecast2 gcc; do
  command -v "$program" >/dev/null || { echo "$program is missing: apt-get install icecast2 gcc libc6-dev" >&2; exit 1; }
done
ulimit -n $((listeners + 100))

work=$(mktemp -d)
trap 'kill "${server:-}" 2>/dev/null || true; rm -rf "$work"' EXIT
gcc -O2 -o "$work/icecast" "$here/icecast.c" -lpthread
# It does not serve as root.
owner=""
[ "$(id -u)" != 0 ] || owner="<changeowner><user>nobody</user><group>nogroup</group></changeowner>"
cat > "$work/icecast.xml" <<XML
<icecast>
  <hostname>localhost</hostname><location>here</location><admin>nobody</admin>
  <limits><clients>20000</clients><sources>2</sources><queue-size>524288</queue-size><burst-size>0</burst-size></limits>
  <authentication><source-password>s</source-password><admin-user>a</admin-user><admin-password>a</admin-password></authentication>
  <listen-socket><port>8600</port><bind-address>127.0.0.1</bind-address></listen-socket>
  <paths><basedir>$work</basedir><logdir>$work</logdir><webroot>$work</webroot><adminroot>$work</adminroot></paths>
  <logging><accesslog>a.log</accesslog><errorlog>e.log</errorlog><loglevel>1</loglevel></logging>
  <security><chroot>0</chroot>$owner</security>
</icecast>
XML
chmod 777 "$work"
icecast2 -c "$work/icecast.xml" > "$work/out.log" 2>&1 &
server=$!
sleep 2
"$work/icecast" "$listeners" "$seconds" "$server"
