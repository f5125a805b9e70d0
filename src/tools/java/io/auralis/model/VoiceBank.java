package io.auralis.model;

import static io.auralis.sequencing.VoiceColumn.*;

import io.auralis.sequencing.ControlRate;
import io.auralis.sequencing.VoiceColumn;
import java.util.List;

/**
 * All voices with a pitch: a skewed square oscillator with envelope, LFO, vibrato and glide.
 *
 * <p>Modulation is a closed form, so that any block can be computed without the one before: the
 * integrals of vibrato and glide, to which the host gives the coefficients.
 */
final class VoiceBank {

  // A slot of zeros must stay finite, so nothing divides by the tanh of less than this.
  private static final double SMALLEST_DRIVE = 0.02;

  private static final List<VoiceColumn> GROUPS =
      List.of(
          ATTACK, ALPHA, SUSTAIN, OMEGA, VIBRATO_TURN, DRIVE, DRIVE_ENVELOPE, SKEW, SWEEP, LEFT);

  private final Columns<VoiceColumn> in;

  /** Ramps at the control edges: three stages, three angles, the glide, the phase. */
  private final List<Signal> ramps;

  /** Sines of the LFO's half angle and of the two partials of the vibrato. */
  private final List<Signal> sines;

  /**
   * @param voices [voices, blocks, columns]
   */
  VoiceBank(Signal voices) {
    in = new Columns<>(voices, VoiceColumn.class, GROUPS);
    ramps = in.ramps(ATTACK).split(2, 3, 3, 1, 1);
    sines = ramps.get(1).sin().split(2, 1, 2);
  }

  /** Stereo sum of the voices, [blocks, 2, 4410]. */
  Signal mix() {
    Signal envelope = envelope();
    // SWEEP and LFO_DEPTH are neighbours.
    List<Signal> swing =
        Lfo.raised(sines.get(0)).times(in.get(SWEEP)).subtractedFrom(1).split(2, 1, 1);
    Signal drive =
        envelope
            .times(in.get(DRIVE_ENVELOPE))
            .plus(in.get(DRIVE))
            .times(swing.get(0))
            .atLeast(SMALLEST_DRIVE);
    // tanh(drive) is the shaper's peak: the timbre changes with the drive, the level does not.
    Signal gain = envelope.times(swing.get(1)).dividedBy(drive.tanh());
    Signal voices = SquareSawVco.skewed(phasor(), drive, in.get(SKEW));
    return StereoField.mix(voices, gain, in.get(LEFT));
  }

  /** A column of its own group, [voices, blocks, 1, 1]. */
  Signal column(VoiceColumn column) {
    return in.get(column);
  }

  /** The envelopes of all voices at the control edges, [voices, blocks, 1, 52]. */
  Signal envelope() {
    return Adsr.of(ramps.get(0), in.get(ALPHA), in.get(SUSTAIN));
  }

  /** The phases of all voices, modulation included. */
  Phasor phasor() {
    Signal fall = ramps.get(2).atMost(0).exp();
    // The turns of both partials of the vibrato and of the glide are neighbours.
    Signal modulation =
        in.get(VIBRATO_TURN).reshape(0, 0, 1, 3).matmul(Signal.concat(2, sines.get(1), fall));
    Signal phase = ramps.get(3).slice(3, 0, ControlRate.CONTROL_FRAMES);
    return new Phasor(phase, in.get(OMEGA), modulation);
  }
}
