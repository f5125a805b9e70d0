package io.auralis.composition;

import io.auralis.music.Tonality;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Sings a {@link MelodyPlan} over the chords: finds a pitch for each tone, plays it a little early
 * or late, and holds it as long as it agrees with what sounds.
 */
final class Melody {

  static final int LOWEST = 57;
  static final int HIGHEST = 81;

  private static final int TICKS_PER_EIGHTH = Phrase.TICKS_PER_BEAT / 2;
  private static final long SHORTEST = Phrase.TICKS_PER_BEAT;
  private static final long LONGEST = 3L * Phrase.TICKS_PER_BEAT;
  private static final double HUMAN_MILLISECONDS = 20;
  private static final double OVERLAP_MILLISECONDS = 30;

  /** How far beyond the range a plan may reach before it is bent back: every shift of a motif. */
  private static final int LADDER = 24;

  /** A fifth: wider leaps are for singers who show off. */
  private static final int WIDEST_EASY_LEAP = 7;

  private static final int WHOLE_TONE = 2;

  /**
   * How often a note off the strong beats would rather be a tone of the scale than of the chord.
   */
  private static final double COLOUR_WISH = 0.9;

  private static final double OTHER_ROLE_COST = 2.5;

  private final List<SoundingChord> chords;
  private final Texture texture;
  private final Random random;
  private final List<Integer> pitches = new ArrayList<>();
  private final List<Long> onsets = new ArrayList<>();

  private Melody(List<SoundingChord> chords, Texture texture, Random random) {
    this.chords = chords;
    this.texture = texture;
    this.random = random;
  }

  /**
   * The notes of a phrase.
   *
   * @param shift scale steps by which the melody starts higher than it would
   */
  static List<Note> compose(
      Motif motif,
      List<SoundingChord> chords,
      OptionalInt previousPitch,
      int shift,
      Texture texture,
      Random random) {
    List<MelodyPlan.Event> events = MelodyPlan.of(motif, texture, random);
    Melody melody = new Melody(chords, texture, random);
    melody.choosePitches(events, previousPitch, shift);
    melody.chooseOnsets(events);
    return melody.play(events);
  }

  private SoundingChord chordAt(long ticks) {
    for (SoundingChord chord : chords) {
      if (ticks < chord.span().endTicks()) {
        return chord;
      }
    }
    return chords.get(chords.size() - 1);
  }

  private static long gridTicks(MelodyPlan.Event event) {
    return (long) event.eighth() * TICKS_PER_EIGHTH;
  }

  /** How long the tone wants to be held if nothing comes in between. */
  private long wishedTicks(MelodyPlan.Event event) {
    double stretched = event.eighths() * TICKS_PER_EIGHTH * texture.leadStretch();
    return Math.max(SHORTEST, Math.min(LONGEST, (long) stretched));
  }

  private void choosePitches(List<MelodyPlan.Event> events, OptionalInt previousPitch, int shift) {
    Tonality tonality = texture.tonality();
    int[] ladder =
        IntStream.rangeClosed(LOWEST - LADDER, HIGHEST + LADDER)
            .filter(tonality::contains)
            .toArray();
    double centre = texture.leadCentre();
    double start = centre;
    if (previousPitch.isPresent()) {
      // Another composer may have left the melody outside the range of this one.
      int left = Math.max(LOWEST, Math.min(HIGHEST, previousPitch.getAsInt()));
      start = (left + centre) / 2;
    }
    int anchor = 0;
    while (ladder[anchor] < start) {
      anchor++;
    }
    anchor += shift;
    List<Integer> line = new ArrayList<>();
    previousPitch.ifPresent(line::add);
    for (int i = 0; i < events.size(); i++) {
      MelodyPlan.Event event = events.get(i);
      long wished = wishedTicks(event);
      long room = i + 1 < events.size() ? gridTicks(events.get(i + 1)) - gridTicks(event) : wished;
      int pitch = choosePitch(event, ladder[anchor + event.step()], Math.min(wished, room), line);
      line.add(pitch);
      pitches.add(pitch);
    }
  }

  private int choosePitch(
      MelodyPlan.Event event, int target, long durationTicks, List<Integer> line) {
    SoundingChord chord = chordAt(gridTicks(event));
    boolean strong = event.eighth() % 4 == 0;
    boolean colourful = random.nextDouble() < COLOUR_WISH;
    int best = -1;
    double bestCost = Double.POSITIVE_INFINITY;
    for (int pitch = LOWEST; pitch <= HIGHEST; pitch++) {
      boolean chordTone = chord.isChordTone(pitch);
      boolean step = !line.isEmpty() && Math.abs(pitch - last(line)) <= WHOLE_TONE;
      if (!chord.admits(pitch) || !chordTone && (strong || !step)) {
        continue;
      }
      double cost =
          Math.abs(pitch - target)
              + 0.1 * Math.abs(pitch - texture.leadCentre())
              + (chordTone == colourful ? OTHER_ROLE_COST : 0)
              + maskCost(pitch, chord)
              + lineCost(pitch, line, event)
              + holdCost(pitch, event, chord, durationTicks);
      if (cost < bestCost) {
        bestCost = cost;
        best = pitch;
      }
    }
    if (best < 0) {
      throw new CompositionException(
          "No melody note over " + chord.span().chord().displayName() + chord.span().voicing());
    }
    return best;
  }

