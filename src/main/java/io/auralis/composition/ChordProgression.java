package io.auralis.composition;

import io.auralis.music.Chord;
import io.auralis.music.GenerationParameters;
import io.auralis.music.RomanChord;
import io.auralis.music.Tonality;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Which chord sounds when: a Markov chain over the chords of the tonality, one draw for each place
 * of the harmonic rhythm. A draw of the same chord is played too, in another voicing.
 */
final class ChordProgression {

  /** A chord on a number of whole bars. */
  record Passage(Chord chord, int startBar, int bars) {}

  /** Probability that a minor tonic wears its seventh, which is in the scale. */
  private static final double TONIC_SEVENTH_CHANCE = 0.25;

  private static final int HALF_BARS = Phrase.BARS / 2;

  private final Tonality tonality;
  private final TransitionMatrix matrix;
  private final Random random;

  private ChordProgression(Tonality tonality, Random random) {
    this.tonality = tonality;
    this.matrix = TransitionMatrix.of(tonality.mode());
    this.random = random;
  }

  static List<Passage> compose(
      GenerationParameters parameters, PhraseEnding previous, Texture texture, Random random) {
    ChordProgression progression = new ChordProgression(parameters.tonality(), random);
    List<Integer> rhythm = progression.harmonicRhythm(texture);
    List<Passage> passages = new ArrayList<>();
    Chord chord = progression.first(previous);
    int bar = 0;
    for (int bars : rhythm) {
      if (bar > 0) {
        chord = progression.after(chord);
      }
      passages.add(new Passage(chord, bar, bars));
      bar += bars;
    }
    return passages;
  }

  /** How many bars each chord holds: four, two or one, in halves of the phrase. */
  private List<Integer> harmonicRhythm(Texture texture) {
    List<Integer> rhythm = new ArrayList<>();
    for (int half = 0; half < Phrase.BARS / HALF_BARS; half++) {
      boolean held = random.nextDouble() < texture.longChordChance();
      boolean firstPairSplit = random.nextDouble() < texture.shortChordChance();
      boolean secondPairSplit = random.nextDouble() < texture.shortChordChance();
      if (held) {
        rhythm.add(HALF_BARS);
      } else {
        rhythm.addAll(firstPairSplit ? List.of(1, 1) : List.of(2));
        rhythm.addAll(secondPairSplit ? List.of(1, 1) : List.of(2));
      }
    }
    return rhythm;
  }

  private Chord first(PhraseEnding previous) {
    if (previous.chord().isEmpty()) {
      return new Chord(tonality, matrix.states().get(0));
    }
    Chord last = previous.chord().get();
    return last.tonality().equals(tonality) ? after(last) : modulate(last);
  }

  private Chord after(Chord last) {
    return draw(matrix.row(matrix.stateOf(last.roman())));
  }

  private Chord draw(double[] weights) {
    RomanChord roman = matrix.states().get(index(weights));
    boolean seventh = random.nextDouble() < TONIC_SEVENTH_CHANCE;
    return new Chord(
        tonality, roman == RomanChord.MINOR_I && seventh ? RomanChord.MINOR_SEVENTH_I : roman);
  }

  /**
   * The first chord of a new tonality. If the chord that sounds belongs to both, it is the pivot:
   * the chain goes on from what it means here. Otherwise a chord of both comes first, as likely as
   * the old chain would have led there; and where there is none, the chord that keeps most tones.
   */
  private Chord modulate(Chord last) {
    TransitionMatrix oldMatrix = TransitionMatrix.of(last.tonality().mode());
    int oldState = oldMatrix.stateOf(last.roman());
    double[] oldRow = oldMatrix.row(oldState);
    List<List<Integer>> oldChords = triads(last.tonality(), oldMatrix);
    List<List<Integer>> newChords = triads(tonality, matrix);
    int pivot = newChords.indexOf(oldChords.get(oldState));
    if (pivot >= 0) {
      return draw(matrix.row(pivot));
    }
    double[] shared = new double[newChords.size()];
    double[] kept = new double[newChords.size()];
    boolean any = false;
    for (int state = 0; state < shared.length; state++) {
      int old = oldChords.indexOf(newChords.get(state));
      shared[state] = old < 0 ? 0 : oldRow[old];
      any |= old >= 0;
      long common = newChords.get(state).stream().filter(last.pitchClasses()::contains).count();
      kept[state] = StrictMath.pow(100, common);
    }
    return draw(any ? shared : kept);
  }

  private static List<List<Integer>> triads(Tonality tonality, TransitionMatrix matrix) {
    return matrix.states().stream()
        .map(roman -> new Chord(tonality, roman).pitchClasses())
        .toList();
  }

  /** An index, as likely as its weight's share of the sum; never one of weight 0. */
  private int index(double[] weights) {
    double sum = 0;
    int last = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i];
      last = weights[i] > 0 ? i : last;
    }
    double left = random.nextDouble() * sum;
    for (int i = 0; i < last; i++) {
      left -= weights[i];
      if (left < 0) {
        return i;
      }
    }
    return last;
  }
}
