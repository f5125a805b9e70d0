package io.auralis.sequencing;

import io.auralis.audio.AudioFormat;
import io.auralis.composition.Note;
import java.util.List;

/**
 * A note on the station's frame timeline.
 *
 * <p>Owned by the sequencer's thread.
 */
final class Voice {

  private static final double FADE_SECONDS = 0.1;

  private final Note note;
  private final Patch patch;
  private final long onsetFrame;
  private final double brightness;
  private final double startPhase;
  private final long gateFrames;
  private long heldFrames;
  private boolean single;
  private List<Oscillator> oscillators;
  private boolean faded;

  Voice(Note note, Patch patch, long onsetFrame, long gateFrames) {
    this.note = note;
    this.patch = patch;
    this.onsetFrame = onsetFrame;
    this.gateFrames = gateFrames;
    this.heldFrames = gateFrames;
    this.brightness = note.brightness();
    // Notes that start together must not start in phase, or chords begin with a click.
    this.startPhase = scatter(onsetFrame, note.pitch());
  }

  Patch patch() {
    return patch;
  }

  long onsetFrame() {
    return onsetFrame;
  }

  /** Whether the patch must do with one oscillator. */
  boolean single() {
    return single;
  }

  void single(boolean one) {
    single = one;
    oscillators = null;
  }

  /** Rows of the {@code voices} bank that the note takes; none for noise. */
  List<Oscillator> oscillators() {
    if (oscillators == null) {
      oscillators = patch instanceof TonePatch tone ? tone.oscillators(this) : List.of();
    }
    return oscillators;
  }

  /** Whether the note is held at {@code frame}, and not on its way out. */
  boolean heldAt(long frame) {
    return !faded && onsetFrame <= frame && onsetFrame + heldFrames > frame;
  }

  /**
   * Fades the note out within 100 ms, if its attack and decay are over: one that has just begun is
   * missed most.
   *
   * @return whether it fades
   */
  boolean fadeAt(long frame) {
    if (faded || secondsSinceOnset(frame) < patch.envelope().attack() + patch.envelope().decay()) {
      return false;
    }
    releaseAt(frame);
    faded = true;
    return true;
  }

  /** Length of the release in seconds. */
  double releaseSeconds() {
    return faded ? Math.min(FADE_SECONDS, patch.envelope().release()) : patch.envelope().release();
  }

  /** First frame that the voice no longer sounds in. */
  long endFrame() {
    return onsetFrame
        + heldFrames
        + (long) Math.ceil(releaseSeconds() * AudioFormat.SAMPLE_RATE_HZ);
  }

  /**
   * Lets the note go at {@code frame}, if it is held longer; its release rings on. The gate stays:
   * attack and decay follow it, and a shorter one would bend a ramp that was heard already.
   */
  void releaseAt(long frame) {
    heldFrames = Math.min(heldFrames, Math.max(0, frame - onsetFrame));
  }

  boolean soundsWithin(long from, long to) {
    return onsetFrame < to && endFrame() > from;
  }

  /** Pitch in hertz, equal temperament with A4 = 440 Hz. */
  double hertz() {
    return 440 * StrictMath.pow(2, (note.pitch() - 69) / 12.0);
  }

  double velocity() {
    return note.velocity();
  }

  double pan() {
    return note.pan();
  }

  double brightness() {
    return brightness;
  }

  double gateSeconds() {
    return (double) gateFrames / AudioFormat.SAMPLE_RATE_HZ;
  }

  /** When the release begins, in seconds since the onset. */
  double releaseAtSeconds() {
    return (double) heldFrames / AudioFormat.SAMPLE_RATE_HZ;
  }

  double secondsSinceOnset(long frame) {
    return (double) (frame - onsetFrame) / AudioFormat.SAMPLE_RATE_HZ;
  }

  /** Phase in [0, 1) of an oscillator that started {@code seconds} ago, at the onset. */
  double phase(double hertz, double offset, double seconds) {
    double cycles = hertz * seconds + startPhase + offset;
    return cycles - Math.floor(cycles);
  }

  private static double scatter(long onset, int pitch) {
    long mixed = (onset * 0x9E3779B97F4A7C15L) ^ (pitch * 0xBF58476D1CE4E5B9L);
    mixed ^= mixed >>> 29;
    return (mixed * 0x94D049BB133111EBL >>> 11) * 0x1.0p-53;
  }
}
