package io.auralis.synthesis.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.auralis.audio.AudioBlock;
import io.auralis.onnx.OnnxLibraries;
import io.auralis.sequencing.ControlBlock;
import io.auralis.sequencing.NoiseRows;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
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

  private final OrtEnvironment environment = OnnxLibraries.environment();
  private final OrtSession session;
  private final FloatBuffer voices;
  private final FloatBuffer noise;
  private final LongBuffer noiseRows;
  private final FloatBuffer audio;
  private final float[] silence;

  /** The one that was not used for the longest time is first. */
  private final Map<Shape, Binding> bindings = new LinkedHashMap<>(16, 0.75f, true);

  /** The free dimensions of a run. */
  private record Shape(int blocks, int voices, int noiseVoices) {}

  /** Tensors of one shape over the shared buffers. */
  private record Binding(Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> outputs) {
    private void close() {
      inputs.values().forEach(OnnxTensor::close);
      outputs.values().forEach(OnnxTensor::close);
    }
  }

  /**
   * @param blocks of the largest run
   * @param slots a control block with the most slots that a run may have
   */
  GraphRun(OrtSession session, int blocks, ControlBlock slots) {
    this.session = session;
    voices = floats(blocks * slots.voices().slots() * slots.voices().columns());
    noise = floats(blocks * slots.noise().slots() * slots.noise().columns());
    noiseRows = bytes(blocks * NoiseRows.COLUMNS * Long.BYTES).asLongBuffer();
    audio = floats(blocks * AudioBlock.BLOCK_SAMPLES);
    silence = new float[Math.max(slots.voices().columns(), slots.noise().columns())];
  }

  /**
   * Renders the blocks {@code from} to {@code to - 1} of a plan. Banks with fewer slots than the
   * largest are filled up with silence, which changes no bit of the sum.
   */
  void render(BlockPlan plan, int from, int to) throws OrtException {
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
    Binding binding = bindings.get(shape);
    if (binding == null) {
      binding = bind(shape, plan.controls(from));
      if (bindings.size() == MAX_BINDINGS) {
        bindings.remove(bindings.keySet().iterator().next()).close();
      }
      bindings.put(shape, binding);
    }
    session.run(binding.inputs, binding.outputs).close();
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
    bindings.values().forEach(Binding::close);
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

  private Binding bind(Shape shape, ControlBlock sample) throws OrtException {
    List<OnnxTensor> made = new ArrayList<>();
    int blocks = shape.blocks;
    try {
      Map<String, OnnxTensor> inputs = new HashMap<>();
      inputs.put("voices", tensor(made, voices, shape.voices, blocks, sample.voices().columns()));
      inputs.put("noise", tensor(made, noise, shape.noiseVoices, blocks, sample.noise().columns()));
      LongBuffer rows = noiseRows.slice(0, blocks * NoiseRows.COLUMNS);
      OnnxTensor rowTensor =
          OnnxTensor.createTensor(environment, rows, new long[] {blocks, NoiseRows.COLUMNS});
      made.add(rowTensor);
      inputs.put("noise_rows", rowTensor);
      OnnxTensor result = tensor(made, audio, blocks, 2, AudioBlock.BLOCK_SAMPLES / 2);
      return new Binding(inputs, Map.of("audio", result));
    } catch (OrtException | RuntimeException e) {
      made.forEach(OnnxTensor::close);
      throw e;
    }
  }

  private OnnxTensor tensor(List<OnnxTensor> made, FloatBuffer buffer, int... shape)
      throws OrtException {
    long[] dimensions = {shape[0], shape[1], shape[2]};
    OnnxTensor tensor =
        OnnxTensor.createTensor(
            environment, buffer.slice(0, shape[0] * shape[1] * shape[2]), dimensions);
    made.add(tensor);
    return tensor;
  }

  private static FloatBuffer floats(int length) {
    return bytes(length * Float.BYTES).asFloatBuffer();
  }

  private static ByteBuffer bytes(int length) {
    return ByteBuffer.allocateDirect(length).order(ByteOrder.nativeOrder());
  }
}
