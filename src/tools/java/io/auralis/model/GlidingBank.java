package io.auralis.model;

import static io.auralis.sequencing.ControlRate.SAMPLES_PER_CONTROL_FRAME;

import io.auralis.audio.AudioFormat;
import io.auralis.sequencing.GlidingColumn;

/**
 * Voices whose pitch moves: a lead with vibrato, a kick that falls.
 *
 * <p>The phase is a closed form at the control edges and linear between them. Vibrato: with depth
 * {@code d} semitones, rate {@code r} and {@code b = d ln 2 / 12}, the integral of {@code exp(b sin
 * x) - 1} is, to second order and without its mean, {@code -b cos x / (2 pi r) - b^2 sin 2x / (16
 * pi r)}; the mean {@code b^2 / 4} is in the frequency that the host gives.
 */
final class GlidingBank {

  // A slot of zeros must stay finite, so nothing divides by less than these.
  private static final double SLOWEST_VIBRATO_HZ = 0.01;
  private static final double SHORTEST_GLIDE_SECONDS = 0.001;
  private static final double SMALLEST_DRIVE = 0.02;

  private GlidingBank() {}

  /** From the control tensor [blocks, voices, columns] to stereo [blocks, 2, 4410]. */
  static Signal mix(Signal bank) {
    Columns<GlidingColumn> in = new Columns<>(bank, GlidingColumn.class);
    Signal seconds = ControlEdges.seconds(bank.graph());
    Signal time = in.get(GlidingColumn.TIME).plus(seconds);
    Signal envelope =
        new Adsr(
                in.get(GlidingColumn.GATE),
                in.get(GlidingColumn.ATTACK),
                in.get(GlidingColumn.DECAY),
                in.get(GlidingColumn.SUSTAIN),
                in.get(GlidingColumn.RELEASE),
                in.get(GlidingColumn.ALPHA))
            .at(time);
    Signal level = envelope.times(in.get(GlidingColumn.GAIN));

    Signal angle = phase(in, seconds, time).times(2 * Math.PI);
    Signal sine = SineVco.at(angle);
    Signal drive = in.get(GlidingColumn.DRIVE).atLeast(SMALLEST_DRIVE);
    Signal squareSaw =
        SquareSawVco.of(
                angle.sin(), sine, drive.unsqueeze(3), in.get(GlidingColumn.SHAPE).unsqueeze(3))
            .dividedBy(drive.tanh().unsqueeze(3));
    Signal colour = in.get(GlidingColumn.COLOUR).unsqueeze(3);
    Signal voices =
        sine.plus(squareSaw.minus(sine).times(colour))
            .times(ControlEdges.interpolate(ControlEdges.start(level), ControlEdges.change(level)))
            .reshape(0, 0, -1);
    return StereoField.mix(voices, StereoField.gains(in.get(GlidingColumn.PAN)));
  }

  /** Phase of every sample in cycles, [blocks, voices, 49, 90]. */
  static Signal phase(Columns<GlidingColumn> in, Signal seconds, Signal time) {
    Signal modulation = vibrato(in, seconds).plus(glide(in, time));
    Signal frequency = in.get(GlidingColumn.FREQUENCY);
    Signal start =
        in.get(GlidingColumn.STEP)
            .times(ControlEdges.starts(frequency.graph()))
            .plus(in.get(GlidingColumn.PHASE))
            .plus(ControlEdges.start(modulation))
            .fraction();
    Signal advance =
        frequency
            .times((double) SAMPLES_PER_CONTROL_FRAME / AudioFormat.SAMPLE_RATE_HZ)
            .plus(ControlEdges.change(modulation));
    return ControlEdges.interpolate(start, advance);
  }

  private static Signal vibrato(Columns<GlidingColumn> in, Signal seconds) {
    Signal rate = in.get(GlidingColumn.VIBRATO_RATE).atLeast(SLOWEST_VIBRATO_HZ);
    Signal depth = in.get(GlidingColumn.VIBRATO_DEPTH).times(StrictMath.log(2) / 12);
    Signal angle = rate.times(seconds).plus(in.get(GlidingColumn.VIBRATO_PHASE)).times(2 * Math.PI);
    Signal first = angle.cos().times(-1 / (2 * Math.PI));
    Signal second = angle.times(2).sin().times(depth).times(-1 / (16 * Math.PI));
    return first.plus(second).times(depth).dividedBy(rate).times(in.get(GlidingColumn.FREQUENCY));
  }

  private static Signal glide(Columns<GlidingColumn> in, Signal time) {
    Signal fall = in.get(GlidingColumn.GLIDE_SECONDS).atLeast(SHORTEST_GLIDE_SECONDS);
    Signal passed = time.atLeast(0).dividedBy(fall).negated().exp().subtractedFrom(1);
    return passed.times(fall).times(in.get(GlidingColumn.GLIDE_START));
  }
}
