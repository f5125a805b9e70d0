package io.auralis.model;

import static io.auralis.sequencing.ControlRate.CONTROL_FRAMES;
import static io.auralis.sequencing.ControlRate.SAMPLES_PER_CONTROL_FRAME;

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

  private static final double MIDDLE = SAMPLES_PER_CONTROL_FRAME / 2.0;

  /** Sine and cosine of the phase at the frames' middles, then of its double: [.., 4, 49]. */
  private final Signal here;

  /** What those turn into: their derivatives by the phase, [.., 4, 49]. */
  private final Signal ahead;

  /** Modulation over a frame in radians, of the phase twice and of its double twice. */
  private final Signal bend;

  /** cos(w r), sin(w r), cos(2 w r), sin(2 w r), then times u, then times u^2: [.., 12, 90]. */
  private final Signal basis;

  /**
   * @param phase without modulation at the block's first sample in cycles, [blocks, voices, 1]
   * @param step advance without modulation per control frame in cycles, [blocks, voices, 1]
   * @param omega radians per sample without modulation, [blocks, voices, 1]
   * @param modulation cycles that modulation adds, at the control edges, [blocks, voices, 50]
   */
  Phasor(Signal phase, Signal step, Signal omega, Signal modulation) {
    GraphBuilder graph = phase.graph();
    Signal turn = modulation.times(2 * Math.PI);
    Signal whole = turn.slice(2, CONTROL_FRAMES, CONTROL_FRAMES + 1).minus(turn.slice(2, 0, 1));
    Signal mean = whole.times(1.0 / CONTROL_FRAMES);
    Signal perFrame = ControlEdges.change(turn).minus(mean);
    Signal speed = mean.times(1.0 / SAMPLES_PER_CONTROL_FRAME).plus(omega);
    Signal start =
        step.times(ControlEdges.starts(graph))
            .plus(phase)
            .plus(ControlEdges.start(modulation))
            .fraction()
            .times(2 * Math.PI);

    Signal angle = start.plus(speed.times(MIDDLE)).plus(perFrame.times(0.5)).unsqueeze(2);
    Signal sin = angle.sin();
    Signal cos = angle.cos();
    Signal octaveSin = octaveSine(sin, cos);
    Signal octaveCos = octaveCosine(sin);
    here = Signal.concat(2, sin, cos, octaveSin, octaveCos);
    ahead = Signal.concat(2, cos, sin.negated(), octaveCos, octaveSin.negated());
    bend = perFrame.unsqueeze(2).times(graph.constant(new float[] {1, 1, 2, 2}, 4, 1));
    basis = basis(graph, speed);
  }

  /**
   * {@code amplitude * (sin + skew * sin of the octave)}, [blocks, voices, 49, 90].
   *
   * @param amplitude at the control edges, [blocks, voices, 50]
   * @param skew [blocks, voices, 1]
   */
  Signal sines(Signal amplitude, Signal skew) {
    GraphBuilder graph = amplitude.graph();
    Signal shares =
        skew.unsqueeze(3)
            .times(graph.constant(new float[] {0, 0, 1, 1}, 4, 1))
            .plus(graph.constant(new float[] {1, 1, 0, 0}, 4, 1));
    return product(here.times(shares), ahead.times(shares), amplitude);
  }

  /**
   * {@code amplitude * cos}, [blocks, voices, 49, 90].
   *
   * @param amplitude at the control edges, [blocks, voices, 50]
   */
  Signal cosineTimes(Signal amplitude) {
    Signal fundamental = amplitude.graph().constant(new float[] {1, 1, 0, 0}, 4, 1);
    return product(ahead.times(fundamental), here.negated().times(fundamental), amplitude);
  }

  /** A linear amplitude times a quadratic expansion, sorted by powers of u. */
  private Signal product(Signal value, Signal derivative, Signal amplitude) {
    Signal level = ControlEdges.middle(amplitude).unsqueeze(2);
    Signal change = ControlEdges.change(amplitude).unsqueeze(2);
    Signal first = derivative.times(bend);
    Signal second = value.times(bend.times(bend).times(-0.5));
    return Signal.concat(
            2,
            value.times(level),
            first.times(level).plus(value.times(change)),
            second.times(level).plus(first.times(change)))
        .transpose(0, 1, 3, 2)
        .matmul(basis);
  }

  private static Signal basis(GraphBuilder graph, Signal speed) {
    int samples = SAMPLES_PER_CONTROL_FRAME;
    float[] offsets = new float[samples];
    float[] along = new float[samples];
    float[] squares = new float[samples];
    for (int r = 0; r < samples; r++) {
      double u = r / (double) samples - 0.5;
      offsets[r] = (float) (r - MIDDLE);
      along[r] = (float) u;
      squares[r] = (float) (u * u);
    }
    Signal angle = speed.times(graph.constant(offsets, samples)).unsqueeze(2);
    Signal sin = angle.sin();
    Signal cos = angle.cos();
    Signal rows = Signal.concat(2, cos, sin, octaveCosine(sin), octaveSine(sin, cos));
    return Signal.concat(
        2,
        rows,
        rows.times(graph.constant(along, samples)),
        rows.times(graph.constant(squares, samples)));
  }

  private static Signal octaveSine(Signal sin, Signal cos) {
    return sin.times(cos).times(2);
  }

  private static Signal octaveCosine(Signal sin) {
    return sin.times(sin).times(-2).plus(1);
  }
}
