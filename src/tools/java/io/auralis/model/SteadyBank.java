package io.auralis.model;

import io.auralis.sequencing.SteadyColumn;

/**
 * Voices of constant pitch: two square/saw oscillators that an LFO fades into each other.
 *
 * <p>Pads, sub bass and plucked sounds. Both oscillators of all voices run as one batch.
 */
final class SteadyBank {

  /** Keeps the shaper's normalisation finite; a drive this small is a sine. */
  private static final double SMALLEST_DRIVE = 0.02;

  private SteadyBank() {}

  /** From the control tensor [blocks, voices, columns] to stereo [blocks, 2, 4410]. */
  static Signal mix(Signal bank) {
    Columns<SteadyColumn> in = new Columns<>(bank, SteadyColumn.class);
    GraphBuilder graph = bank.graph();
    Signal seconds = ControlEdges.seconds(graph);
    Signal envelope =
        new Adsr(
                in.get(SteadyColumn.GATE),
                in.get(SteadyColumn.ATTACK),
                in.get(SteadyColumn.DECAY),
                in.get(SteadyColumn.SUSTAIN),
                in.get(SteadyColumn.RELEASE),
                in.get(SteadyColumn.ALPHA))
            .at(in.get(SteadyColumn.TIME).plus(seconds));
    Signal lfo =
        Lfo.sine(in.get(SteadyColumn.LFO_RATE).times(seconds).plus(in.get(SteadyColumn.LFO_PHASE)));

    Signal depth = in.get(SteadyColumn.LFO_DEPTH);
    Signal level = envelope.times(in.get(SteadyColumn.GAIN));
    Signal levelA = level.times(depth.times(lfo).subtractedFrom(1));
    Signal levelB =
        level
            .times(in.get(SteadyColumn.BALANCE))
            .times(depth.times(lfo.subtractedFrom(1)).subtractedFrom(1));

    Signal opened =
        in.get(SteadyColumn.DRIVE_ENVELOPE).times(envelope.subtractedFrom(1)).subtractedFrom(1);
    Signal swept = in.get(SteadyColumn.SWEEP).times(lfo).subtractedFrom(1);
    Signal drive = in.get(SteadyColumn.DRIVE).times(opened).times(swept).atLeast(SMALLEST_DRIVE);
    Signal loudness = drive.tanh();

    SteadyFrames frames =
        new SteadyFrames(
            both(in.get(SteadyColumn.PHASE_A), in.get(SteadyColumn.PHASE_B)),
            both(in.get(SteadyColumn.STEP_A), in.get(SteadyColumn.STEP_B)),
            both(in.get(SteadyColumn.OMEGA_A), in.get(SteadyColumn.OMEGA_B)));
    Signal shape = in.get(SteadyColumn.SHAPE);
    Signal oscillators =
        SquareSawVco.steady(
            frames,
            both(drive, drive),
            both(shape, shape),
            both(levelA.dividedBy(loudness), levelB.dividedBy(loudness)));

    Signal pan = in.get(SteadyColumn.PAN);
    Signal width = in.get(SteadyColumn.WIDTH);
    return StereoField.mix(oscillators, StereoField.gains(both(pan.minus(width), pan.plus(width))));
  }

  private static Signal both(Signal a, Signal b) {
    return Signal.concat(1, a, b);
  }
}
