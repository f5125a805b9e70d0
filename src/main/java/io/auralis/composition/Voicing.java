package io.auralis.composition;

import io.auralis.music.Chord;
import io.auralis.music.ChordQuality;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Chooses the pitches of a chord: every arrangement within the range is tried, those that sound
 * muddy or harsh are thrown out, and the cheapest remains. Cheap means: little movement from the
 * chord before, close to the register that the intensity asks for, well spaced.
 */
final class Voicing {

  static final int LOWEST = 48;
  static final int HIGHEST = 76;

  /** The octave of the bass, in MIDI pitches: every root has one place in it. */
  private static final int LOWEST_BASS = 33;

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

  private static final double COLOUR_CHANCE = 0.45;

  private final Chord chord;
  private final int bass;
  private final List<Integer> previous;
  private final double centre;
  private final List<Integer> wanted;
  private final Random random;
  private List<Integer> best = List.of();
  private double bestCost = Double.POSITIVE_INFINITY;

  private Voicing(
      Chord chord, List<Integer> previous, double centre, List<Integer> wanted, Random random) {
    this.chord = chord;
    this.bass = bassOf(chord.rootPitchClass());
    this.previous = previous;
    this.centre = centre;
    this.wanted = wanted;
    this.random = random;
  }

  /** The MIDI pitch at which the bass plays a pitch class. */
  static int bassOf(int pitchClass) {
    return LOWEST_BASS + Math.floorMod(pitchClass - LOWEST_BASS, 12);
  }

  /**
   * The chord's pitches in ascending order.
   *
   * @param previous the pitches of the chord before, empty if there was none
   * @throws CompositionException if no arrangement is acceptable
   */
  static List<Integer> of(Chord chord, List<Integer> previous, Texture texture, Random random) {
    boolean coloured = random.nextDouble() < COLOUR_CHANCE;
    List<Integer> tones = essentialTones(chord, texture.padVoices());
    List<Integer> colours = colours(chord);
    int colour = colours.isEmpty() ? -1 : colours.get(random.nextInt(colours.size()));
    if (coloured && colour >= 0 && tones.size() < texture.padVoices()) {
      List<Integer> wanted = new ArrayList<>(tones);
      wanted.add(colour);
      List<Integer> found = search(chord, previous, texture, wanted, random);
      if (!found.isEmpty()) {
        return found;
      }
    }
    List<Integer> found = search(chord, previous, texture, tones, random);
    if (found.isEmpty()) {
      throw new CompositionException("No voicing for " + chord.displayName());
    }
    return found;
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

  private static List<Integer> search(
      Chord chord, List<Integer> previous, Texture texture, List<Integer> wanted, Random random) {
    Voicing voicing = new Voicing(chord, previous, texture.padCentre(), wanted, random);
    voicing.extend(new ArrayList<>(), LOWEST, texture.padVoices());
    return voicing.best;
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
    double cost = 0;
    for (int voice = 0; voice < candidate.size() && !previous.isEmpty(); voice++) {
      int pitch = candidate.get(voice);
      int distance =
          previous.size() == candidate.size()
              ? Math.abs(pitch - previous.get(voice))
              : previous.stream().mapToInt(old -> Math.abs(pitch - old)).min().getAsInt();
      cost += distance + 0.15 * distance * distance;
    }
    return cost;
  }

  private double spacing(List<Integer> candidate) {
    double mean = candidate.stream().mapToInt(Integer::intValue).average().getAsDouble();
    double cost = 1.5 * Math.abs(mean - centre);
    cost += 0.6 * Math.max(0, candidate.get(candidate.size() - 1) - COMFORTABLE_TOP);
    long thirds =
        candidate.stream().filter(pitch -> pitch % 12 == chord.pitchClasses().get(1)).count();
    cost += 2.0 * Math.max(0, thirds - 1);
    for (int i = 1; i < candidate.size(); i++) {
      int gap = candidate.get(i) - candidate.get(i - 1);
      cost += gap == 2 ? 0.5 : 0;
      cost += i == 1 && candidate.get(0) < OPEN_BELOW && gap < FIFTH ? 1 : 0;
    }
    return cost;
  }
}
