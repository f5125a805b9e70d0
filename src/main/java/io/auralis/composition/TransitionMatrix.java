package io.auralis.composition;

import io.auralis.music.Mode;
import io.auralis.music.RomanChord;
import java.util.List;

/**
 * Which chord follows which, with what probability: the rows of a first-order Markov chain.
 * Immutable.
 *
 * <p>The aeolian matrix is fixed by the product specification. The others have the same form and
 * were chosen for music that must not close: dominants are rare and fall back as often as they
 * resolve, the way home is plagal (IV to I) or modal (the step that only this mode has), and no
 * chord stays where it is more often than one time in seven. {@code docs/composition.md} gives the
 * reasons. The diminished chord that each mode has on one degree is left out.
 */
public final class TransitionMatrix {

  /** From i the way leads to iv and VI rather than to v; only v and VII pull home strongly. */
  private static final TransitionMatrix AEOLIAN =
      new TransitionMatrix(
          "i ii III iv v VI VII",
          new double[][] {
            {0.15, 0.05, 0.10, 0.30, 0.05, 0.30, 0.05},
            {0.25, 0.10, 0.05, 0.15, 0.25, 0.15, 0.05},
            {0.20, 0.05, 0.15, 0.10, 0.10, 0.30, 0.10},
            {0.25, 0.10, 0.10, 0.10, 0.20, 0.15, 0.10},
            {0.40, 0.10, 0.05, 0.20, 0.05, 0.15, 0.05},
            {0.25, 0.05, 0.20, 0.15, 0.05, 0.10, 0.20},
            {0.30, 0.05, 0.25, 0.10, 0.05, 0.20, 0.05},
          });

  /** The major IV is what dorian has and aeolian has not: i and IV lead to each other. */
  private static final TransitionMatrix DORIAN =
      new TransitionMatrix(
          "i ii III IV v VII",
          new double[][] {
            {0.15, 0.10, 0.10, 0.35, 0.10, 0.20},
            {0.30, 0.10, 0.10, 0.20, 0.15, 0.15},
            {0.20, 0.10, 0.10, 0.30, 0.10, 0.20},
            {0.35, 0.15, 0.10, 0.10, 0.10, 0.20},
            {0.25, 0.10, 0.10, 0.30, 0.10, 0.15},
            {0.30, 0.10, 0.15, 0.30, 0.10, 0.05},
          });

  /** The II a semitone above the root takes the place of the dominant. */
  private static final TransitionMatrix PHRYGIAN =
      new TransitionMatrix(
          "i II III iv VI vii",
          new double[][] {
            {0.15, 0.25, 0.10, 0.15, 0.20, 0.15},
            {0.40, 0.10, 0.15, 0.10, 0.10, 0.15},
            {0.20, 0.15, 0.10, 0.15, 0.25, 0.15},
            {0.30, 0.20, 0.10, 0.10, 0.15, 0.15},
            {0.25, 0.20, 0.20, 0.15, 0.10, 0.10},
            {0.35, 0.15, 0.15, 0.10, 0.20, 0.05},
          });

  /**
   * V falls back to IV or vi more often than it resolves. I, iii and vi share two notes with each
   * other and lean towards IV, which keeps the harmony floating.
   */
  private static final TransitionMatrix MAJOR =
      new TransitionMatrix(
          "I ii iii IV V vi",
          new double[][] {
            {0.15, 0.10, 0.15, 0.30, 0.05, 0.25},
            {0.20, 0.10, 0.10, 0.30, 0.10, 0.20},
            {0.10, 0.05, 0.10, 0.35, 0.05, 0.35},
            {0.35, 0.10, 0.10, 0.15, 0.10, 0.20},
            {0.15, 0.10, 0.05, 0.35, 0.05, 0.30},
            {0.15, 0.10, 0.20, 0.35, 0.10, 0.10},
          });

  /** The major II over the root, with the raised fourth in it, is the colour of lydian. */
  private static final TransitionMatrix LYDIAN =
      new TransitionMatrix(
          "I II iii V vi vii",
          new double[][] {
            {0.15, 0.30, 0.15, 0.10, 0.20, 0.10},
            {0.35, 0.10, 0.10, 0.10, 0.20, 0.15},
            {0.20, 0.20, 0.10, 0.10, 0.25, 0.15},
            {0.25, 0.20, 0.15, 0.05, 0.25, 0.10},
            {0.20, 0.30, 0.20, 0.10, 0.10, 0.10},
            {0.15, 0.25, 0.25, 0.10, 0.20, 0.05},
          });

  private final List<RomanChord> states;
  private final double[][] rows;

  private TransitionMatrix(String states, double[][] rows) {
    this.states = List.of(states.split(" ")).stream().map(RomanChord::parse).toList();
    this.rows = rows;
  }

  /** The matrix of a mode. */
  public static TransitionMatrix of(Mode mode) {
    return switch (mode) {
      case AEOLIAN -> AEOLIAN;
      case DORIAN -> DORIAN;
      case PHRYGIAN -> PHRYGIAN;
      case MAJOR -> MAJOR;
      case LYDIAN -> LYDIAN;
    };
  }

  /** The chords of the chain, the tonic first. */
  public List<RomanChord> states() {
    return states;
  }

  /** A copy of the probabilities of each state after one, in the order of the states. */
  public double[] row(int state) {
    return rows[state].clone();
  }

  /**
   * The index of the state that a chord counts as: the one on its scale degree, whatever its
   * quality; the tonic if the chain has none there.
   */
  public int stateOf(RomanChord roman) {
    for (int i = 0; i < states.size(); i++) {
      if (states.get(i).degree() == roman.degree()) {
        return i;
      }
    }
    return 0;
  }
}
