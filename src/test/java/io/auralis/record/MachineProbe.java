package io.auralis.record;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/**
 * What may differ between machines that play the same notes: the last bits of the graph's sums, and
 * of Java's elementary functions.
 *
 * <p>Both probes go without the service's own code, so that a fault there cannot pass for another
 * machine.
 */
final class MachineProbe {

  /** Seed of the probes' inputs. */
  private static final long SEED = 20_260_101;

  /** Voices, blocks and noise voices of the probes. */
  private static final int[][] SHAPES = {{4, 1, 4}, {28, 4, 4}, {64, 1, 4}, {12, 8, 4}};

  /** Table lengths of the noise. */
  private static final int[] NOISE_ROWS = {509, 521, 521};

  /** The largest value of each column of the graph's {@code voices}. */
  private static final float[] VOICE_SPANS = {
    1, 0.02f, 2, -0.02f, 3, -0.03f, 3.1f, 0.01f, 6.2f, 0.05f, 6.2f, 0.1f, -2, -0.1f, 6.2f, 3, 3, 1,
    0.2f, 2, 0.1f, 2, 12, 12, 0.6f, 1, 1, 0.2f, 0.2f
  };

  /** The largest value of each column of the graph's {@code noise}. */
  private static final float[] NOISE_SPANS = {
    1, 0.02f, 2, -0.02f, 3, -0.03f, 3, 1, 0.2f, 0.2f, 1, 1, 1
  };

  private static final int MATH_ARGUMENTS = 4_096;

  private MachineProbe() {}

  /** A checksum of what the graph makes of fixed inputs on this CPU. */
  static String ofGraph(byte[] model) {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    SplittableRandom random = new SplittableRandom(SEED);
    Sha256 sum = new Sha256();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.addConfigEntry("session.set_denormal_as_zero", "1");
      try (OrtSession session = environment.createSession(model, options)) {
        for (int[] shape : SHAPES) {
          for (float sample : run(environment, session, random, shape)) {
            if (!Float.isFinite(sample)) {
              throw new IllegalStateException("The graph makes no audio of the probe");
            }
            sum.add(sample);
          }
        }
      }
    } catch (OrtException e) {
      throw new IllegalStateException("The graph does not run", e);
    }
    return sum.hex();
  }

  private static float[] run(
      OrtEnvironment environment, OrtSession session, SplittableRandom random, int[] shape)
      throws OrtException {
    int blocks = shape[1];
    LongBuffer rows = LongBuffer.allocate(blocks * NOISE_ROWS.length);
    while (rows.hasRemaining()) {
      rows.put(random.nextInt(NOISE_ROWS[rows.position() % NOISE_ROWS.length]));
    }
    try (OnnxTensor voices = bank(environment, random, shape[0], blocks, VOICE_SPANS);
        OnnxTensor noise = bank(environment, random, shape[2], blocks, NOISE_SPANS);
        OnnxTensor noiseRows =
            OnnxTensor.createTensor(
                environment, rows.flip(), new long[] {blocks, NOISE_ROWS.length});
        OrtSession.Result result =
            session.run(Map.of("voices", voices, "noise", noise, "noise_rows", noiseRows))) {
      FloatBuffer audio = ((OnnxTensor) result.get(0)).getFloatBuffer();
      float[] samples = new float[audio.remaining()];
      audio.get(samples);
      return samples;
    }
  }

  private static OnnxTensor bank(
      OrtEnvironment environment, SplittableRandom random, int slots, int blocks, float[] spans)
      throws OrtException {
    FloatBuffer values = FloatBuffer.allocate(slots * blocks * spans.length);
    while (values.hasRemaining()) {
      values.put((float) random.nextDouble() * spans[values.position() % spans.length]);
    }
    return OnnxTensor.createTensor(
        environment, values.flip(), new long[] {slots, blocks, spans.length});
  }

  /**
   * A checksum of the functions that the effects and the Opus encoder use. Java allows them to
   * differ in the last bit between processors and versions; square roots and sums may not.
   */
  static String ofMath() {
    Sha256 sum = new Sha256();
    add(sum, Math::sin, -400, 400);
    add(sum, Math::cos, -400, 400);
    add(sum, Math::exp, -40, 10);
    add(sum, Math::log, 1e-9, 1e6);
    add(sum, Math::log10, 1e-9, 1e6);
    add(sum, exponent -> Math.pow(10, exponent), -12, 6);
    add(sum, exponent -> Math.pow(2, exponent), -20, 20);
    add(sum, base -> Math.pow(base, 1.5), 1e-6, 1e4);
    return sum.hex();
  }

  private static void add(Sha256 sum, DoubleUnaryOperator function, double from, double to) {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < MATH_ARGUMENTS; i++) {
      sum.add(function.applyAsDouble(from + (to - from) * random.nextDouble()));
    }
  }
}
