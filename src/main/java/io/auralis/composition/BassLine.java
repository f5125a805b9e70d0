package io.auralis.composition;

import io.auralis.music.Chord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;

/**
 * Where the bass goes: to the root, or, where that lets it walk by step or leap a fifth, to the
 * fifth or the third. Now and then it stays on one note for a phrase, as a pedal.
 */
final class BassLine {

  static final int LOWEST = 33;
  static final int HIGHEST = 45;

  private static final int SEMITONES_PER_OCTAVE = 12;
  private static final double DOMINANT_PEDAL_CHANCE = 0.25;

  /** What a chord's root, third and fifth cost in the bass. */
  private static final double[] ROLE_COSTS = {0, 2.2, 3};

  /** What a move of so many semitones costs: steps, fourths and fifths are a bass's gait. */
  private static final double[] MOVE_COSTS = {0.6, 0, 0, 2, 2.4, 0.3, 5, 0.3, 4, 4, 6, 6, 1.5};

  private static final double WHIM = 0.8;

  private final Random random;
  private final OptionalInt pedal;
  private OptionalInt last;

  BassLine(OptionalInt previous, OptionalInt pedal, Random random) {
    this.last = previous;
    this.pedal = pedal;
    this.random = random;
  }

  /** The note of a pedal on the tonic or the dominant, if the phrase has one. */
  static OptionalInt pedal(Texture texture, Random random) {
    boolean wanted = random.nextDouble() < texture.pedalChance();
    boolean dominant = random.nextDouble() < DOMINANT_PEDAL_CHANCE;
    if (!wanted) {
      return OptionalInt.empty();
    }
    int root = texture.tonality().rootMidi() + (dominant ? 7 : 0);
    return OptionalInt.of(LOWEST + Math.floorMod(root - LOWEST, SEMITONES_PER_OCTAVE));
  }

  /** The pitches that the bass may take under a chord, the best first; never empty. */
  List<Integer> choices(Chord chord) {
    List<Integer> tones = chord.pitchClasses();
    List<Choice> choices = new ArrayList<>();
    for (int pitch = LOWEST; pitch <= HIGHEST; pitch++) {
      int role = tones.indexOf(pitch % SEMITONES_PER_OCTAVE);
      double whim = WHIM * random.nextDouble();
      if (role >= 0 && role < ROLE_COSTS.length && SoundingChord.inScale(chord, pitch)) {
        choices.add(new Choice(pitch, ROLE_COSTS[role] + moveCost(pitch) + whim));
      }
    }
    choices.sort(Comparator.comparingDouble(Choice::cost));
    List<Integer> pitches = new ArrayList<>(choices.stream().map(Choice::pitch).toList());
    if (pedal.isPresent() && bears(pedal.getAsInt(), tones)) {
      pitches.add(0, pedal.getAsInt());
    }
    return pitches;
  }

  /** Tells the line which choice it took. */
  void take(int pitch) {
    last = OptionalInt.of(pitch);
  }

  boolean isPedal(int pitch) {
    return pedal.isPresent() && pedal.getAsInt() == pitch;
  }

  private double moveCost(int pitch) {
    return last.isEmpty() ? 0 : MOVE_COSTS[Math.min(12, Math.abs(pitch - last.getAsInt()))];
  }

  /** Whether no tone of the chord lies a minor ninth above the pedal. */
  private static boolean bears(int pedal, List<Integer> tones) {
    return tones.stream().noneMatch(tone -> Math.floorMod(tone - pedal, 12) == 1);
  }

  private record Choice(int pitch, double cost) {}
}
