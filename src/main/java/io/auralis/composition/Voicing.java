package io.auralis.composition;

import io.auralis.music.Chord;
import io.auralis.music.ChordQuality;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Chooses the pitches of a chord: every arrangement within the range is tried, those that sound
 * muddy or harsh are thrown out, and the cheapest remains. Cheap means: little movement from the
 * chord before, close to the register that the intensity asks for, open below and coloured above.
 */
final class Voicing {

  /** C3: below it lies the bass alone, so that no third is ever muddy. */
  static final int LOWEST = 48;

  static final int HIGHEST = 76;

  /** Above this pitch (B flat 4) pads begin to cover the melody. */
  private static final int COMFORTABLE_TOP = 70;

  /** Below this pitch (G3) pads stand a fourth or more apart, or they turn to mud. */
  private static final int OPEN_BELOW = 55;

  /** From here on two voices may lie a whole tone apart. */
  private static final int SECONDS_FROM = 58;

  private static final int SMALLEST_LOW_GAP = 5;
  private static final int LARGEST_GAP = 12;
  private static final int LARGEST_SPAN = 24;
  private static final int FIFTH = 7;

  /** All voices at once may move this far in one direction: a fourth. */
  private static final int WIDEST_PARALLEL = 5;

  private static final double COLOUR_CHANCE = 0.45;
  private static final double FORBIDDEN = 1000;

  private final Chord chord;
  private final List<Integer> previous;
  private final boolean repeated;
  private final Texture texture;
  private final Random random;
  private final boolean coloured;
  private final int colour;
  private int bass;
  private List<Integer> wanted = List.of();
  private List<Integer> best = List.of();
  private double bestCost;

  /**
   * The voicings of a chord.
   *
   * @param previous the pitches of the chord before, empty if there was none
   * @param repeated whether the chord before was the same one
   */
  Voicing(Chord chord, List<Integer> previous, boolean repeated, Texture texture, Random random) {
    this.chord = chord;
    this.previous = previous;
    this.repeated = repeated;
    this.texture = texture;
    this.random = random;
    List<Integer> colours = colours(chord);
    this.coloured = random.nextDouble() < COLOUR_CHANCE;
    this.colour = colours.isEmpty() ? -1 : colours.get(random.nextInt(colours.size()));
  }

  /** The best arrangement over a bass, ascending; empty if there is none. */
  List<Integer> over(int bassPitch) {
    bass = bassPitch;
    int voices = texture.padVoices();
    List<Integer> tones = essentialTones(chord, voices);
    if (coloured && colour >= 0 && tones.size() < voices) {
      List<Integer> withColour = new ArrayList<>(tones);
      withColour.add(colour);
      List<Integer> found = search(withColour, voices);
      if (!found.isEmpty()) {
        return found;
      }
    }
    return search(tones, voices);
  }

  /** With more tones than voices the fifth goes first, then the root, which the bass has. */
  private static List<Integer> essentialTones(Chord chord, int voices) {
    List<Integer> tones = new ArrayList<>(chord.pitchClasses());
    if (tones.size() > voices) {
      tones.remove(2);
    }
    if (tones.size() > voices) {
      tones.remove(0);
    }
    return tones;
  }

  /** Notes of the scale that may join a triad: ninth, seventh, and the fourth or the sixth. */
  private static List<Integer> colours(Chord chord) {
    ChordQuality quality = chord.roman().quality();
    List<Integer> intervals =
        switch (quality) {
          case MINOR -> List.of(2, 10, 5);
          case MAJOR -> List.of(2, 11, 9);
          default -> List.of();
        };
    return intervals.stream()
        .map(interval -> chord.rootMidi() + interval)
        .filter(pitch -> SoundingChord.inScale(chord, pitch))
        .map(pitch -> pitch % 12)
        .toList();
  }

  private List<Integer> search(List<Integer> tones, int voices) {
    wanted = tones;
    best = List.of();
    bestCost = Double.POSITIVE_INFINITY;
    extend(new ArrayList<>(), LOWEST, voices);
    return best;
  }

