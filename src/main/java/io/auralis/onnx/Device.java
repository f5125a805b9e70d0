package io.auralis.onnx;

/** Where ONNX Runtime runs a graph. */
public enum Device {
  /** The GPU and the neural engine of a Mac. */
  COREML("coreml", "CoreML"),
  /** An NVIDIA GPU. */
  CUDA("cuda", "CUDA"),
  /** What every machine has. */
  CPU("cpu", "the CPU");

  private final String label;
  private final String title;

  Device(String label, String title) {
    this.label = label;
    this.title = title;
  }

  /** Short name, for metrics. */
  public String label() {
    return label;
  }

  /** For people. */
  public String title() {
    return title;
  }
}
