package io.auralis.model;

import static io.auralis.sequencing.ControlRate.CONTROL_FRAMES;
import static io.auralis.sequencing.ControlRate.SAMPLES_PER_CONTROL_FRAME;

import io.auralis.audio.AudioFormat;
import java.util.List;

/**
 * The running phase of oscillators, and sines of it made by small matrix products.
 *
 * <p>Within a control frame the phase is {@code a + w r + d u}: {@code a} at the frame's middle,
 * {@code w} the block's mean angular frequency, {@code r} the samples from the middle, {@code d}
 * what modulation adds over this frame and {@code u} in [-1/2, 1/2). Then
 *
 * <pre>
 *   sin(a + w r + d u) = cos(w r) sin(a + d u) + sin(w r) cos(a + d u)
 * </pre>
 *
 * and {@code sin(a + d u)} is expanded to the second order in {@code d u}, whose error is below
 * {@code d^3 / 48}: -100 dB for a vibrato of 30 cents at A4. So sines are taken at 49 frame middles
 * and 90 offsets only; a product with inner dimension 12 makes the 4,410 samples of the fundamental
 * and its octave, with an amplitude that ramps within a frame.
 */
final class Phasor {

  /** Rows: sines of the fundamental and the octave, then cosines. An angle's factor and addend. */
  private static final float[] PARTIAL = {1, 2, 1, 2};

  private static final float QUARTER = (float) (Math.PI / 2);
  private static final float[] SINE_COSINE = {0, 0, QUARTER, QUARTER};
  private static final float[] COSINE_SINE = {QUARTER, QUARTER, 0, 0};

  /** Sines, then cosines of the phase and of its double at the frames' middles: [.., 4, 49]. */
  private final Signal here;

  /** Their derivatives by the phase, [.., 4, 49]. */
  private final Signal ahead;

  /** Modulation over a frame, {@code d}: [.., 1, 49]. */
  private final Signal bend;

  /** cos(w r), cos(2 w r), sin(w r), sin(2 w r): [.., 4, 90]. */
  private final Signal turns;

  /**
   * @param phase without modulation at the frames' middles, [voices, blocks, 1, 49]
   * @param omega radians per sample without modulation, [voices, blocks, 1, 1]
   * @param modulation radians that modulation adds, at the control edges, [voices, blocks, 1, 52]
   */
  Phasor(Signal phase, Signal omega, Signal modulation) {
    GraphBuilder graph = phase.graph();
    List<Signal> parts =
        modulation
            .matmul(
                graph.constant(modulationInFrames(), ControlEdges.WIDTH, 2 * CONTROL_FRAMES + 1))
            .split(3, CONTROL_FRAMES, CONTROL_FRAMES, 1);
    here =
        phase
            .plus(parts.get(0))
            .times(graph.constant(PARTIAL, 4, 1))
            .plus(graph.constant(SINE_COSINE, 4, 1))
            .sin();
    ahead =
        here.reshape(0, 0, 2, 2 * CONTROL_FRAMES)
            .gather(graph.integers(1, 0), 2)
            .reshape(0, 0, 4, CONTROL_FRAMES)
            .times(graph.constant(new float[] {1, 2, -1, -2}, 4, 1));
    bend = parts.get(1);
    turns = turns(graph, omega.plus(parts.get(2)));
  }

  /**
   * {@code amplitude * (sin + skew * sin of the octave)}, [voices, blocks, 49, 90].
   *
   * @param amplitude at the control edges, [voices, blocks, 1, 52]
   * @param skew [voices, blocks, 1, 1]
   */
  Signal sines(Signal amplitude, Signal skew) {
    GraphBuilder graph = amplitude.graph();
    Signal shares =
        skew.times(graph.constant(new float[] {0, 1, 0, 1}, 4, 1))
            .plus(graph.constant(new float[] {1, 0, 1, 0}, 4, 1));
    return product(here, ahead, amplitude, turns.times(shares));
  }

