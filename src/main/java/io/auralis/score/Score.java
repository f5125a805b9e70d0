package io.auralis.score;

import io.auralis.composition.ChordSpan;
import io.auralis.composition.Note;
import io.auralis.composition.Phrase;
import io.auralis.music.GenerationParameters;
import io.auralis.music.Tempo;
import io.auralis.music.Tonality;
import java.util.List;

/**
 * A phrase as it is played, for people and their programs to read.
 *
 * @param index number of the phrase in its station, from 0
 * @param beats length in beats; no whole number of bars if the phrase was cut at a beat
 * @param chords in order of time, without gaps
 * @param notes in order of their onsets; each starts and ends within the score
 */
public record Score(
    long index,
    GenerationParameters parameters,
    int beats,
    List<ScoreChord> chords,
    List<ScoreNote> notes) {

  public Score {
    chords = List.copyOf(chords);
    notes = List.copyOf(notes);
  }

  /**
   * Writes down what is played of a phrase.
   *
   * @param beats how many beats of it are played: what begins later is left out, and what reaches
   *     further ends there
   */
  public static Score of(Phrase phrase, int beats) {
    long length = (long) beats * Phrase.TICKS_PER_BEAT;
    Tonality tonality = phrase.parameters().tonality();
    return new Score(
        phrase.index(),
        phrase.parameters(),
        beats,
        phrase.chords().stream()
            .filter(chord -> chord.startTicks() < length)
            .map(chord -> chord(chord, length))
            .toList(),
        phrase.notes().stream()
            .filter(note -> note.onsetTicks() < length)
            .map(note -> note(note, tonality, length))
            .toList());
  }

  /** The name by which messages refer to the phrase, for example "phrase_42". */
  public String id() {
    return Phrase.idOf(index);
  }

  /** The scale that is played on the key's root, for example "aeolian". */
  public String mode() {
    return parameters.soundingMode().displayName();
  }

  public double bars() {
    return (double) beats / Tempo.BEATS_PER_BAR;
  }

  public double seconds() {
    return seconds(beats);
  }

  /** Seconds from the start of the score to a beat. */
  public double seconds(double beat) {
    return beat * parameters.tempo().beatSeconds();
  }

  long lengthTicks() {
    return (long) beats * Phrase.TICKS_PER_BEAT;
  }

  private static ScoreChord chord(ChordSpan span, long length) {
    return new ScoreChord(
        span.chord().displayName(),
        span.chord().symbol(),
        span.startTicks(),
        Math.min(span.endTicks(), length) - span.startTicks());
  }

  private static ScoreNote note(Note note, Tonality tonality, long length) {
    return new ScoreNote(
        Part.of(note.instrument()),
        note.pitch(),
        tonality.spell(note.pitch()).toString(),
        note.onsetTicks(),
        Math.min(note.endTicks(), length) - note.onsetTicks(),
        note.velocity());
  }
}
