package io.auralis.model;

/**
 * torchsynth's ADSR envelope, evaluated at any time instead of from a note's start.
 *
 * <p>Each stage is a ramp from 0 to 1 raised to {@code alpha}; the envelope is {@code attack *
 * decay * release}. A gate shorter than the attack cuts it, and the decay falls away. Source:
 * module {@code ADSR} of torchsynth (Turian et al., 2021).
 *
 * @param gate how long the note is held, in seconds
 * @param attack seconds
 * @param decay seconds
 * @param sustain level
 * @param release seconds, above 0
 * @param alpha exponent of the ramps
 */
record Adsr(
    Signal gate, Signal attack, Signal decay, Signal sustain, Signal release, Signal alpha) {

  /** Shortest stage; avoids a division by zero and is far below a sample. */
  private static final double SHORTEST_SECONDS = 1e-7;

  /** The envelope at {@code time} seconds since the onset, 0 before it. */
  Signal at(Signal time) {
    Signal attackSeconds = attack.atMost(gate);
    Signal decaySeconds = gate.minus(attack).atLeast(0).atMost(decay);
    Signal rise = ramp(time, attackSeconds).power(alpha);
    Signal fall = ramp(time.minus(attackSeconds), decaySeconds).subtractedFrom(1);
    // A decay of no length does not decay: the gate closed during the attack.
    Signal held = decaySeconds.above(0, fall, gate.graph().scalar(1)).power(alpha);
    Signal level = held.times(sustain.subtractedFrom(1)).plus(sustain);
    Signal tail = ramp(time.minus(gate), release).subtractedFrom(1).power(alpha);
    return rise.times(level).times(tail);
  }

  private static Signal ramp(Signal time, Signal seconds) {
    return time.dividedBy(seconds.atLeast(SHORTEST_SECONDS)).clip(0, 1);
  }
}
