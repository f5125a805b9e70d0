#!/usr/bin/env bash
# Takes ONNX Runtime's libraries for this processor out of its jar, so that nothing is unpacked at every start and the
# root file system can be read-only: unpack-native.sh JAR TARGET [slim]. With slim the jar keeps its classes only.
set -eu
jar="$(realpath "$1")"
mkdir -p "$2"
target="$(realpath "$2")"
case "$(uname -m)" in
  x86_64) platform=linux-x64 ;;
  aarch64) platform=linux-aarch64 ;;
  *) echo "ONNX Runtime has no libraries for $(uname -m)" >&2; exit 1 ;;
esac

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"
jar xf "$jar"
if [ ! -d "ai/onnxruntime/native/$platform" ]; then
  echo "$jar holds no libraries for $platform" >&2
  exit 1
fi
cp "ai/onnxruntime/native/$platform/"*.so "$target/"
# TensorRT is not used.
rm -f "$target/libonnxruntime_providers_tensorrt.so"
if [ "${3:-}" = slim ]; then
  rm -rf ai/onnxruntime/native
  rm -f "$jar"
  jar cfM "$jar" .
fi