  private void extend(List<Integer> chosen, int from, int missing) {
    if (missing == 0) {
      consider(chosen);
      return;
    }
    for (int pitch = from; pitch <= HIGHEST; pitch++) {
      if (wanted.contains(pitch % 12) && fits(chosen, pitch)) {
        chosen.add(pitch);
        extend(chosen, pitch + 1, missing - 1);
        chosen.remove(chosen.size() - 1);
      }
    }
  }

  /** Whether the pitch may lie on top of those chosen so far. */
  private boolean fits(List<Integer> chosen, int pitch) {
    if (SoundingChord.clash(pitch, bass)) {
      return false;
    }
    if (chosen.isEmpty()) {
      return pitch - bass >= FIFTH;
    }
    for (int below : chosen) {
      if (SoundingChord.clash(pitch, below)) {
        return false;
      }
    }
    int below = chosen.get(chosen.size() - 1);
    int gap = pitch - below;
    int smallest = below < OPEN_BELOW ? SMALLEST_LOW_GAP : below < SECONDS_FROM ? 3 : 2;
    return gap >= smallest && gap <= LARGEST_GAP && pitch - chosen.get(0) <= LARGEST_SPAN;
  }

  private void consider(List<Integer> candidate) {
    for (int pitchClass : wanted) {
      if (candidate.stream().noneMatch(pitch -> pitch % 12 == pitchClass)) {
        return;
      }
    }
    // The chance decides between arrangements that are about equally good.
    double cost = movement(candidate) + spacing(candidate) + random.nextDouble() * 0.8;
    if (cost < bestCost) {
      bestCost = cost;
      best = List.copyOf(candidate);
    }
  }

  /** Semitones that the voices move; a wide leap costs more than the same in small steps. */
  private double movement(List<Integer> candidate) {
    if (previous.isEmpty()) {
      return 0;
    }
    if (repeated && candidate.equals(previous)) {
      return FORBIDDEN / 2;
    }
    double cost = 0;
    int leastUp = Integer.MAX_VALUE;
    int leastDown = Integer.MAX_VALUE;
    for (int voice = 0; voice < candidate.size(); voice++) {
      int move = candidate.get(voice) - before(voice, candidate);
      int distance = Math.abs(move);
      leastUp = Math.min(leastUp, move);
      leastDown = Math.min(leastDown, -move);
      cost += distance + 0.15 * distance * distance;
    }
    return cost + (Math.max(leastUp, leastDown) > WIDEST_PARALLEL ? FORBIDDEN : 0);
  }

  /** The pitch that a voice comes from: its own, or the nearest where voices join or leave. */
  private int before(int voice, List<Integer> candidate) {
    if (previous.size() == candidate.size()) {
      return previous.get(voice);
    }
    int pitch = candidate.get(voice);
    int nearest = previous.get(0);
    for (int old : previous) {
      nearest = Math.abs(pitch - old) < Math.abs(pitch - nearest) ? old : nearest;
    }
    return nearest;
  }

  private double spacing(List<Integer> candidate) {
    double mean = candidate.stream().mapToInt(Integer::intValue).average().getAsDouble();
    double cost = 1.5 * Math.abs(mean - texture.padCentre());
    cost += 0.6 * Math.max(0, candidate.get(candidate.size() - 1) - COMFORTABLE_TOP);
    long thirds =
        candidate.stream().filter(pitch -> pitch % 12 == chord.pitchClasses().get(1)).count();
    cost += 2.0 * Math.max(0, thirds - 1);
    for (int i = 1; i < candidate.size(); i++) {
      int gap = candidate.get(i) - candidate.get(i - 1);
      cost += gap == 2 ? 0.5 : 0;
      cost += i == 1 && candidate.get(0) < OPEN_BELOW && gap < FIFTH ? 1 : 0;
    }
    boolean colourBelow = candidate.get(0) % 12 == colour && wanted.contains(colour);
    return cost + (colourBelow ? 3 : 0);
  }
}