  private static int last(List<Integer> line) {
    return line.get(line.size() - 1);
  }

  /** What the step from the notes before costs. */
  private double lineCost(int pitch, List<Integer> line, MelodyPlan.Event event) {
    if (line.isEmpty()) {
      return 0;
    }
    int leap = Math.abs(pitch - last(line));
    double cost = 4.0 * Math.max(0, leap - WIDEST_EASY_LEAP);
    if (leap == 0) {
      boolean third = line.size() > 1 && line.get(line.size() - 2) == pitch;
      cost += third ? 8 : 2.5;
    }
    // Two notes that only swing to and fro soon say nothing.
    boolean swings = line.size() > 2 && line.get(line.size() - 2) == pitch;
    cost += swings && line.get(line.size() - 3).equals(last(line)) ? 3 : swings ? 0.8 : 0;
    // A note from outside the chord before this one asks to be resolved by step.
    boolean passing = !pitches.isEmpty() && !chordAt(gridTicks(event) - 1).isChordTone(last(line));
    return cost + (passing && (leap == 0 || leap > WHOLE_TONE) ? 5 : 0);
  }

  /** A melody note in unison with a pad, or under the pads, is hard to hear. */
  private static double maskCost(int pitch, SoundingChord chord) {
    List<Integer> voicing = chord.span().voicing();
    boolean covered = pitch < voicing.get(voicing.size() - 1);
    return (voicing.contains(pitch) ? 2 : 0) + (covered ? 2 : 0);
  }

  /** What it costs that the note must stop because the next chord does not bear it. */
  private double holdCost(
      int pitch, MelodyPlan.Event event, SoundingChord chord, long durationTicks) {
    long untilChange = chord.span().endTicks() - gridTicks(event);
    if (untilChange >= durationTicks || chordAt(chord.span().endTicks()).admits(pitch)) {
      return 0;
    }
    return untilChange < SHORTEST ? 20 : 3;
  }

  /** Real onsets: a little off the grid, but never early on a chord that has not begun. */
  private void chooseOnsets(List<MelodyPlan.Event> events) {
    long earliest = 0;
    for (MelodyPlan.Event event : events) {
      long grid = gridTicks(event);
      long offset = (long) texture.ticks(HUMAN_MILLISECONDS * (2 * random.nextDouble() - 1));
      // A bar line is also where a chord may change and a phrase may be cut.
      boolean onBarLine = grid % Phrase.TICKS_PER_BAR == 0;
      long onset = Math.max(earliest, grid + (onBarLine ? Math.abs(offset) : offset));
      onsets.add(onset);
      earliest = onset + (long) MelodyPlan.smallestGap(texture) * TICKS_PER_EIGHTH;
    }
  }

  private List<Note> play(List<MelodyPlan.Event> events) {
    List<Note> notes = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      MelodyPlan.Event event = events.get(i);
      double accent = event.eighth() % 4 == 0 ? 1.06 : 0.96;
      double velocity =
          Math.min(
              1, texture.velocity(Instrument.LEAD) * accent * (0.94 + 0.12 * random.nextDouble()));
      double pan = 0.5 * random.nextDouble() - 0.25;
      long onset = onsets.get(i);
      notes.add(
          new Note(
              Instrument.LEAD,
              pitches.get(i),
              onset,
              end(i, event) - onset,
              velocity,
              pan,
              texture.brightness(Instrument.LEAD)));
    }
    return notes;
  }

  private long end(int i, MelodyPlan.Event event) {
    long onset = onsets.get(i);
    boolean followed = i + 1 < onsets.size();
    long phraseEnd = (long) Phrase.BARS * Phrase.TICKS_PER_BAR;
    long limit = followed ? onsets.get(i + 1) : phraseEnd;
    long end = Math.min(limit, onset + wishedTicks(event));
    // A crumb of silence before the next note sounds like a mistake.
    if (limit - end < TICKS_PER_EIGHTH) {
      end = limit;
      boolean apart = followed && Math.abs(pitches.get(i + 1) - pitches.get(i)) > WHOLE_TONE;
      end += apart ? (long) texture.ticks(OVERLAP_MILLISECONDS) : 0;
    }
    for (SoundingChord chord : chords) {
      long change = chord.span().startTicks();
      if (change > onset && change < end && !chord.admits(pitches.get(i))) {
        return change;
      }
    }
    return Math.min(end, phraseEnd);
  }
}
