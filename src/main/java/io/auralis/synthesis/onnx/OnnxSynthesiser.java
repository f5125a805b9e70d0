package io.auralis.synthesis.onnx;

import io.auralis.audio.AudioBlock;
import io.auralis.model.ModelException;
import io.auralis.onnx.Device;
import io.auralis.onnx.GraphException;
import io.auralis.onnx.GraphSession;
import io.auralis.sequencing.ControlBlock;
import io.auralis.synthesis.SynthesisException;
import io.auralis.synthesis.Synthesiser;
import java.util.List;
import java.util.Locale;

/**
 * Runs the synthesis graph with ONNX Runtime on one device.
 *
 * <p>On the CPU a run of the graph takes as many blocks as the cache likes, and every run belongs
 * to one thread: the graph is many small operators, which gain nothing from being torn apart.
 * Further threads take further runs, of blocks to come or of other stations. On an accelerator as
 * many blocks go through together as it was opened for.
 *
 * <p>One caller at a time; it renders too and returns when all are done. {@link #close} may be
 * called from any thread: a run that is under way goes on, and the thread that runs it frees the
 * native memory afterwards. A run that never returns keeps it: nothing is freed beneath it.
 */
public final class OnnxSynthesiser implements Synthesiser {

  /** Blocks times voice slots of a run on the CPU, where the figures of a run fit the cache. */
  private static final int CPU_VOICE_SLOTS_PER_RUN = 112;

  private static final int CPU_BLOCKS_PER_RUN = 8;

  /**
   * Blocks that a call likes to get on the CPU: enough to find company of equal density for each,
   * few enough that the first are done after some fifteen milliseconds.
   */
  private static final int CPU_BATCH_BLOCKS = 64;

  private final GraphSession session;
  private final String description;
  private final int batchBlocks;
  private final BlockPlan plan;
  private final Lanes lanes;
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
   * @throws ModelException if ONNX Runtime rejects the model, or the device cannot be had
   */
  public OnnxSynthesiser(SynthesisModel model, Device device, int threads, ControlBlock largest) {
    session = GraphSession.open(device, model.graph());
    boolean cpu = device == Device.CPU;
    int maxBlocks = cpu ? CPU_BLOCKS_PER_RUN : largest.maxBlocks();
    plan = new BlockPlan(maxBlocks, cpu ? CPU_VOICE_SLOTS_PER_RUN : Integer.MAX_VALUE);
    lanes = new Lanes(session, cpu ? threads : 1, maxBlocks, largest);
    batchBlocks = cpu ? Math.max(CPU_BATCH_BLOCKS, maxBlocks * threads) : maxBlocks;
    String hardware = session.hardware();
    if (cpu) {
      hardware += String.format(Locale.ROOT, ", %d thread%s", threads, threads == 1 ? "" : "s");
    }
    description = hardware + ", " + session.runtime();
  }

  @Override
  public void render(ControlBlock controls, AudioBlock audio) {
    render(List.of(controls), List.of(audio));
  }

  @Override
  public void render(List<ControlBlock> controls, List<AudioBlock> audio) {
    enter();
    try {
      plan.of(controls, audio);
      lanes.render(plan);
    } catch (GraphException e) {
      throw new SynthesisException(
          String.format(
              Locale.ROOT, "Synthesis on %s failed: %s", session.device().title(), e.getMessage()),
          e);
    } finally {
      plan.clear();
      leave();
    }
  }

  @Override
  public int batchBlocks() {
    return batchBlocks;
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
    lanes.close();
    session.close();
  }
}
