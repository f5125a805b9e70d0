package io.auralis.music;

/**
 * A tempo in beats per minute, always in 4/4. The range is fixed by the product specification. A
 * beat lasts 60 / bpm seconds.
 *
 * @param bpm beats per minute, {@value #MIN_BPM} to {@value #MAX_BPM}
 */
public record Tempo(int bpm) {

  public static final int MIN_BPM = 40;
  public static final int MAX_BPM = 200;
  public static final int BEATS_PER_BAR = 4;

  /**
   * @throws IllegalArgumentException if the tempo is out of range; the message names it
   */
  public Tempo {
    if (bpm < MIN_BPM || bpm > MAX_BPM) {
      throw new IllegalArgumentException(
          "Invalid bpm: " + bpm + ". Must be between " + MIN_BPM + " and " + MAX_BPM);
    }
  }

  /** Length of a beat in seconds. */
  public double beatSeconds() {
    return 60.0 / bpm;
  }

  /** Length of a bar in seconds. */
  public double barSeconds() {
    return BEATS_PER_BAR * beatSeconds();
  }
}
