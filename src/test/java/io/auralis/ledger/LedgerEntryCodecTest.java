package io.auralis.ledger;

import static io.auralis.ledger.EntryBytes.Part;
import static io.auralis.ledger.EntryBytes.join;
import static io.auralis.ledger.EntryBytes.octets;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.auralis.composition.Instrument;
import io.auralis.composition.Note;
import io.auralis.composition.Phrase;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerEntryCodecTest {

  private static final int NAMES = 1;

  private static final LedgerEntry ENTRY =
      LedgerEntries.composed(5, LedgerEntries.quiet().withIntensity(0.9), 3).get(2);
  private static final EntryBytes WRITTEN = EntryBytes.of(LedgerEntryCodec.write(ENTRY));

  @Test
  void theLargestEntryIsReadAsItWasWritten() {
    // When
    byte[] bytes = LedgerEntryCodec.write(LedgerEntries.largest());

    // Then
    assertThat(bytes).hasSizeLessThanOrEqualTo(LedgerEntryCodec.MOST_BYTES);
    assertThat(LedgerEntryCodec.read(bytes)).isEqualTo(LedgerEntries.largest());
  }

  @Test
  void zeroKeepsItsSign() {
    // Given
    LedgerEntry entry = withNotes(note(60, 0.0), note(61, -0.0));

    // When
    LedgerEntry read = LedgerEntryCodec.read(LedgerEntryCodec.write(entry));

    // Then
    assertThat(read).isEqualTo(entry);
    assertThat(Double.doubleToRawLongBits(read.phrase().notes().get(1).pan()))
        .isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void namesAreWrittenOnce() {
    String bytes = new String(WRITTEN.bytes(), StandardCharsets.ISO_8859_1);
    for (Instrument instrument : List.of(Instrument.PAD, Instrument.LEAD, Instrument.BREATH)) {
      String name = InstrumentNames.of(instrument);
      assertThat(bytes).containsOnlyOnce(name);
    }
  }

  @Test
  void notesOfAnUnknownInstrumentAreLeftOut() {
    // When
    LedgerEntry read = LedgerEntryCodec.read(renamed("lead", "harp"));

    // Then
    Phrase phrase = ENTRY.phrase();
    List<Note> others =
        phrase.notes().stream().filter(note -> note.instrument() != Instrument.LEAD).toList();
    assertThat(others).hasSizeLessThan(phrase.notes().size()).isNotEmpty();
    assertThat(read.phrase())
        .isEqualTo(
            new Phrase(
                phrase.index(),
                phrase.parameters(),
                phrase.bars(),
                phrase.chords(),
                others,
                phrase.ending()));
  }

  @ParameterizedTest
  @CsvSource({
    "A minor, H minor, Invalid key: H minor.",
    "aeolian, locrian, Invalid mode: locrian.",
    "i, x, Invalid chord symbol: x."
  })
  void anUnknownKeyModeOrChordIsOfANewerVersion(String known, String unknown, String message) {
    // Given
    byte[] bytes = renamed(known, unknown);

    // Then
    assertRefused(bytes, LedgerException.Reason.NEWER, message);
    assertThat(LedgerEntryCodec.peek(bytes)).isEqualTo(header(1));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 255})
  void aNewerMajorVersionIsRefusedButItsPlaceIsKnown(int version) {
    // Given: behind the header there is nothing that this version knows
    byte[] header = WRITTEN.header.clone();
    header[2] = (byte) version;
    byte[] bytes = EntryBytes.withChecksum(join(header, octets(0xff, 0xff, 0xff)));

    // Then
    assertRefused(
        bytes,
        LedgerException.Reason.NEWER,
        "Ledger entry 2-0 is of version " + version + "; this program reads version 1");
    assertThat(LedgerEntryCodec.peek(bytes)).isEqualTo(header(version));
  }

  /** The entry as one would write it that calls something otherwise. */
  private static byte[] renamed(String known, String other) {
    String names = new String(WRITTEN.part(NAMES), StandardCharsets.ISO_8859_1);
    String length = String.valueOf((char) known.length());
    assertThat(names).containsOnlyOnce(length + known);
    String changed = names.replace(length + known, length + other);
    return WRITTEN.with(Part.of(NAMES, changed.getBytes(StandardCharsets.ISO_8859_1))).bytes();
  }

  private static LedgerHeader header(int version) {
    return new LedgerHeader(version, 2, 0, ENTRY.startFrame(), ENTRY.lengthFrames());
  }

  private static Note note(int pitch, double pan) {
    return new Note(Instrument.PAD, pitch, 0, 1, 0.5, pan, 0.5);
  }

  private static LedgerEntry withNotes(Note... notes) {
    Phrase phrase =
        new Phrase(0, LedgerEntries.quiet(), 1, List.of(), List.of(notes), LedgerEntries.none());
    return new LedgerEntry(0, 0, phrase, LedgerEntries.COMPOSER, LedgerEntries.VERSION);
  }

  private static void assertRefused(byte[] bytes, LedgerException.Reason reason, String message) {
    assertThatExceptionOfType(LedgerException.class)
        .isThrownBy(() -> LedgerEntryCodec.read(bytes))
        .withMessageContaining(message)
        .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
