package io.auralis.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import io.auralis.model.ModelException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A graph that is open on a device.
 *
 * <p>Several threads may run it at the same time, each with a {@link TensorBinding} of its own. A
 * run on the CPU takes the thread that calls and no other. No run may be under way when it is
 * closed.
 */
public final class GraphSession implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(GraphSession.class.getName());

  private final Device device;
  private final OrtSession session;
  private final AtomicBoolean closed = new AtomicBoolean();

  private GraphSession(Device device, OrtSession session) {
    this.device = device;
    this.session = session;
  }

  /**
   * Opens a graph and compares its inputs and outputs with what is expected.
   *
   * @throws ModelException if ONNX Runtime rejects the graph, a tensor is not as expected, or the
   *     device cannot be had
   */
  public static GraphSession open(Device device, GraphFile graph) {
    OrtEnvironment environment = OnnxLibraries.environment();
    OrtSession opened;
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      options.addConfigEntry("session.set_denormal_as_zero", "1");
      addProvider(options, device);
      opened = environment.createSession(graph.bytes(), options);
    } catch (OrtException e) {
      throw new ModelException(
          device == Device.CPU
              ? graph.location() + " is not accepted by ONNX Runtime: " + e.getMessage()
              : DeviceSelection.explain(device, e.getMessage()),
          e);
    }
    GraphSession session = new GraphSession(device, opened);
    try {
      check(graph, "input", graph.inputs(), opened.getInputInfo());
      check(graph, "output", graph.outputs(), opened.getOutputInfo());
    } catch (OrtException e) {
      session.close();
      throw new ModelException(graph.location() + " cannot be inspected: " + e.getMessage(), e);
    } catch (ModelException e) {
      session.close();
      throw e;
    }
    return session;
  }

  /**
   * Runs the graph: reads the inputs of a binding and writes its outputs.
   *
   * @throws GraphException if it fails; what is in the outputs is then undefined
   */
  public void run(TensorBinding tensors) {
    try {
      session.run(tensors.inputs(), tensors.outputs()).close();
    } catch (OrtException e) {
      throw new GraphException(DeviceSelection.explain(device, e.getMessage()), e);
    }
  }

  public Device device() {
    return device;
  }

  /** What it runs on, for people: as in "CPU", or the name of the GPU. */
  public String hardware() {
    return switch (device) {
      case CPU -> "CPU";
      case CUDA -> "CUDA, " + NvidiaDriver.describe(NvidiaDriver.PROC).orElse("an NVIDIA GPU");
      case COREML -> "CoreML, " + System.getProperty("os.name");
    };
  }

  /** What runs it, for people: the runtime and its version. */
  public String runtime() {
    return "ONNX Runtime " + OnnxLibraries.environment().getVersion();
  }

  /** Frees the native memory. Closing twice is harmless. */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    try {
      session.close();
    } catch (OrtException e) {
      // Nothing can be done about a session that does not close, and nothing depends on it.
      LOG.log(Level.WARNING, "The ONNX session did not close", e);
    }
  }

  private static void addProvider(OrtSession.SessionOptions options, Device device)
      throws OrtException {
    switch (device) {
      case CPU -> {}
      case COREML -> options.addCoreML();
      case CUDA -> {
        OnnxLibraries.forCuda();
        try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(0)) {
          // Phases need all 24 bits of a float; TF32 keeps 11.
          cuda.add("use_tf32", "0");
          options.addCUDA(cuda);
        }
      }
    }
  }

  private static void check(
      GraphFile graph, String kind, List<TensorSpec> expected, Map<String, NodeInfo> found) {
    for (TensorSpec tensor : expected) {
      if (!tensor.fits(found.get(tensor.name()))) {
        throw new ModelException(
            String.format(
                Locale.ROOT,
                "%s has no %s %s, which its manifest promises",
                graph.location(),
                kind,
                tensor));
      }
    }
  }
}
