package io.auralis.composition;

import io.auralis.music.Chord;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * All that a phrase hands to the next one, small enough to be written down with every phrase.
 *
 * @param chord the chord that sounded last, in its key; empty at a station's start
 * @param voicing the MIDI pitches that the pads held last, ascending
 * @param melodyPitch the MIDI pitch of the last melody note of the phrase, if it had one
 * @param motif the number of the motif that the melody is made of
 * @param newestMotif the highest motif number so far: lower ones are memories that may return
 * @param motifBars for how many bars in a row this motif has been in use
 */
public record PhraseEnding(
    Optional<Chord> chord,
    List<Integer> voicing,
    OptionalInt melodyPitch,
    int motif,
    int newestMotif,
    int motifBars) {

  private static final PhraseEnding NONE =
      new PhraseEnding(Optional.empty(), List.of(), OptionalInt.empty(), 0, 0, 0);

  /**
   * @throws IllegalArgumentException if the motif numbers contradict each other
   */
  public PhraseEnding {
    Objects.requireNonNull(chord, "chord");
    Objects.requireNonNull(melodyPitch, "melodyPitch");
    voicing = List.copyOf(voicing);
    if (motif < 0 || newestMotif < motif || motifBars < 0) {
      throw new IllegalArgumentException(
          "Invalid motif memory: " + motif + " of " + newestMotif + ", " + motifBars + " bars");
    }
  }

  /** Where a station starts: nothing has sounded yet. */
  public static PhraseEnding none() {
    return NONE;
  }

  /** The ending of a phrase with these chords and notes; the motif fields are taken as they are. */
  static PhraseEnding of(
      List<ChordSpan> chords, List<Note> notes, int motif, int newestMotif, int motifBars) {
    Optional<ChordSpan> last = chords.stream().reduce((earlier, later) -> later);
    OptionalInt melodyPitch =
        notes.stream()
            .filter(note -> note.instrument() == Instrument.LEAD)
            .mapToInt(Note::pitch)
            .reduce((earlier, later) -> later);
    return new PhraseEnding(
        last.map(ChordSpan::chord),
        last.map(ChordSpan::voicing).orElse(List.of()),
        melodyPitch,
        motif,
        newestMotif,
        motifBars);
  }
}
