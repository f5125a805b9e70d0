#!/usr/bin/env bash
# Takes the native libraries for this processor out of jars, so that none is unpacked at the start, the root file system
# can be read-only and /tmp need not execute: unpack-native.sh TARGET JAR... The jars keep the rest, unless KEEP_JARS is
# set. Jars for other processors are passed over.
set -eu
mkdir -p "$1"
target="$(realpath "$1")"
shift
case "$(uname -m)" in
  x86_64) onnx=linux-x64 netty=linux-x86_64 ;;
  aarch64) onnx=linux-aarch64 netty=linux-aarch_64 ;;
  *) echo "ONNX Runtime has no libraries for $(uname -m)" >&2; exit 1 ;;
esac
# Not every image that has a JDK has it on the path.
archiver="${JAVA_HOME:+$JAVA_HOME/bin/}jar"

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
for name in "$@"; do
  jar="$(realpath "$name")"
  case "$(basename "$jar")" in
    *onnxruntime*) libraries="ai/onnxruntime/native/$onnx" all=ai/onnxruntime/native ;;
    *-"$netty".jar) libraries=META-INF/native all=META-INF/native ;;
    *) continue ;;
  esac
  mkdir "$work/jar"
  (cd "$work/jar" && "$archiver" xf "$jar")
  if ! cp "$work/jar/$libraries/"*.so "$target/"; then
    echo "$jar holds no libraries for $(uname -m)" >&2
    exit 1
  fi
  if [ -z "${KEEP_JARS:-}" ]; then
    rm -rf "${work:?}/jar/$all" "$jar"
    (cd "$work/jar" && "$archiver" cfM "$jar" .)
  fi
  rm -rf "$work/jar"
done
# TensorRT is not used.
rm -f "$target/libonnxruntime_providers_tensorrt.so"
if [ ! -s "$target/libonnxruntime.so" ]; then
  echo "ONNX Runtime's jar is not among $*" >&2
  exit 1
fi
