package io.auralis.composition;

/**
 * Which melodic ideas a station has had. The ideas themselves follow from the station's seed and
 * their number.
 *
 * @param current the number of the motif that the melody is made of
 * @param newest the highest number so far: lower ones are memories that may return
 * @param bars for how many bars in a row the current motif has been in use
 */
public record MotifMemory(int current, int newest, int bars) {

  static final MotifMemory NONE = new MotifMemory(0, 0, 0);

  /**
   * @throws IllegalArgumentException if the numbers contradict each other
   */
  public MotifMemory {
    if (current < 0 || newest < current || bars < 0) {
      throw new IllegalArgumentException(
          "Invalid motif memory: " + current + " of " + newest + ", " + bars + " bars");
    }
  }

  MotifMemory without(int droppedBars) {
    return new MotifMemory(current, newest, Math.max(0, bars - droppedBars));
  }
}
