package io.auralis.model;

import static io.auralis.sequencing.VoiceColumn.*;

import io.auralis.audio.AudioFormat;
import io.auralis.sequencing.VoiceColumn;

/**
 * All voices with a pitch: a skewed square oscillator with envelope, LFO, vibrato and glide.
 *
 * <p>Modulation is a closed form. Vibrato: with depth {@code d} semitones, rate {@code r} and
 * {@code b = d ln 2 / 12}, the integral of {@code exp(b sin x) - 1} is, to second order and without
 * its mean, {@code -b cos x / (2 pi r) - b^2 sin 2x / (16 pi r)}; the mean {@code b^2 / 4} is in
 * the frequency that the host gives. Glide: the integral of an exponential fall.
 */
final class VoiceBank {

  // A slot of zeros must stay finite, so nothing divides by less than these.
  private static final double SMALLEST_DRIVE = 0.02;
  private static final double SLOWEST_VIBRATO_HZ = 0.01;
  private static final double SHORTEST_GLIDE_SECONDS = 0.001;

  private VoiceBank() {}

  /**
   * Stereo sum of the voices, [blocks, 2, 4410].
   *
   * @param in controls, [blocks, voices, 1] each
   * @param envelope at the control edges, [blocks, voices, 50]
   */
  static Signal mix(Columns<VoiceColumn> in, Signal envelope) {
    Signal seconds = ControlEdges.seconds(envelope.graph());
    Signal lfo = Lfo.sine(in.get(LFO_RATE).times(seconds).plus(in.get(LFO_PHASE)));
    Signal opened = in.get(DRIVE_ENVELOPE).times(envelope.subtractedFrom(1)).subtractedFrom(1);
    Signal swept = in.get(SWEEP).times(lfo).subtractedFrom(1);
    Signal drive = in.get(DRIVE).times(opened).times(swept).atLeast(SMALLEST_DRIVE);
    Signal faded = in.get(LFO_DEPTH).times(lfo).subtractedFrom(1);
    // tanh(drive) is the shaper's peak: the timbre changes with the drive, the level does not.
    Signal gain = envelope.times(in.get(GAIN)).times(faded).dividedBy(drive.tanh());

    Signal voices = SquareSawVco.skewed(phasor(in, seconds), drive, in.get(SKEW));
    return StereoField.mix(voices, gain, StereoField.gains(in.get(PAN)));
  }

  /** The phases of all voices, modulation included. */
  static Phasor phasor(Columns<VoiceColumn> in, Signal seconds) {
    Signal modulation = vibrato(in, seconds).plus(glide(in, seconds));
    return new Phasor(in.get(PHASE), in.get(STEP), in.get(OMEGA), modulation);
  }

  private static Signal vibrato(Columns<VoiceColumn> in, Signal seconds) {
    Signal rate = in.get(VIBRATO_RATE).atLeast(SLOWEST_VIBRATO_HZ);
    Signal depth = in.get(VIBRATO_DEPTH).times(StrictMath.log(2) / 12);
    Signal hertz = in.get(OMEGA).times(AudioFormat.SAMPLE_RATE_HZ / (2 * Math.PI));
    Signal angle = rate.times(seconds).plus(in.get(VIBRATO_PHASE)).times(2 * Math.PI);
    Signal first = angle.cos().times(-1 / (2 * Math.PI));
    Signal second = angle.times(2).sin().times(depth.times(-1 / (16 * Math.PI)));
    return first.plus(second).times(depth.times(hertz).dividedBy(rate));
  }

  private static Signal glide(Columns<VoiceColumn> in, Signal seconds) {
    Signal fall = in.get(GLIDE_SECONDS).atLeast(SHORTEST_GLIDE_SECONDS);
    Signal time = in.get(TIME).plus(seconds).atLeast(0);
    Signal passed = time.dividedBy(fall).negated().exp().subtractedFrom(1);
    return passed.times(fall.times(in.get(GLIDE_START)));
  }
}
