package io.auralis.composition;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Lays a motif out over a phrase: four places of two bars, each with the motif as it is, varied, or
 * silent. The layout does not depend on the intensity. A lower intensity leaves tones out, the
 * least important first, so that the same tune gets thinner instead of becoming another.
 */
final class MelodyPlan {

  /**
   * A tone of the phrase.
   *
   * @param eighth onset in eighths from the start of the phrase
   * @param step scale steps from the melody's anchor
   * @param eighths planned length in eighths
   */
  record Event(int eighth, int step, int eighths) {}

  /** What may happen to a motif when it comes back. */
  enum Treatment {
    STATE,
    SHIFT_UP,
    SHIFT_DOWN,
    INVERT,
    REVERSE,
    /** Twice as slow; it takes the place after it too. */
    AUGMENT,
    FRAGMENT,
    ANSWER,
    REST
  }

  private static final List<List<Treatment>> FORMS =
      List.of(
          List.of(Treatment.STATE, Treatment.ANSWER, Treatment.REST, Treatment.SHIFT_UP),
          List.of(Treatment.STATE, Treatment.REST, Treatment.SHIFT_DOWN, Treatment.ANSWER),
          List.of(Treatment.REST, Treatment.STATE, Treatment.SHIFT_UP, Treatment.ANSWER),
          List.of(Treatment.STATE, Treatment.SHIFT_UP, Treatment.FRAGMENT, Treatment.ANSWER),
          List.of(Treatment.STATE, Treatment.FRAGMENT, Treatment.INVERT, Treatment.ANSWER),
          List.of(Treatment.FRAGMENT, Treatment.STATE, Treatment.SHIFT_DOWN, Treatment.REST),
          List.of(Treatment.STATE, Treatment.INVERT, Treatment.REST, Treatment.ANSWER),
          List.of(Treatment.AUGMENT, Treatment.REST, Treatment.STATE, Treatment.ANSWER),
          List.of(Treatment.STATE, Treatment.FRAGMENT, Treatment.AUGMENT, Treatment.REST),
          List.of(Treatment.INVERT, Treatment.REST, Treatment.REVERSE, Treatment.ANSWER),
          List.of(Treatment.SHIFT_DOWN, Treatment.REVERSE, Treatment.REST, Treatment.ANSWER));

  private static final int CELL_EIGHTHS = Motif.EIGHTHS;
  private static final int EIGHTHS_PER_BAR = 8;
  private static final int MOST_IN_A_BAR = 4;
  private static final int LAST_STEP_EIGHTHS = 6;

  /** How much a whole place of the layout, against a single tone, decides what is left out. */
  private static final double PLACE_WEIGHT = 0.6;

  private MelodyPlan() {}

  /**
   * The smallest distance between two onsets in eighths: one up to 90 beats a minute, and at higher
   * tempi as many as keep the distance at a third of a second or a little less.
   */
  static int smallestGap(Texture texture) {
    int bpm = texture.parameters().tempo().bpm();
    return bpm <= 90 ? 1 : bpm <= 180 ? 2 : 3;
  }

  static List<Event> of(Motif motif, Texture texture, Random random) {
    List<Treatment> form = new ArrayList<>(FORMS.get(random.nextInt(FORMS.size())));
    boolean rests = random.nextDouble() < texture.restChance();
    int rest = random.nextInt(form.size());
    if (rests) {
      form.set(rest, Treatment.REST);
    }
    double[] places = places(form, random);
    double density = texture.leadDensity();
    int gap = smallestGap(texture);
    List<Event> events = new ArrayList<>();
    int[] inBar = new int[Phrase.BARS];
    int earliest = 0;
    for (int cell = 0; cell < form.size(); cell++) {
      double threshold = density * (1 + PLACE_WEIGHT) - PLACE_WEIGHT * places[cell];
      for (Motif.Tone tone : treat(motif.tones(), form.get(cell))) {
        int eighth = cell * CELL_EIGHTHS + tone.eighth();
        // Before the thinning: what is left out here must not depend on the intensity.
        int bar = eighth / EIGHTHS_PER_BAR;
        if (eighth < earliest || inBar[bar] == MOST_IN_A_BAR) {
          continue;
        }
        inBar[bar]++;
        earliest = eighth + gap;
        if (tone.rank() < threshold) {
          events.add(new Event(eighth, tone.step(), tone.eighths()));
        }
      }
    }
    return events;
  }

  /** 0 for the place that matters most to 1 for the one that is left out first; rests are last. */
  private static double[] places(List<Treatment> form, Random random) {
    List<Integer> order = new ArrayList<>();
    for (int cell = 0; cell < form.size(); cell++) {
      order.add(random.nextInt(cell + 1), cell);
    }
    order.sort(Comparator.comparing(cell -> form.get(cell) == Treatment.REST));
    double[] places = new double[form.size()];
    for (int rank = 0; rank < places.length; rank++) {
      places[order.get(rank)] = (double) rank / (places.length - 1);
    }
    return places;
  }

  static List<Motif.Tone> treat(List<Motif.Tone> tones, Treatment treatment) {
    List<Motif.Tone> treated = new ArrayList<>();
    for (int i = 0; i < tones.size(); i++) {
      Motif.Tone tone = tones.get(i);
      boolean firstHalf = tone.eighth() < CELL_EIGHTHS / 2;
      boolean last = i == tones.size() - 1;
      switch (treatment) {
        case STATE -> treated.add(tone);
        case SHIFT_UP -> treated.add(with(tone, 0, tone.step() + 2, tone.eighths()));
        case SHIFT_DOWN -> treated.add(with(tone, 0, tone.step() - 2, tone.eighths()));
        case INVERT -> treated.add(with(tone, 0, -tone.step(), tone.eighths()));
        case REVERSE -> {
          int step = tones.get(tones.size() - 1 - i).step();
          treated.add(with(tone, 0, step, tone.eighths()));
        }
        case AUGMENT -> treated.add(with(tone, tone.eighth(), tone.step(), 2 * tone.eighths()));
        case FRAGMENT -> {
          if (firstHalf) {
            treated.add(with(tone, 4, tone.step(), tone.eighths()));
          }
        }
        // The same question, but it comes home: the second half falls to a long last note.
        case ANSWER -> {
          int step = firstHalf ? tone.step() : -Math.abs(tone.step()) / 2;
          treated.add(
              last ? with(tone, 0, 0, LAST_STEP_EIGHTHS) : with(tone, 0, step, tone.eighths()));
        }
        case REST -> {}
      }
    }
    return treated;
  }

  private static Motif.Tone with(Motif.Tone tone, int later, int step, int eighths) {
    return new Motif.Tone(tone.eighth() + later, step, eighths, tone.rank());
  }
}
