package io.auralis.composition;

import io.auralis.music.Chord;
import io.auralis.music.GenerationParameters;
import io.auralis.music.Key;
import io.auralis.music.RomanChord;
import io.auralis.music.Scale;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Which chord sounds when: a Markov chain over the chords of the key, one draw for each place where
 * the harmonic rhythm allows a change. A draw of the same chord ties it.
 */
final class ChordProgression {

  /** A chord on a number of whole bars. */
  record Passage(Chord chord, int startBar, int bars) {}

  /** Probability that a tonic of a minor key wears its seventh, which is in the scale. */
  private static final double TONIC_SEVENTH_CHANCE = 0.25;

  /** Probability that a new key is entered by its tonic even if both keys share other chords. */
  private static final double ENTER_BY_TONIC_CHANCE = 0.5;

  static final List<RomanChord> MINOR_STATES =
      List.of(
          RomanChord.MINOR_I,
          RomanChord.MINOR_II,
          RomanChord.MAJOR_III,
          RomanChord.MINOR_IV,
          RomanChord.MINOR_V,
          RomanChord.MAJOR_VI,
          RomanChord.MAJOR_VII);

  static final List<RomanChord> MAJOR_STATES =
      List.of(
          RomanChord.MAJOR_I,
          RomanChord.MINOR_II,
          RomanChord.MINOR_III,
          RomanChord.MAJOR_IV,
          RomanChord.MAJOR_V,
          RomanChord.MINOR_VI);

  /**
   * Natural minor tuned for ambient music, fixed by the product specification: from i the way leads
   * to iv and VI rather than to v, and only v and VII pull home strongly.
   */
  private static final double[][] MINOR_TRANSITIONS = {
    // i, ii, III, iv, v, VI, VII
    {0.15, 0.05, 0.10, 0.30, 0.05, 0.30, 0.05},
    {0.25, 0.10, 0.05, 0.15, 0.25, 0.15, 0.05},
    {0.20, 0.05, 0.15, 0.10, 0.10, 0.30, 0.10},
    {0.25, 0.10, 0.10, 0.10, 0.20, 0.15, 0.10},
    {0.40, 0.10, 0.05, 0.20, 0.05, 0.15, 0.05},
    {0.25, 0.05, 0.20, 0.15, 0.05, 0.10, 0.20},
    {0.30, 0.05, 0.25, 0.10, 0.05, 0.20, 0.05},
  };

  /**
   * The same for major keys. The dominant is rare and, where it comes, falls back to IV or vi more
   * often than it resolves: a strong cadence closes a piece, and this one must not close. The way
   * home is plagal (IV to I). I, iii and vi share two notes with each other and lean towards IV,
   * which keeps the harmony floating. The diminished chord on degree 7 is left out.
   */
  private static final double[][] MAJOR_TRANSITIONS = {
    // I, ii, iii, IV, V, vi
    {0.15, 0.10, 0.15, 0.30, 0.05, 0.25},
    {0.20, 0.10, 0.10, 0.30, 0.10, 0.20},
    {0.10, 0.05, 0.10, 0.35, 0.05, 0.35},
    {0.35, 0.10, 0.10, 0.15, 0.10, 0.20},
    {0.15, 0.10, 0.05, 0.35, 0.05, 0.30},
    {0.15, 0.10, 0.20, 0.35, 0.10, 0.10},
  };

  private ChordProgression() {}

  /** The chords that a key's progressions are made of, the tonic first. */
  static List<RomanChord> states(Key key) {
    return key.scale() == Scale.MAJOR ? MAJOR_STATES : MINOR_STATES;
  }

  /** A copy of the probabilities of each state after the given one, in the order of the states. */
  static double[] row(Key key, RomanChord from) {
    double[][] rows = key.scale() == Scale.MAJOR ? MAJOR_TRANSITIONS : MINOR_TRANSITIONS;
    return rows[stateOf(key, from)].clone();
  }

  static List<Passage> compose(
      GenerationParameters parameters, PhraseEnding previous, Texture texture, Random random) {
    List<Integer> rhythm = harmonicRhythm(texture, random);
    Key key = parameters.key();
    Chord chord = first(key, previous, random);
    List<Passage> passages = new ArrayList<>();
    int bar = 0;
    for (int bars : rhythm) {
      if (bar > 0) {
        chord = after(chord, key, random);
      }
      Passage last = passages.isEmpty() ? null : passages.get(passages.size() - 1);
      if (last != null && last.chord().equals(chord)) {
        passages.set(passages.size() - 1, new Passage(chord, last.startBar(), last.bars() + bars));
      } else {
        passages.add(new Passage(chord, bar, bars));
      }
      bar += bars;
    }
    return passages;
  }

  /** The lengths in bars between the places where the chord may change. */
  private static List<Integer> harmonicRhythm(Texture texture, Random random) {
    List<Integer> rhythm = new ArrayList<>();
    for (int half = 0; half < Phrase.BARS / 4; half++) {
      boolean held = random.nextDouble() < texture.longChordChance();
      boolean firstPairSplit = random.nextDouble() < texture.shortChordChance();
      boolean secondPairSplit = random.nextDouble() < texture.shortChordChance();
      if (held) {
        rhythm.add(4);
      } else {
        rhythm.addAll(firstPairSplit ? List.of(1, 1) : List.of(2));
        rhythm.addAll(secondPairSplit ? List.of(1, 1) : List.of(2));
      }
    }
    return rhythm;
  }

  private static Chord first(Key key, PhraseEnding previous, Random random) {
    Chord tonic = new Chord(key, states(key).get(0));
    if (previous.chord().isEmpty()) {
      return tonic;
    }
    Chord last = previous.chord().get();
    return last.key() == key ? after(last, key, random) : enter(key, last.key(), tonic, random);
  }

  private static Chord after(Chord last, Key key, Random random) {
    List<RomanChord> states = states(key);
    int from = stateOf(key, last.roman());
    int to = draw(row(key, last.roman()), random);
    if (to == from) {
      return last;
    }
    RomanChord roman = states.get(to);
    boolean seventh = random.nextDouble() < TONIC_SEVENTH_CHANCE;
    return new Chord(
        key, roman == RomanChord.MINOR_I && seventh ? RomanChord.MINOR_SEVENTH_I : roman);
  }

  /** A modulation goes through the new tonic or through a chord that both keys know. */
  private static Chord enter(Key key, Key oldKey, Chord tonic, Random random) {
    List<Chord> shared = new ArrayList<>();
    for (RomanChord roman : states(key)) {
      Chord chord = new Chord(key, roman);
      boolean known =
          states(oldKey).stream()
              .map(old -> new Chord(oldKey, old))
              .anyMatch(old -> old.pitchClasses().equals(chord.pitchClasses()));
      if (known) {
        shared.add(chord);
      }
    }
    if (shared.isEmpty() || random.nextDouble() < ENTER_BY_TONIC_CHANCE) {
      return tonic;
    }
    return shared.get(random.nextInt(shared.size()));
  }

  /** A chord outside the chain (a seventh, a major V) counts as the state on its scale degree. */
  private static int stateOf(Key key, RomanChord roman) {
    List<RomanChord> states = states(key);
    for (int i = 0; i < states.size(); i++) {
      if (states.get(i).degree() == roman.degree()) {
        return i;
      }
    }
    return 0;
  }

  private static int draw(double[] weights, Random random) {
    double left = random.nextDouble();
    for (int i = 0; i < weights.length - 1; i++) {
      left -= weights[i];
      if (left < 0) {
        return i;
      }
    }
    return weights.length - 1;
  }
}
