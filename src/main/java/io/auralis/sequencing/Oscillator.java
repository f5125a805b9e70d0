package io.auralis.sequencing;

import static io.auralis.sequencing.VoiceColumn.*;

import io.auralis.audio.AudioFormat;

/**
 * One row of the {@code voices} bank for the length of a note: what stays the same from block to
 * block is computed once, the ramps for each block.
 *
 * <p>Owned by the sequencer's thread; writes no state.
 */
final class Oscillator {

  private static final double TURN = 2 * Math.PI;
  private static final double HALF_A_FRAME = ControlRate.SAMPLES_PER_CONTROL_FRAME / 2.0;

  private final Voice voice;
  private final double hertz;
  private final double lfoHertz;
  private final double vibratoHertz;
  private final double glideSeconds;
  private final int number;
  private final float[] constants = new float[VoiceColumn.values().length];

  /**
   * @param number 0, or 1 for the second one of a note
   * @param hertz mean frequency without glide
   */
  Oscillator(TonePatch patch, Voice voice, int number, double hertz) {
    this.voice = voice;
    this.number = number;
    this.hertz = hertz;
    lfoHertz = patch.lfoHz();
    vibratoHertz = patch.vibratoHz();
    glideSeconds = patch.glideSeconds();
    set(ALPHA, patch.envelope().alpha());
    set(SUSTAIN, patch.envelope().sustain());
    set(OMEGA, TURN * hertz / AudioFormat.SAMPLE_RATE_HZ);
    set(PHASE_STEP, TURN * wrapped(hertz * ControlRate.CONTROL_FRAME_SECONDS));
    set(LFO_STEP, Math.PI * lfoHertz * ControlRate.CONTROL_FRAME_SECONDS);
    set(SKEW, patch.skew());
    set(SWEEP, patch.sweep());
    set(LFO_DEPTH, patch.lfoDepth());
  }

  /** Sets a column that stays for the whole note. */
  void set(VoiceColumn column, double value) {
    constants[column.ordinal()] = (float) value;
  }

  /**
   * Bends the frequency by {@code exp(b sin x)}; with the rate {@code r} its integral is, to second
   * order and without its mean, {@code -b cos x / (2 pi r) - b^2 sin 2x / (16 pi r)} cycles per
   * hertz.
   *
   * @param bend {@code b}, the depth as a natural logarithm
   */
  void vibrato(double bend) {
    set(VIBRATO_STEP, TURN * vibratoHertz * ControlRate.CONTROL_FRAME_SECONDS);
    set(VIBRATO_OCTAVE_STEP, 2 * TURN * vibratoHertz * ControlRate.CONTROL_FRAME_SECONDS);
    set(VIBRATO_TURN, -hertz * bend / vibratoHertz);
    set(VIBRATO_OCTAVE_TURN, -hertz * bend * bend / (8 * vibratoHertz));
  }

  /** Starts {@code above} hertz higher and falls exponentially: what is left of its integral. */
  void glide(double above) {
    set(GLIDE_STEP, -ControlRate.CONTROL_FRAME_SECONDS / glideSeconds);
    set(GLIDE_TURN, -TURN * above * glideSeconds);
  }

  /** Writes the row for the block that starts at {@code blockStart}. */
  void write(ControlBlock.Bank<VoiceColumn> bank, int block, int slot, long blockStart) {
    bank.put(block, slot, constants);
    EnvelopeRamps.write(bank, block, slot, ATTACK, DECAY, RELEASE, voice, blockStart);
    double seconds = voice.secondsSinceOnset(blockStart);
    bank.set(block, slot, LFO, Math.PI * voice.phase(lfoHertz, 0.5 * number, seconds));
    double sway = voice.phase(vibratoHertz, 0, seconds);
    // Its cosine, as the sine of an angle that is a quarter of a turn ahead.
    bank.set(block, slot, VIBRATO, TURN * (sway + 0.25));
    bank.set(block, slot, VIBRATO_OCTAVE, 2 * TURN * sway);
    bank.set(block, slot, GLIDE, glideSeconds > 0 ? -seconds / glideSeconds : 0);
    double middle = seconds + HALF_A_FRAME / AudioFormat.SAMPLE_RATE_HZ;
    bank.set(block, slot, PHASE, TURN * voice.phase(hertz, 0.37 * number, middle));
  }

  /** Cycles without whole ones, in [-1/2, 1/2). */
  private static double wrapped(double cycles) {
    return cycles - Math.floor(cycles + 0.5);
  }
}
