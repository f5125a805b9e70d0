package io.auralis.synthesis.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import io.auralis.audio.AudioBlock;
import io.auralis.model.ModelException;
import io.auralis.onnx.Device;
import io.auralis.onnx.DeviceSelection;
import io.auralis.onnx.NvidiaDriver;
import io.auralis.onnx.OnnxLibraries;
import io.auralis.sequencing.ControlBlock;
import io.auralis.synthesis.SynthesisException;
import io.auralis.synthesis.Synthesiser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Runs the synthesis graph with ONNX Runtime on one device.
 *
 * <p>On the CPU a run of the graph takes as many blocks as the cache likes, and every run belongs
 * to one thread: the graph is many small operators, which gain nothing from being torn apart.
 * Further threads take further runs, of blocks to come or of other stations. On an accelerator all
 * blocks go through together.
 *
 * <p>One caller at a time; it renders too and returns when all are done. {@link #close} may be
 * called from any thread: a run that is under way goes on, and the thread that runs it frees the
 * native memory afterwards. A run that never returns keeps it: nothing is freed beneath it.
 */
public final class OnnxSynthesiser implements Synthesiser {

  /** Blocks times voice slots of a run on the CPU, where the figures of a run fit the cache. */
  private static final int CPU_VOICE_SLOTS_PER_RUN = 112;

  private static final int CPU_BLOCKS_PER_RUN = 8;

  private final OrtEnvironment environment = OnnxLibraries.environment();
  private final Device device;
  private final OrtSession session;
  private final String description;
  private final int maxBlocks;
  private final int maxVoiceSlots;
  private final BlockPlan plan = new BlockPlan();
  private final List<GraphRun> lanes = new ArrayList<>();
  private final ExecutorService crew;
  private State state = State.IDLE;

  /**
   *
   *
   * <pre>
   * IDLE -> RUNNING -> IDLE
   *   |        |
   *   |     CLOSING (closed during a run)
   *   |        |
   *   +-----> CLOSED
   * </pre>
   */
  private enum State {
    IDLE,
    RUNNING,
    CLOSING,
    CLOSED
  }

  /** Opens a session on the CPU. */
  public OnnxSynthesiser(SynthesisModel model, int threads, ControlBlock largest) {
    this(model, Device.CPU, threads, largest);
  }

  /**
   * Opens a session.
   *
   * @param model a checked model
   * @param threads that render on the CPU, the caller's included, at least 1
   * @param largest a control block with the most slots of a block, and on an accelerator the most
   *     blocks of a run
   * @throws ModelException if ONNX Runtime refuses the model, or the device cannot be had
   */
  public OnnxSynthesiser(SynthesisModel model, Device device, int threads, ControlBlock largest) {
    this.device = device;
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      options.addConfigEntry("session.set_denormal_as_zero", "1");
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
    boolean cpu = device == Device.CPU;
    maxBlocks = cpu ? CPU_BLOCKS_PER_RUN : largest.maxBlocks();
    maxVoiceSlots = cpu ? CPU_VOICE_SLOTS_PER_RUN : Integer.MAX_VALUE;
    for (int lane = 0; lane < (cpu ? threads : 1); lane++) {
      lanes.add(new GraphRun(session, maxBlocks, largest));
    }
    crew = Executors.newCachedThreadPool(OnnxSynthesiser::worker);
    description =
        switch (device) {
              case CPU ->
                  String.format(Locale.ROOT, "CPU, %d thread%s", threads, threads == 1 ? "" : "s");
              case CUDA ->
                  "CUDA, " + NvidiaDriver.describe(NvidiaDriver.PROC).orElse("an NVIDIA GPU");
              case COREML -> "CoreML, " + System.getProperty("os.name");
            }
            + ", ONNX Runtime "
            + environment.getVersion();
  }

  @Override
  public void render(ControlBlock controls, AudioBlock audio) {
    render(List.of(controls), List.of(audio));
  }

  @Override
  public void render(List<ControlBlock> controls, List<AudioBlock> audio) {
    enter();
    try {
      renderAll(controls, audio);
    } finally {
      leave();
    }
  }

  @Override
  public int batchBlocks() {
    return maxBlocks * lanes.size();
  }

  private void renderAll(List<ControlBlock> controls, List<AudioBlock> audio) {
    plan.of(controls, audio);
    int runs = plan.cut(maxBlocks, maxVoiceSlots);
    if (runs == 0) {
      return;
    }
    AtomicInteger next = new AtomicInteger();
    CompletableFuture<?>[] others = new CompletableFuture<?>[Math.min(lanes.size(), runs) - 1];
    for (int lane = 0; lane < others.length; lane++) {
      GraphRun graph = lanes.get(lane + 1);
      others[lane] = CompletableFuture.runAsync(() -> renderRuns(graph, next, runs), crew);
    }
    try {
      renderRuns(lanes.get(0), next, runs);
    } finally {
      join(others);
    }
  }

  /** Takes one run of the plan after the other, until none is left or one failed. */
  private void renderRuns(GraphRun graph, AtomicInteger next, int runs) {
    try {
      for (int run = next.getAndIncrement(); run < runs; run = next.getAndIncrement()) {
        graph.render(plan, plan.start(run), plan.end(run));
      }
    } catch (OrtException e) {
      throw new SynthesisException(
          String.format(
              Locale.ROOT,
              "Synthesis on %s failed: %s",
              device.title(),
              DeviceSelection.explain(device, e.getMessage())),
          e);
    }
  }

  /** Waits for all, also after a failure: nobody may write to the caller's audio any more. */
  private static void join(CompletableFuture<?>[] others) {
    try {
      CompletableFuture.allOf(others).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException known ? known : e;
    }
  }

  private static Thread worker(Runnable task) {
    Thread thread = new Thread(task, "auralis-synthesis");
    thread.setDaemon(true);
    thread.setPriority(Thread.MAX_PRIORITY);
    return thread;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public void close() {
    boolean unused;
    synchronized (this) {
      unused = state == State.IDLE;
      state =
          switch (state) {
            case IDLE, CLOSED -> State.CLOSED;
            case RUNNING, CLOSING -> State.CLOSING;
          };
    }
    if (unused) {
      free();
    }
  }

  private synchronized void enter() {
    switch (state) {
      case IDLE -> state = State.RUNNING;
      case RUNNING -> throw new IllegalStateException("Another thread renders");
      case CLOSING, CLOSED -> throw new IllegalStateException("The synthesiser is closed");
    }
  }

  private void leave() {
    boolean last;
    synchronized (this) {
      last = state == State.CLOSING;
      state = last ? State.CLOSED : State.IDLE;
    }
    if (last) {
      free();
    }
  }

  private void free() {
    crew.shutdown();
    lanes.forEach(GraphRun::close);
    closeQuietly(session);
  }

  private void addProvider(OrtSession.SessionOptions options) throws OrtException {
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
            String.format(
                Locale.ROOT,
                "%s has no tensor %s of shape %s, which its manifest promises",
                model.location(),
                tensor.name(),
                tensor.shape()));
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

  private static void closeQuietly(OrtSession session) {
    try {
      session.close();
    } catch (OrtException e) {
      // Nothing can be done about a session that does not close, and nothing depends on it.
      Logger.getLogger(OnnxSynthesiser.class.getName())
          .log(Level.WARNING, "The ONNX session did not close", e);
    }
  }
}