  /**
   * {@code amplitude * cos}, [voices, blocks, 49, 90].
   *
   * @param amplitude at the control edges, [voices, blocks, 1, 52]
   */
  Signal cosineTimes(Signal amplitude) {
    Signal fundamental = amplitude.graph().constant(new float[] {1, 0, 1, 0}, 4, 1);
    return product(ahead, here.negated(), amplitude, turns.times(fundamental));
  }

  /** A linear amplitude times a quadratic expansion, sorted by powers of u. */
  private Signal product(Signal value, Signal derivative, Signal amplitude, Signal basis) {
    GraphBuilder graph = amplitude.graph();
    float[] frames =
        ControlEdges.transposed(ControlEdges.middlesAndChanges(false), 2 * CONTROL_FRAMES);
    List<Signal> ramp =
        amplitude
            .matmul(graph.constant(frames, ControlEdges.WIDTH, 2 * CONTROL_FRAMES))
            .split(3, CONTROL_FRAMES, CONTROL_FRAMES);
    Signal level = ramp.get(0);
    Signal change = ramp.get(1);
    Signal bentLevel = bend.times(level);
    // The second derivative is the value again, times minus the square of the partial's number.
    Signal curve =
        bend.times(bentLevel).times(graph.constant(new float[] {-.5f, -2, -.5f, -2}, 4, 1));
    return Signal.concat(
            2,
            value.times(level),
            derivative.times(bentLevel).plus(value.times(change)),
            value.times(curve).plus(derivative.times(bend.times(change))))
        .transpose(0, 1, 3, 2)
        .matmul(timesPowers(basis));
  }

  /** The basis, then times u, then times u^2: [.., 12, 90]. */
  private static Signal timesPowers(Signal basis) {
    int samples = SAMPLES_PER_CONTROL_FRAME;
    float[] powers = new float[3 * samples];
    for (int r = 0; r < samples; r++) {
      double u = r / (double) samples - 0.5;
      powers[r] = 1;
      powers[samples + r] = (float) u;
      powers[2 * samples + r] = (float) (u * u);
    }
    return basis
        .unsqueeze(2)
        .times(basis.graph().constant(powers, 3, 1, samples))
        .reshape(0, 0, -1, samples);
  }

  private static Signal turns(GraphBuilder graph, Signal speed) {
    int samples = SAMPLES_PER_CONTROL_FRAME;
    float[] offsets = new float[4 * samples];
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = PARTIAL[i / samples] * (i % samples - samples / 2f);
    }
    return speed
        .times(graph.constant(offsets, 4, samples))
        .plus(graph.constant(COSINE_SINE, 4, 1))
        .sin();
  }

  /**
   * What the modulation at the edges adds to the phase in the frames' middles, to {@code d} in each
   * frame, and to the mean angular frequency: [52, 49 + 49 + 1].
   */
  private static float[] modulationInFrames() {
    float[] frames = ControlEdges.middlesAndChanges(false);
    float[] matrix = new float[(2 * CONTROL_FRAMES + 1) * ControlEdges.WIDTH];
    System.arraycopy(frames, 0, matrix, 0, frames.length);
    for (int frame = 0; frame < CONTROL_FRAMES; frame++) {
      int row = (CONTROL_FRAMES + frame) * ControlEdges.WIDTH;
      matrix[row] += 1f / CONTROL_FRAMES;
      matrix[row + CONTROL_FRAMES] -= 1f / CONTROL_FRAMES;
    }
    int mean = 2 * CONTROL_FRAMES * ControlEdges.WIDTH;
    matrix[mean] = -1f / AudioFormat.BLOCK_FRAMES;
    matrix[mean + CONTROL_FRAMES] = 1f / AudioFormat.BLOCK_FRAMES;
    return ControlEdges.transposed(matrix, 2 * CONTROL_FRAMES + 1);
  }
}
