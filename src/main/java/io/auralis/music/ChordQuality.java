package io.auralis.music;

import java.util.List;

/**
 * The shape of a chord as semitones above its root. The intervals are fixed by the product
 * specification.
 */
public enum ChordQuality {
  MINOR("m", 0, 3, 7),
  MAJOR(" major", 0, 4, 7),
  MINOR_SEVENTH("m7", 0, 3, 7, 10),
  MINOR_MAJOR_SEVENTH("m(maj7)", 0, 3, 7, 11),
  /** A major triad with a ninth; its seventh is minor, hence "9" and not "maj9" in chord names. */
  MAJOR_NINTH("9", 0, 4, 7, 10, 14);

  private final String suffix;
  private final List<Integer> intervals;

  ChordQuality(String suffix, Integer... intervals) {
    this.suffix = suffix;
    this.intervals = List.of(intervals);
  }

  /** Semitones above the chord's root, ascending from 0; a ninth is written 14. */
  public List<Integer> intervals() {
    return intervals;
  }

  /** What follows the root's name in a chord name: "m" in "Am", " major" in "F major". */
  String suffix() {
    return suffix;
  }
}
