#!/usr/bin/env bash
# Compares the graph with csound (Debian: apt-get install csound) in one run: the same ensemble of 32 voices, one thread,
# nothing written to disk. Prints csound's real-time factor, ours from JMH, then csound's again, because machines drift.
set -euo pipefail
cd "$(dirname "$0")/../../.."
seconds=${1:-120}

csound_factor() {
  local began ended
  began=$(date +%s%N)
  csound -n -d -m0 --num-threads=1 --smacro:SECONDS="$seconds" src/tools/compare/ensemble.csd >/dev/null 2>&1
  ended=$(date +%s%N)
  awk -v s="$seconds" -v ns=$((ended - began)) 'BEGIN { printf "csound: %.1f x real time (%d s of audio in %.2f s)\n", s / (ns / 1e9), s, ns / 1e9 }'
}

command -v csound >/dev/null || { echo "csound is not installed: apt-get install csound" >&2; exit 1; }
csound_factor
./mvnw -B -ntp -q -Pbenchmark test-compile -Dbenchmark="GraphBenchmark -p voices=32 -p threads=1 -p blocks=10 -p sound=dry -f 1 -wi 3 -i 5 -w 2 -r 2" |
  grep -E '^\|'
csound_factor
