package io.auralis.ledger;

import io.auralis.composition.ChordSpan;
import io.auralis.composition.Note;
import io.auralis.composition.Phrase;
import io.auralis.sequencing.Sequencer;
import java.util.List;
import java.util.Objects;

/**
 * A phrase at its place in a station's ledger.
 *
 * <p>Of several entries with the same index, the one with the highest revision counts. An entry
 * begins at its start frame, whatever the entry before it said of its own length: the start of a
 * later entry cuts the one before it. Immutable; any thread may use it.
 *
 * @param revision 0 for the first entry of an index; a control that replaces the entry appended
 *     last makes the next revision
 * @param startFrame frame of the first beat, at 44,100 Hz, counted from the station's epoch
 * @param phrase what is played: parameters, length in bars, chords, notes and ending
 * @param composer name of the composer that made the phrase, 1 to {@value #MOST_NAME_CHARACTERS}
 *     printable ASCII characters
 * @param composerVersion version of that composer, written in the same way
 */
public record LedgerEntry(
    int revision, long startFrame, Phrase phrase, String composer, String composerVersion) {

  /** The largest index and frame: every whole number up to it is exact in any language. */
  public static final long MOST = (1L << 53) - 1;

  /** About ten times what the busiest phrase of the composer that ships has. */
  public static final int MOST_NOTES = 1_024;

  /** Two for each beat. */
  public static final int MOST_CHORDS = 64;

  /** Of one chord. */
  public static final int MOST_PITCHES = 16;

  /** Characters of a composer's name or version. */
  public static final int MOST_NAME_CHARACTERS = 64;

  private static final int HIGHEST_PITCH = 127;

  /**
   * Checks that the entry can be written and played.
   *
   * @throws IllegalArgumentException if the revision or the start is negative, or index or start is
   *     above {@link #MOST}; if notes or chords reach beyond the end of the phrase, chords overlap
   *     or are out of order, or there are too many; or if a name is empty, too long or not ASCII.
   *     The message names the value
   */
  public LedgerEntry {
    Objects.requireNonNull(phrase, "phrase");
    require(revision >= 0, "revision", revision, "0 or more");
    require(startFrame >= 0 && startFrame <= MOST, "startFrame", startFrame, "0 to " + MOST);
    require(phrase.index() <= MOST, "index", phrase.index(), "0 to " + MOST);
    requireName("composer", composer);
    requireName("composerVersion", composerVersion);
    requireChords(phrase);
    requireNotes(phrase);
  }

  /** Number of the phrase in its station, from 0. */
  public long index() {
    return phrase.index();
  }

  /** Length in frames of all bars of the phrase, rounded to the nearest. */
  public long lengthFrames() {
    return Sequencer.barFrames(phrase.parameters().tempo(), phrase.bars());
  }

  /** The frame at which the phrase ends if no later entry begins before it. */
  public long endFrame() {
    return startFrame + lengthFrames();
  }

  private static void requireNotes(Phrase phrase) {
    int count = phrase.notes().size();
    require(count <= MOST_NOTES, "number of notes", count, "at most " + MOST_NOTES);
    long end = phrase.lengthTicks();
    for (Note note : phrase.notes()) {
      // Subtracted, since the sum of two large numbers could be negative.
      require(note.durationTicks() <= end - note.onsetTicks(), "note", note, "over at " + end);
    }
  }

  private static void requireChords(Phrase phrase) {
    int count = phrase.chords().size();
    require(count <= MOST_CHORDS, "number of chords", count, "at most " + MOST_CHORDS);
    long end = phrase.lengthTicks();
    long free = 0;
    requireVoicing(phrase.ending().voicing());
    for (ChordSpan chord : phrase.chords()) {
      require(chord.startTicks() >= free, "chord", chord, "at " + free + " or later");
      require(chord.durationTicks() <= end - chord.startTicks(), "chord", chord, "over at " + end);
      requireVoicing(chord.voicing());
      free = chord.endTicks();
    }
  }

  private static void requireVoicing(List<Integer> voicing) {
    int pitches = voicing.size();
    require(pitches <= MOST_PITCHES, "number of pitches", pitches, "at most " + MOST_PITCHES);
    for (int pitch : voicing) {
      require(pitch >= 0 && pitch <= HIGHEST_PITCH, "pitch", pitch, "0 to " + HIGHEST_PITCH);
    }
  }

  private static void requireName(String field, String name) {
    Objects.requireNonNull(name, field);
    require(
        !name.isEmpty() && name.length() <= MOST_NAME_CHARACTERS && Ascii.isPrintable(name),
        field,
        Ascii.excerpt(name),
        "1 to " + MOST_NAME_CHARACTERS + " printable ASCII characters");
  }

  private static void require(boolean valid, String name, Object value, String allowed) {
    if (!valid) {
      throw new IllegalArgumentException("Invalid " + name + ": " + value + ". Must be " + allowed);
    }
  }
}
