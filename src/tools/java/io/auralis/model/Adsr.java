package io.auralis.model;

/**
 * torchsynth's ADSR envelope, evaluated at any time instead of from a note's start.
 *
 * <p>Each stage is a ramp from 0 to 1 raised to {@code alpha}; the envelope is {@code attack *
 * decay * release}. A gate shorter than the attack cuts it, and the decay falls away. Source:
 * module {@code ADSR} of torchsynth (Turian et al., 2021). The three ramps are one tensor, and
 * their product one operator, because an operator on few numbers costs its overhead.
 */
final class Adsr {

  /** Shortest stage; avoids a division by zero and is far below a sample. */
  private static final double SHORTEST_SECONDS = 1e-7;

  /** A slot of zeros must stay finite. */
  private static final double SMALLEST_ALPHA = 0.01;

  /** Rises for the attack, falls for decay and release. */
  private static final float[] OFFSET = {0, 1, 1};

  private static final float[] SIGN = {1, -1, -1};

  private Adsr() {}

  /**
   * The envelope at {@code time} seconds since the onset, 0 before it.
   *
   * @param time [.., voices, times]
   * @param gate how long the note is meant to be held, in seconds, [.., voices, 1], as all that
   *     follow
   * @param releaseAt when the release begins: in torchsynth at the end of the gate
   * @param attack seconds
   * @param decay seconds
   * @param sustain level
   * @param release seconds, above 0
   * @param alpha exponent of the ramps
   */
  static Signal at(
      Signal time,
      Signal gate,
      Signal releaseAt,
      Signal attack,
      Signal decay,
      Signal sustain,
      Signal release,
      Signal alpha) {
    GraphBuilder graph = time.graph();
    Signal rising = attack.atMost(gate);
    Signal falling = gate.minus(attack).atLeast(0).atMost(decay);
    // A decay of no length does not decay, since the gate closed during the attack: it starts
    // never.
    Signal decayStart = falling.above(0, rising, graph.scalar(1e9));
    Signal starts = Signal.concat(-1, rising.times(0), decayStart, releaseAt).unsqueeze(-1);
    Signal lengths =
        Signal.concat(-1, rising, falling, release).atLeast(SHORTEST_SECONDS).unsqueeze(-1);
    // [.., voices, 3, times]
    Signal ramps = time.unsqueeze(-2).minus(starts).dividedBy(lengths).clip(0, 1);
    Signal stages =
        ramps
            .times(graph.constant(SIGN, 3, 1))
            .plus(graph.constant(OFFSET, 3, 1))
            // x^alpha; the power operator costs three times as much.
            .log()
            .times(alpha.atLeast(SMALLEST_ALPHA).unsqueeze(-1))
            .exp();
    Signal floor = Signal.concat(-1, sustain.times(0), sustain, sustain.times(0)).unsqueeze(-1);
    return stages.times(floor.subtractedFrom(1)).plus(floor).product(-2);
  }
}
