package io.auralis.composition;

import java.util.Objects;

/**
 * One note of a phrase.
 *
 * @param pitch MIDI pitch, 0 to 127
 * @param onsetTicks start, in ticks from the start of the phrase, 0 or more
 * @param durationTicks how long the note is held, in ticks, 1 or more; its release follows
 * @param velocity above 0, at most 1
 * @param pan -1 (left) to 1 (right)
 * @param brightness 0 (dark) to 1 (bright)
 */
public record Note(
    Instrument instrument,
    int pitch,
    long onsetTicks,
    long durationTicks,
    double velocity,
    double pan,
    double brightness) {

  /**
   * @throws IllegalArgumentException if a value is out of range; the message names it
   */
  public Note {
    Objects.requireNonNull(instrument, "instrument");
    require(pitch >= 0 && pitch <= 127, "pitch", pitch, "0 to 127");
    require(onsetTicks >= 0, "onsetTicks", onsetTicks, "0 or more");
    require(durationTicks >= 1, "durationTicks", durationTicks, "1 or more");
    require(velocity > 0 && velocity <= 1, "velocity", velocity, "above 0, at most 1");
    require(pan >= -1 && pan <= 1, "pan", pan, "-1 to 1");
    require(brightness >= 0 && brightness <= 1, "brightness", brightness, "0 to 1");
  }

  /** The tick at which the note is no longer held. */
  public long endTicks() {
    return onsetTicks + durationTicks;
  }

  Note endingAt(long ticks) {
    return new Note(instrument, pitch, onsetTicks, ticks - onsetTicks, velocity, pan, brightness);
  }

  private static void require(boolean valid, String name, Number value, String allowed) {
    if (!valid) {
      throw new IllegalArgumentException("Invalid " + name + ": " + value + ". Must be " + allowed);
    }
  }
}
