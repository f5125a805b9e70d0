package io.auralis.music;

import java.util.List;

/**
 * A seven-note scale as semitones above its root. The product specification fixes all but lydian,
 * which has its usual intervals.
 */
public enum Scale {
  /** Natural minor. */
  AEOLIAN(0, 2, 3, 5, 7, 8, 10),
  /** Minor with a raised sixth. */
  DORIAN(0, 2, 3, 5, 7, 9, 10),
  /** Minor with a lowered second. */
  PHRYGIAN(0, 1, 3, 5, 7, 8, 10),
  /** Ionian. */
  MAJOR(0, 2, 4, 5, 7, 9, 11),
  /** Major with a raised fourth. */
  LYDIAN(0, 2, 4, 6, 7, 9, 11);

  private static final int SEMITONES_PER_OCTAVE = 12;

  private final List<Integer> intervals;

  Scale(Integer... intervals) {
    this.intervals = List.of(intervals);
  }

  /** The seven degrees as semitones above the root, ascending from 0. */
  public List<Integer> intervals() {
    return intervals;
  }

  /** Whether a note that many semitones above (or, if negative, below) the root is in the scale. */
  public boolean contains(int semitonesAboveRoot) {
    return intervals.contains(Math.floorMod(semitonesAboveRoot, SEMITONES_PER_OCTAVE));
  }

  /**
   * The distance in semitones from the root to a scale degree. Degrees count as musicians count
   * them: 1 is the root, 8 the root an octave higher, 0 the degree just below the root.
   */
  public int semitonesOfDegree(int degree) {
    int step = degree - 1;
    int octave = Math.floorDiv(step, intervals.size());
    return octave * SEMITONES_PER_OCTAVE + intervals.get(Math.floorMod(step, intervals.size()));
  }
}
