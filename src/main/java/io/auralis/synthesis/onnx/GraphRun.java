package io.auralis.synthesis.onnx;

import io.auralis.audio.AudioBlock;
import io.auralis.audio.AudioFormat;
import io.auralis.onnx.GraphException;
import io.auralis.onnx.GraphSession;
import io.auralis.onnx.TensorBinding;
import io.auralis.sequencing.ControlBlock;
import io.auralis.sequencing.NoiseRows;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The tensors of one run of the graph: blocks that may belong to several stations go in, their
 * audio comes out.
 *
 * <p>Native memory: one buffer per tensor, sized for the largest run and reused; the tensors that
 * view them are made once per shape, kept for the {@value #MAX_BINDINGS} shapes used last, and
 * released by {@link #close}. One thread at a time; several runs may share a session.
 */
final class GraphRun implements AutoCloseable {

  /**
   * Shapes whose tensors are kept. A station's music comes back to some dozens; a service of many
   * stations meets thousands.
   */
  static final int MAX_BINDINGS = 256;

  private final GraphSession session;
  private final FloatBuffer voices;
  private final FloatBuffer noise;
  private final LongBuffer noiseRows;
  private final FloatBuffer audio;
  private final float[] silence;

  /** The one that was not used for the longest time is first. */
  private final Map<Shape, TensorBinding> bindings = new LinkedHashMap<>(16, 0.75f, true);

  /** The free dimensions of a run. */
  private record Shape(int blocks, int voices, int noiseVoices) {}

  /**
   * @param blocks of the largest run
   * @param slots a control block with the most slots that a run may have
   */
  GraphRun(GraphSession session, int blocks, ControlBlock slots) {
    this.session = session;
    voices = TensorBinding.floats(blocks * slots.voices().slots() * slots.voices().columns());
    noise = TensorBinding.floats(blocks * slots.noise().slots() * slots.noise().columns());
    noiseRows = TensorBinding.longs(blocks * NoiseRows.COLUMNS);
    audio = TensorBinding.floats(blocks * AudioBlock.BLOCK_SAMPLES);
    silence = new float[Math.max(slots.voices().columns(), slots.noise().columns())];
  }

  /**
   * Renders the blocks {@code from} to {@code to - 1} of a plan. Banks with fewer slots than the
   * largest are filled up with silence, which changes no bit of the sum.
   *
   * @throws GraphException if it fails
   */
  void render(BlockPlan plan, int from, int to) {
    int blocks = to - from;
    int voiceSlots = 0;
    int noiseSlots = 0;
    for (int i = from; i < to; i++) {
      voiceSlots = Math.max(voiceSlots, plan.controls(i).voices().voices());
      noiseSlots = Math.max(noiseSlots, plan.controls(i).noise().voices());
    }
    for (int i = from; i < to; i++) {
      ControlBlock controls = plan.controls(i);
      int block = plan.block(i);
      copy(controls.voices(), block, voices, voiceSlots, blocks, i - from);
      copy(controls.noise(), block, noise, noiseSlots, blocks, i - from);
      noiseRows.put(
          (i - from) * NoiseRows.COLUMNS,
          controls.noiseRows(),
          block * NoiseRows.COLUMNS,
          NoiseRows.COLUMNS);
    }
    Shape shape = new Shape(blocks, voiceSlots, noiseSlots);
    TensorBinding binding = bindings.get(shape);
    if (binding == null) {
      binding = bind(shape, plan.controls(from));
      if (bindings.size() == MAX_BINDINGS) {
        bindings.remove(bindings.keySet().iterator().next()).close();
      }
      bindings.put(shape, binding);
    }
    session.run(binding);
    for (int i = from; i < to; i++) {
      audio.get(
          (i - from) * AudioBlock.BLOCK_SAMPLES,
          plan.audio(i).samples(),
          plan.block(i) * AudioBlock.BLOCK_SAMPLES,
          AudioBlock.BLOCK_SAMPLES);
    }
  }

  @Override
  public void close() {
    bindings.values().forEach(TensorBinding::close);
    bindings.clear();
  }

  /** Shapes whose tensors are held now. */
  int bindings() {
    return bindings.size();
  }

  /** Copies one block's rows to where they stand in the run's tensor [slots, blocks, columns]. */
  private void copy(
      ControlBlock.Bank<?> bank, int block, FloatBuffer target, int slots, int blocks, int at) {
    int columns = bank.columns();
    for (int slot = 0; slot < slots; slot++) {
      int to = (slot * blocks + at) * columns;
      if (slot < bank.voices()) {
        target.put(to, bank.values(), bank.offset(block, slot), columns);
      } else {
        target.put(to, silence, 0, columns);
      }
    }
  }

  private TensorBinding bind(Shape shape, ControlBlock sample) {
    int blocks = shape.blocks;
    TensorBinding binding = new TensorBinding();
    try {
      return binding
          .input("voices", voices, shape.voices, blocks, sample.voices().columns())
          .input("noise", noise, shape.noiseVoices, blocks, sample.noise().columns())
          .input("noise_rows", noiseRows, blocks, NoiseRows.COLUMNS)
          .output("audio", audio, blocks, AudioFormat.CHANNELS, AudioFormat.BLOCK_FRAMES);
    } catch (RuntimeException e) {
      binding.close();
      throw e;
    }
  }
}
