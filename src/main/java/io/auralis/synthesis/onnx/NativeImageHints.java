package io.auralis.synthesis.onnx;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What a native image must know of the files beside the model: the records that Jackson makes of
 * them. What ONNX Runtime reaches through JNI stands in {@code reachability-metadata.json}.
 */
@RegisterForReflection(
    targets = {GraphManifest.class, GraphManifest.Tensor.class, GraphManifest.Column.class},
    classNames = {
      "io.auralis.sequencing.TonePatch",
      "io.auralis.sequencing.NoisePatch",
      "io.auralis.sequencing.Envelope"
    })
final class NativeImageHints {

  private NativeImageHints() {}
}
