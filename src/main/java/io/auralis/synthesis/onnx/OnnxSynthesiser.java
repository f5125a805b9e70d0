package io.auralis.synthesis.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import io.auralis.audio.AudioBlock;
import io.auralis.sequencing.ControlBlock;
import io.auralis.synthesis.ModelException;
import io.auralis.synthesis.SynthesisException;
import io.auralis.synthesis.Synthesiser;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs the synthesis graph with ONNX Runtime on one device.
 *
 * <p>Native memory: one buffer per tensor, sized for the largest run and reused; the tensors that
 * view them are made once per shape and released by {@link #close}. One thread at a time.
 */
public final class OnnxSynthesiser implements Synthesiser {

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final Device device;
  private final OrtSession session;
  private final String description;
  private final int maxBlocks;
  private final FloatBuffer voices;
  private final FloatBuffer noise;
  private final LongBuffer noiseRows;
  private final FloatBuffer audio;
  private final Map<Shape, Binding> bindings = new HashMap<>();
  private boolean closed;

  /** The free dimensions of a run. */
  private record Shape(int blocks, int voices, int noiseVoices) {}

  /** Tensors of one shape over the shared buffers. */
  private record Binding(Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> outputs) {}

  /** Opens a session on the CPU. */
  public OnnxSynthesiser(SynthesisModel model, int threads, ControlBlock largest) {
    this(model, Device.CPU, threads, largest);
  }

  /**
   * Opens a session.
   *
   * @param model a checked model
   * @param threads intra-op threads, at least 1
   * @param largest a control block whose capacity no later run exceeds
   * @throws ModelException if ONNX Runtime refuses the model, or the device cannot be had
   */
  OnnxSynthesiser(SynthesisModel model, Device device, int threads, ControlBlock largest) {
    this.device = device;
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      options.addConfigEntry("session.set_denormal_as_zero", "1");
      // A waiting worker must not burn the core that the network needs.
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      addProvider(options);
      session = environment.createSession(model.bytes(), options);
    } catch (OrtException e) {
      throw new ModelException(
          device == Device.CPU
              ? model.location() + " is not accepted by ONNX Runtime: " + e.getMessage()
              : DeviceSelection.explain(device, e.getMessage()),
          e);
    }
    try {
      checkInputs(model);
    } catch (OrtException | ModelException e) {
      closeQuietly(session);
      throw e instanceof ModelException known
          ? known
          : new ModelException(model.location() + " cannot be inspected: " + e.getMessage(), e);
    }
    maxBlocks = largest.maxBlocks();
    voices = floats(largest.voices().values().length);
    noise = floats(largest.noise().values().length);
    noiseRows = bytes(largest.noiseRows().length * Long.BYTES).asLongBuffer();
    audio = floats(maxBlocks * AudioBlock.BLOCK_SAMPLES);
    description =
        switch (device) {
              case CPU -> "CPU, %d thread%s".formatted(threads, threads == 1 ? "" : "s");
              case CUDA ->
                  "CUDA, " + NvidiaDriver.describe(NvidiaDriver.PROC).orElse("an NVIDIA GPU");
              case COREML -> "CoreML, " + System.getProperty("os.name");
            }
            + ", ONNX Runtime "
            + environment.getVersion();
  }

  @Override
  public void render(ControlBlock controls, AudioBlock out) {
    if (closed) {
      throw new IllegalStateException("The synthesiser is closed");
    }
    int blocks = controls.blocks();
    copy(controls.voices(), blocks, voices);
    copy(controls.noise(), blocks, noise);
    noiseRows.put(0, controls.noiseRows(), 0, controls.noiseRows().length);
    Shape shape = new Shape(blocks, controls.voices().voices(), controls.noise().voices());
    try {
      Binding binding = bindings.get(shape);
      if (binding == null) {
        binding = bind(controls);
        bindings.put(shape, binding);
      }
      session.run(binding.inputs, binding.outputs).close();
    } catch (OrtException e) {
      throw new SynthesisException(
          "Synthesis on %s failed: %s"
              .formatted(device.title(), DeviceSelection.explain(device, e.getMessage())),
          e);
    }
    audio.get(0, out.samples(), 0, blocks * AudioBlock.BLOCK_SAMPLES);
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    for (Binding binding : bindings.values()) {
      binding.inputs.values().forEach(OnnxTensor::close);
      binding.outputs.values().forEach(OnnxTensor::close);
    }
    bindings.clear();
    closeQuietly(session);
  }

  private void addProvider(OrtSession.SessionOptions options) throws OrtException {
    switch (device) {
      case CPU -> {}
      case COREML -> options.addCoreML();
      case CUDA -> {
        try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(0)) {
          // Phases need all 24 bits of a float; TF32 keeps 11.
          cuda.add("use_tf32", "0");
          options.addCUDA(cuda);
        }
      }
    }
  }

  private Binding bind(ControlBlock controls) throws OrtException {
    int blocks = controls.blocks();
    List<OnnxTensor> made = new ArrayList<>();
    try {
      Map<String, OnnxTensor> inputs = new HashMap<>();
      inputs.put("voices", tensor(made, voices, blocks, controls.voices()));
      inputs.put("noise", tensor(made, noise, blocks, controls.noise()));
      long rowColumns = controls.noiseRows().length / maxBlocks;
      LongBuffer rows = noiseRows.slice(0, (int) (blocks * rowColumns));
      OnnxTensor rowTensor =
          OnnxTensor.createTensor(environment, rows, new long[] {blocks, rowColumns});
      made.add(rowTensor);
      inputs.put("noise_rows", rowTensor);
      OnnxTensor result =
          OnnxTensor.createTensor(
              environment,
              audio.slice(0, blocks * AudioBlock.BLOCK_SAMPLES),
              new long[] {blocks, 2, AudioBlock.BLOCK_SAMPLES / 2});
      made.add(result);
      return new Binding(inputs, Map.of("audio", result));
    } catch (OrtException | RuntimeException e) {
      made.forEach(OnnxTensor::close);
      throw e;
    }
  }

  private OnnxTensor tensor(
      List<OnnxTensor> made, FloatBuffer buffer, int blocks, ControlBlock.Bank<?> bank)
      throws OrtException {
    int length = blocks * bank.voices() * bank.columns();
    OnnxTensor tensor =
        OnnxTensor.createTensor(
            environment,
            buffer.slice(0, length),
            new long[] {blocks, bank.voices(), bank.columns()});
    made.add(tensor);
    return tensor;
  }

  private void checkInputs(SynthesisModel model) throws OrtException {
    Map<String, NodeInfo> found = new HashMap<>(session.getInputInfo());
    found.putAll(session.getOutputInfo());
    List<GraphManifest.Tensor> expected = new ArrayList<>(model.manifest().inputs());
    expected.addAll(model.manifest().outputs());
    for (GraphManifest.Tensor tensor : expected) {
      NodeInfo node = found.get(tensor.name());
      if (node == null
          || !(node.getInfo() instanceof TensorInfo info)
          || !matches(info.getShape(), tensor.shape())) {
        throw new ModelException(
            "%s has no tensor %s of shape %s, which its manifest promises"
                .formatted(model.location(), tensor.name(), tensor.shape()));
      }
    }
  }

  private static boolean matches(long[] found, List<Object> expected) {
    if (found.length != expected.size()) {
      return false;
    }
    for (int i = 0; i < found.length; i++) {
      long dimension = expected.get(i) instanceof Number number ? number.longValue() : -1;
      if (found[i] != dimension) {
        return false;
      }
    }
    return true;
  }

  private static void copy(ControlBlock.Bank<?> bank, int blocks, FloatBuffer target) {
    target.put(0, bank.values(), 0, blocks * bank.voices() * bank.columns());
  }

  private static FloatBuffer floats(int length) {
    return bytes(length * Float.BYTES).asFloatBuffer();
  }

  private static ByteBuffer bytes(int length) {
    return ByteBuffer.allocateDirect(length).order(ByteOrder.nativeOrder());
  }

  private static void closeQuietly(OrtSession session) {
    try {
      session.close();
    } catch (OrtException e) {
      // Nothing can be done about a session that does not close, and nothing depends on it.
      System.getLogger(OnnxSynthesiser.class.getName())
          .log(System.Logger.Level.WARNING, "The ONNX session did not close", e);
    }
  }
}
