package io.auralis.composition;

import io.auralis.music.Tempo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the melody sang during the last ten minutes or more, a number for each bar, so that it does
 * not say the same again. Two bars with the same pitches on the same eighths have the same number.
 *
 * @param bars 0 for a bar without melody, otherwise 1 to 255, the oldest first
 */
public record MelodyMemory(List<Integer> bars) {

  static final MelodyMemory NONE = new MelodyMemory(List.of());

  private static final int LARGEST = 255;

  /** A melody of this many bars must not return note for note. */
  private static final int WINDOW = 4;

  /** Ten minutes at the highest tempo, and the window that ends there. */
  private static final int MOST_BARS = 10 * Tempo.MAX_BPM / Tempo.BEATS_PER_BAR + WINDOW;

  private static final int TICKS_PER_EIGHTH = Phrase.TICKS_PER_BEAT / 2;
  private static final int EIGHTHS_PER_BAR = 8;

  /**
   * @throws IllegalArgumentException if there are more bars than ten minutes can have, or a number
   *     is out of range
   */
  public MelodyMemory {
    bars = List.copyOf(bars);
    if (bars.size() > MOST_BARS) {
      throw new IllegalArgumentException(
          "Invalid melody memory: " + bars.size() + " bars. Must be at most " + MOST_BARS);
    }
    for (int bar : bars) {
      if (bar < 0 || bar > LARGEST) {
        throw new IllegalArgumentException(
            "Invalid melody memory: bar " + bar + ". Must be 0 to " + LARGEST);
      }
    }
  }

  /** This memory with the melody of a whole phrase at its end, and without what is too old. */
  MelodyMemory with(List<Note> melody) {
    List<Integer> all = new ArrayList<>(bars);
    all.addAll(digest(melody));
    return new MelodyMemory(all.subList(Math.max(0, all.size() - MOST_BARS), all.size()));
  }

  MelodyMemory without(int droppedBars) {
    return new MelodyMemory(bars.subList(0, Math.max(0, bars.size() - droppedBars)));
  }

  /** Whether this melody, as the next phrase, would repeat four bars that are remembered. */
  boolean wouldRecur(List<Note> melody) {
    int[] all =
        IntStream.concat(
                bars.stream().mapToInt(Integer::intValue),
                digest(melody).stream().mapToInt(Integer::intValue))
            .toArray();
    for (int start = Math.max(0, bars.size() - WINDOW + 1); start + WINDOW <= all.length; start++) {
      if (sung(all, start) < 2) {
        continue;
      }
      for (int earlier = 0; earlier < start; earlier++) {
        if (Arrays.equals(all, earlier, earlier + WINDOW, all, start, start + WINDOW)) {
          return true;
        }
      }
    }
    return false;
  }

  private static int sung(int[] all, int start) {
    int sung = 0;
    for (int bar = start; bar < start + WINDOW; bar++) {
      sung += all[bar] == 0 ? 0 : 1;
    }
    return sung;
  }

  private static List<Integer> digest(List<Note> melody) {
    int[] digests = new int[Phrase.BARS];
    for (Note note : melody) {
      int eighth = Math.round((float) note.onsetTicks() / TICKS_PER_EIGHTH);
      int bar = Math.min(Phrase.BARS - 1, eighth / EIGHTHS_PER_BAR);
      digests[bar] = 31 * (31 * digests[bar] + note.pitch()) + eighth % EIGHTHS_PER_BAR + 1;
    }
    return Arrays.stream(digests)
        .map(digest -> digest == 0 ? 0 : 1 + Math.floorMod(digest, LARGEST))
        .boxed()
        .toList();
  }
}
