package io.auralis.composition;

import io.auralis.music.Chord;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * All that a phrase hands to the next one, small enough to be written down with every phrase: the
 * progression, the register of each part, the memory of motifs and melodies, and where the slow
 * arcs are. {@link PhraseEndingText} writes and reads it.
 *
 * @param chord the chord that sounded last, in its tonality; empty at a station's start
 * @param voicing the MIDI pitches that the pads held last, ascending
 * @param bass the MIDI pitch that the bass held last, if it had one
 * @param melodyPitch the MIDI pitch of the last melody note of the phrase, if it had one
 * @param motifs which melodic ideas there were
 * @param melody what was sung in the last minutes
 * @param elapsedMicros the length of all phrases so far in microseconds of music; the slow arcs
 *     follow it
 */
public record PhraseEnding(
    Optional<Chord> chord,
    List<Integer> voicing,
    OptionalInt bass,
    OptionalInt melodyPitch,
    MotifMemory motifs,
    MelodyMemory melody,
    long elapsedMicros) {

  private static final PhraseEnding NONE =
      new PhraseEnding(
          Optional.empty(),
          List.of(),
          OptionalInt.empty(),
          OptionalInt.empty(),
          MotifMemory.NONE,
          MelodyMemory.NONE,
          0);

  /**
   * @throws IllegalArgumentException if time is negative
   */
  public PhraseEnding {
    Objects.requireNonNull(chord, "chord");
    Objects.requireNonNull(bass, "bass");
    Objects.requireNonNull(melodyPitch, "melodyPitch");
    Objects.requireNonNull(motifs, "motifs");
    Objects.requireNonNull(melody, "melody");
    voicing = List.copyOf(voicing);
    if (elapsedMicros < 0) {
      throw new IllegalArgumentException(
          "Invalid elapsedMicros: " + elapsedMicros + ". Must be 0 or more");
    }
  }

  /** Where a station starts: nothing has sounded yet. */
  public static PhraseEnding none() {
    return NONE;
  }

  /** The same with another memory of what was sung. */
  public PhraseEnding withMelody(MelodyMemory other) {
    return new PhraseEnding(chord, voicing, bass, melodyPitch, motifs, other, elapsedMicros);
  }

  /** The ending of a phrase with these chords and notes; the memories are taken as they are. */
  static PhraseEnding of(
      List<ChordSpan> chords,
      List<Note> notes,
      MotifMemory motifs,
      MelodyMemory melody,
      long elapsedMicros) {
    Optional<ChordSpan> last = chords.stream().reduce((earlier, later) -> later);
    return new PhraseEnding(
        last.map(ChordSpan::chord),
        last.map(ChordSpan::voicing).orElse(List.of()),
        lastPitch(notes, Instrument.SUB),
        lastPitch(notes, Instrument.LEAD),
        motifs,
        melody,
        elapsedMicros);
  }

  private static OptionalInt lastPitch(List<Note> notes, Instrument instrument) {
    return notes.stream()
        .filter(note -> note.instrument() == instrument)
        .mapToInt(Note::pitch)
        .reduce((earlier, later) -> later);
  }
}
