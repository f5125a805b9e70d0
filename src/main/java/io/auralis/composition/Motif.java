package io.auralis.composition;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * A melodic idea of two bars: a rhythm and a contour, not yet pitches. It depends on the station
 * and a number only, so any motif can return at any time without anybody storing it.
 */
record Motif(List<Tone> tones) {

  /** Eighths in the two bars of a motif. */
  static final int EIGHTHS = 16;

  /** After that many bars a motif has said what it has to say. */
  private static final int BARS_IN_USE = 24;

  private static final double CHANGE_CHANCE = 0.5;
  private static final double RETURN_CHANCE = 0.4;

  private static final int FEWEST_TONES = 4;
  private static final int MOST_TONES = 7;
  private static final int LAST_ONSET = 13;
  private static final int WIDEST_STEP = 4;

  /**
   * One tone of a motif.
   *
   * @param eighth onset in eighths from the motif's start
   * @param step scale steps above (or, if negative, below) the motif's anchor
   * @param eighths planned length in eighths
   * @param rank 0 for the tone that matters most, rising to below 1: who plays less, plays those
   *     with a low rank
   */
  record Tone(int eighth, int step, int eighths, double rank) {}

  /** Keeps the motif of the phrase before, or moves on to a new one or back to an old one. */
  static MotifMemory choose(MotifMemory previous, Random random) {
    boolean change = random.nextDouble() < CHANGE_CHANCE && previous.bars() >= BARS_IN_USE;
    boolean back = random.nextDouble() < RETURN_CHANCE && previous.newest() > 0;
    int distance = random.nextInt(4);
    if (!change) {
      return new MotifMemory(previous.current(), previous.newest(), previous.bars() + Phrase.BARS);
    }
    if (back) {
      int older = Math.max(0, previous.newest() - distance);
      return new MotifMemory(older, previous.newest(), Phrase.BARS);
    }
    return new MotifMemory(previous.newest() + 1, previous.newest() + 1, Phrase.BARS);
  }

  /** The station's motif of that number. */
  static Motif of(long stationSeed, int number) {
    Random random = Randomness.of(stationSeed, number, Randomness.Part.MOTIF);
    List<int[]> rhythm = rhythm(random);
    while (rhythm.size() < FEWEST_TONES) {
      rhythm = rhythm(random);
    }
    int[] steps = contour(rhythm.size(), random);
    double[] weights = new double[rhythm.size()];
    for (int i = 0; i < weights.length; i++) {
      int eighth = rhythm.get(i)[0];
      weights[i] =
          (i == 0 ? 1 : 0)
              + (eighth % 4 == 0 ? 0.5 : 0)
              + 0.08 * rhythm.get(i)[1]
              + 0.4 * random.nextDouble();
    }
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < weights.length; i++) {
      order.add(i);
    }
    order.sort(Comparator.comparingDouble(i -> -weights[i]));
    List<Tone> tones = new ArrayList<>();
    for (int i = 0; i < weights.length; i++) {
      double rank = (double) order.indexOf(i) / weights.length;
      tones.add(new Tone(rhythm.get(i)[0], steps[i], rhythm.get(i)[1], rank));
    }
    return new Motif(List.copyOf(tones));
  }

  /** Pairs of onset and length in eighths. Mostly quarters and longer, with air between them. */
  private static List<int[]> rhythm(Random random) {
    int[] starts = {0, 0, 0, 1, 2, 2, 3};
    int[] lengths = {1, 2, 2, 2, 2, 2, 3, 3, 3, 4, 4, 6};
    List<int[]> rhythm = new ArrayList<>();
    int eighth = starts[random.nextInt(starts.length)];
    int before = 0;
    while (eighth <= LAST_ONSET && rhythm.size() < MOST_TONES) {
      int length = lengths[random.nextInt(lengths.length)];
      // A single eighth leads into a longer note; two in a row would hurry.
      length = before == 1 ? Math.max(3, length) : length;
      rhythm.add(new int[] {eighth, Math.min(length, EIGHTHS - eighth)});
      eighth += length;
      boolean breath = random.nextDouble() < 0.2;
      eighth += breath && rhythm.size() >= FEWEST_TONES ? 2 : 0;
      before = length;
    }
    return rhythm;
  }

  /** Steps that arch up, sink, or wave; a leap is followed by a step back into the gap. */
  private static int[] contour(int size, Random random) {
    int shape = random.nextInt(4);
    int[] steps = new int[size];
    int lastMove = 0;
    for (int i = 1; i < size; i++) {
      boolean early = 2 * i <= size;
      int direction =
          switch (shape) {
            case 0 -> early ? 1 : -1;
            case 1 -> early ? -1 : 1;
            case 2 -> -1;
            default -> i % 2 == 1 ? 1 : -1;
          };
      double draw = random.nextDouble();
      int width = draw < 0.6 ? 1 : draw < 0.88 ? 2 : 3 + random.nextInt(2);
      int move = Math.abs(lastMove) > 2 ? -Integer.signum(lastMove) : direction * width;
      int step = steps[i - 1] + move;
      steps[i] = Math.abs(step) > WIDEST_STEP ? steps[i - 1] - move : step;
      lastMove = move;
    }
    return steps;
  }
}
