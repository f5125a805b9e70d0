package io.auralis.composition;

import io.auralis.music.GenerationParameters;
import io.auralis.music.Tempo;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Eight bars of music, or fewer if it was cut short, in ticks from its own start. The tempo in
 * {@link #parameters()} says how long a tick is.
 *
 * @param index number of the phrase in its station, from 0
 * @param bars length in bars, 1 to {@value #BARS}
 * @param chords what sounds when, in order of time, without gaps
 * @param notes all notes in order of their onsets; each starts and ends within the phrase
 * @param ending what the next phrase needs to know
 */
public record Phrase(
    long index,
    GenerationParameters parameters,
    int bars,
    List<ChordSpan> chords,
    List<Note> notes,
    PhraseEnding ending) {

  /** Length of a phrase that nobody cuts. */
  public static final int BARS = 8;

  public static final int TICKS_PER_BEAT = 960;
  public static final int TICKS_PER_BAR = TICKS_PER_BEAT * Tempo.BEATS_PER_BAR;

  private static final long MICROS_PER_MINUTE = 60_000_000;

  private static final Comparator<Note> BY_ONSET =
      Comparator.comparingLong(Note::onsetTicks)
          .thenComparing(Note::instrument)
          .thenComparingInt(Note::pitch);

  /**
   * Copies and sorts the lists.
   *
   * @throws IllegalArgumentException if the index is negative, the length is not 1 to {@value
   *     #BARS} bars, or a note starts after the end
   */
  public Phrase {
    Objects.requireNonNull(parameters, "parameters");
    Objects.requireNonNull(ending, "ending");
    if (index < 0) {
      throw new IllegalArgumentException("Invalid phrase index: " + index + ". Must be 0 or more");
    }
    if (bars < 1 || bars > BARS) {
      throw new IllegalArgumentException("Invalid bars: " + bars + ". Must be 1 to " + BARS);
    }
    chords = List.copyOf(chords);
    notes = notes.stream().sorted(BY_ONSET).toList();
    for (Note note : notes) {
      if (note.onsetTicks() >= (long) bars * TICKS_PER_BAR) {
        throw new IllegalArgumentException("Note after the end of " + bars + " bars: " + note);
      }
    }
  }

  /** The name by which messages refer to the phrase, for example "phrase_42". */
  public String id() {
    return idOf(index);
  }

  /** The name of the phrase with this index. */
  public static String idOf(long index) {
    return "phrase_" + index;
  }

  /** Whole microseconds of some bars: a count that can be added up and taken back exactly. */
  static long micros(Tempo tempo, int bars) {
    return bars * (Tempo.BEATS_PER_BAR * MICROS_PER_MINUTE / tempo.bpm());
  }

  /** Length in ticks. */
  public long lengthTicks() {
    return (long) bars * TICKS_PER_BAR;
  }

  /**
   * This phrase as if it had ended after that many bars. Notes that start later are gone, notes and
   * chords that reach further end at the cut (a note's release still rings out), and the ending
   * speaks of what was really heard.
   *
   * @param bars 1 to the length of this phrase
   * @throws IllegalArgumentException if there are not that many bars
   */
  public Phrase cutAfter(int bars) {
    if (bars < 1 || bars > this.bars) {
      throw new IllegalArgumentException(
          "Cannot cut after bar " + bars + ": the phrase has " + this.bars);
    }
    return cutAfterBeats(bars * Tempo.BEATS_PER_BAR);
  }

  /**
   * This phrase as if it had ended after that many beats, as {@link #cutAfter} with bars. A bar
   * that has begun counts as one in the length and in what is remembered of motifs and melody.
   *
   * @param beats 1 to the length of this phrase
   * @throws IllegalArgumentException if there are not that many beats
   */
  public Phrase cutAfterBeats(int beats) {
    if (beats < 1 || beats > bars * Tempo.BEATS_PER_BAR) {
      throw new IllegalArgumentException(
          "Cannot cut after beat " + beats + ": the phrase has " + bars * Tempo.BEATS_PER_BAR);
    }
    if (beats == bars * Tempo.BEATS_PER_BAR) {
      return this;
    }
    int heardBars = (beats + Tempo.BEATS_PER_BAR - 1) / Tempo.BEATS_PER_BAR;
    long cut = (long) beats * TICKS_PER_BEAT;
    List<ChordSpan> heardChords =
        chords.stream()
            .filter(chord -> chord.startTicks() < cut)
            .map(chord -> chord.endTicks() > cut ? chord.endingAt(cut) : chord)
            .toList();
    List<Note> heardNotes =
        notes.stream()
            .filter(note -> note.onsetTicks() < cut)
            .map(note -> note.endTicks() > cut ? note.endingAt(cut) : note)
            .toList();
    int dropped = bars - heardBars;
    long unheardMicros =
        micros(parameters.tempo(), bars)
            - micros(parameters.tempo(), 1) * beats / Tempo.BEATS_PER_BAR;
    PhraseEnding heardEnding =
        PhraseEnding.of(
            heardChords,
            heardNotes,
            ending.motifs().without(dropped),
            ending.melody().without(dropped),
            Math.max(0, ending.elapsedMicros() - unheardMicros));
    return new Phrase(index, parameters, heardBars, heardChords, heardNotes, heardEnding);
  }
}
