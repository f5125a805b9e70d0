package io.auralis.sequencing;

import static io.auralis.sequencing.VoiceColumn.*;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A patch with a pitch: one skewed square oscillator, or two that are detuned and stand apart.
 *
 * @param envelope of the loudness
 * @param levelDb decibels at full velocity relative to full scale, one oscillator
 * @param detuneCents distance of two oscillators; 0 leaves one
 * @param width how far two oscillators stand from the note's position, 0 to 1
 * @param brightness added to the note's brightness
 * @param velocityBrightness how much velocity adds to the brightness
 * @param skew level of the octave inside the shaper: 0 is square, more is nearer to saw
 * @param driveEnvelope share of the drive that follows the envelope, 0 to 1
 * @param lfoHz rate of the LFO; it is half a cycle apart in two oscillators
 * @param lfoDepth how far the LFO lowers the gain, 0 to 1
 * @param sweep how far the LFO closes the drive, 0 to 1
 * @param vibratoHz rate of the vibrato
 * @param vibratoCents depth of the vibrato
 * @param glideHz how far above its pitch a note starts
 * @param glideSeconds time constant of the fall
 */
record TonePatch(
    @JsonProperty(required = true) Envelope envelope,
    @JsonProperty(value = "level_db", required = true) double levelDb,
    @JsonProperty("detune_cents") double detuneCents,
    double width,
    double brightness,
    @JsonProperty("velocity_brightness") double velocityBrightness,
    double skew,
    @JsonProperty("drive_envelope") double driveEnvelope,
    @JsonProperty("lfo_hz") double lfoHz,
    @JsonProperty("lfo_depth") double lfoDepth,
    double sweep,
    @JsonProperty("vibrato_hz") double vibratoHz,
    @JsonProperty("vibrato_cents") double vibratoCents,
    @JsonProperty("glide_hz") double glideHz,
    @JsonProperty("glide_s") double glideSeconds)
    implements Patch {

  private static final double OCTAVE_CENTS = 1_200;

  TonePatch {
    Range.check("level_db", levelDb, -80, 0);
    Range.check("detune_cents", detuneCents, 0, 50);
    Range.check("width", width, 0, 1);
    Range.check("brightness", brightness, -1, 1);
    Range.check("velocity_brightness", velocityBrightness, 0, 1);
    Range.check("skew", skew, 0, 1);
    Range.check("drive_envelope", driveEnvelope, 0, 1);
    Range.check("lfo_hz", lfoHz, 0, 20);
    Range.check("lfo_depth", lfoDepth, 0, 1);
    Range.check("sweep", sweep, 0, 1);
    Range.check("vibrato_hz", vibratoHz, 0, 10);
    Range.check("vibrato_cents", vibratoCents, 0, 50);
    Range.check("glide_hz", glideHz, 0, 200);
    Range.check("glide_s", glideSeconds, 0, 5);
  }

  /** The rows of the bank that a note takes: one, or two if the patch is detuned. */
  List<Oscillator> oscillators(Voice voice) {
    if (detuneCents > 0 && !voice.single()) {
      return List.of(oscillator(voice, 0, -0.5), oscillator(voice, 1, 0.5));
    }
    return List.of(oscillator(voice, 0, 0));
  }

  /**
   * @param side -1/2 and 1/2 for two oscillators, 0 for one
   */
  private Oscillator oscillator(Voice voice, int number, double side) {
    double bend = vibratoCents / OCTAVE_CENTS * StrictMath.log(2);
    double detuned = voice.hertz() * StrictMath.pow(2, side * detuneCents / OCTAVE_CENTS);
    // The mean of a vibrato lies above its middle.
    double hertz = detuned * (1 + bend * bend / 4);
    Oscillator oscillator = new Oscillator(this, voice, number, hertz);
    if (vibratoHz > 0) {
      oscillator.vibrato(bend);
    }
    if (glideSeconds > 0) {
      oscillator.glide(glideHz);
    }
    double drive = drive(hertz, brightness(voice));
    oscillator.set(DRIVE, drive * (1 - driveEnvelope));
    oscillator.set(DRIVE_ENVELOPE, drive * driveEnvelope);
    double pan = voice.pan() + 2 * side * width;
    oscillator.set(LEFT, gain(voice) * Patch.left(pan));
    oscillator.set(RIGHT, gain(voice) * Patch.right(pan));
    return oscillator;
  }

  /** One oscillator in the place of two is as loud as both. */
  private double gain(Voice voice) {
    double gain = Patch.gain(levelDb, voice.velocity());
    return detuneCents > 0 && voice.single() ? gain * Math.sqrt(2) : gain;
  }

  private double brightness(Voice voice) {
    double bright = brightness + voice.brightness() + velocityBrightness * voice.velocity();
    return Math.max(0, Math.min(1, bright));
  }

  /**
   * Drive of the square/saw shaper for a brightness.
   *
   * <p>1 gives torchsynth's {@code pi K / 2} with {@code K = 12000 / (f log10 f)}; 0 gives 0.4,
   * almost a sine; between them the drive grows geometrically, as hearing does. The octave that the
   * skew adds counts towards the limit, or its partials would fold back.
   */
  private double drive(double hertz, double brightness) {
    double full = Math.PI / 2 * 12_000 / (hertz * StrictMath.log10(hertz)) / (1 + skew);
    return 0.4 * StrictMath.pow(full / 0.4, brightness);
  }
}
