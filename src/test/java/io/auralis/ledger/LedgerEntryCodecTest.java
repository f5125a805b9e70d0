package io.auralis.ledger;

import static io.auralis.ledger.EntryBytes.Part;
import static io.auralis.ledger.EntryBytes.join;
import static io.auralis.ledger.EntryBytes.number;
import static io.auralis.ledger.EntryBytes.octets;
import static io.auralis.ledger.EntryBytes.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.auralis.composition.Instrument;
import io.auralis.composition.Note;
import io.auralis.composition.Phrase;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerEntryCodecTest {

  private static final int NAMES = 1;
  private static final int COMPOSER = 2;
  private static final int PARAMETERS = 3;
  private static final int CHORDS = 4;
  private static final int VALUES = 5;
  private static final int NOTES = 6;
  private static final int ENDING = 7;

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

  @Test
  void whatIsNoEntryIsRefusedWithWhatIsWrong() {
    byte[] bytes = WRITTEN.bytes();
    byte[] changed = bytes.clone();
    changed[100] ^= 1;
    assertDamaged(new byte[0], "size: 0 bytes; an entry has 11 to 65536 bytes");
    assertDamaged(new byte[LedgerEntryCodec.MOST_BYTES + 1], "size: 65537 bytes");
    assertDamaged(new byte[100], "header: it does not begin with the letters AL");
    assertDamaged(changed, "checksum: ");
    assertDamaged(Arrays.copyOf(bytes, bytes.length - 1), "checksum: ");
    assertDamaged(start(0, 1, 2, 3, 4), "header: there is no version 0");
    assertDamaged(start(1, 1, 2, 3, 0x80), "header: cut off: 1 bytes expected, 0 left");
  }

  @Test
  void aNumberIsNeitherTooLargeNorTooLong() {
    byte[] most = number(LedgerEntry.MOST);
    byte[] tooLarge = number(LedgerEntry.MOST + 1);
    byte[] tooLong = octets(0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0);
    byte[] three = octets(0, 0, 0);
    byte[] start = octets('A', 'L', 1);
    assertThat(LedgerEntryCodec.peek(EntryBytes.withChecksum(join(start, most, three))).index())
        .isEqualTo(LedgerEntry.MOST);
    assertDamaged(
        EntryBytes.withChecksum(join(start, tooLarge, three)),
        "header: the number 9007199254740992 is too large");
    assertDamaged(
        EntryBytes.withChecksum(join(start, tooLong, three)),
        "header: a number has more than 8 bytes");
    assertDamaged(
        EntryBytes.withChecksum(join(start, octets(0), number(1L << 31), octets(0, 0))),
        "header: the revision is 2147483648; it must be 0 to 2147483647");
  }

  @Test
  void eachSectionIsThereOnce() {
    for (int tag = NAMES; tag <= ENDING; tag++) {
      List<Part> missing = new ArrayList<>(WRITTEN.parts);
      Part removed = missing.remove(tag - 1);
      List<Part> twice = new ArrayList<>(WRITTEN.parts);
      twice.add(removed);
      assertDamaged(WRITTEN.withParts(missing).bytes(), "section " + tag + " (");
      assertDamaged(WRITTEN.withParts(missing).bytes(), "): it is missing");
      assertDamaged(WRITTEN.withParts(twice).bytes(), "): it is there twice");
    }
  }

  @Test
  void aSectionHasNothingBehindWhatIsKnownOfIt() {
    for (int tag = NAMES; tag <= ENDING; tag++) {
      byte[] bytes = WRITTEN.with(Part.of(tag, WRITTEN.part(tag), octets(0))).bytes();
      assertDamaged(bytes, "1 bytes more than expected");
    }
  }

  @Test
  void aSectionReachesNotBeyondTheEntry() {
    byte[] content = join(EntryBytes.withoutChecksum(WRITTEN.bytes()), number(99), number(5));
    assertDamaged(
        EntryBytes.withChecksum(content), "section 99: cut off: 5 bytes expected, 0 left");
  }

  @Test
  void valuesOutOfRangeAreRefusedWithWhereTheyAre() {
    byte[] key = number(0);
    byte[] half = Arrays.copyOfRange(WRITTEN.part(PARAMETERS), 3, 11);
    assertDamaged(
        WRITTEN.with(Part.of(PARAMETERS, key, octets(0, 39), half, octets(8))).bytes(),
        "section 3 (parameters): Invalid bpm: 39.");
    assertDamaged(
        WRITTEN.with(Part.of(PARAMETERS, key, octets(0, 70), half, octets(9))).bytes(),
        "section 3 (parameters): the number of bars is 9; it must be 0 to 8");
    assertDamaged(
        WRITTEN.with(Part.of(PARAMETERS, key, octets(0, 70), half, octets(0))).bytes(),
        "phrase: Invalid bars: 0.");
    assertDamaged(
        WRITTEN.with(Part.of(PARAMETERS, number(1_000), octets(0, 70), half, octets(8))).bytes(),
        "section 3 (parameters): it refers to name 1000 of ");
    assertDamaged(
        WRITTEN.with(Part.of(PARAMETERS, key, octets(0, 71), half, octets(8))).bytes(),
        "the length is 1209600 frames in the header and 1192563 in the phrase");
    assertDamaged(
        WRITTEN.with(Part.of(COMPOSER, text(""), text("1"))).bytes(), "entry: Invalid composer: .");
    assertDamaged(
        WRITTEN.with(Part.of(COMPOSER, octets(1, '\n'), text("1"))).bytes(),
        "section 2 (composer): a text is not printable ASCII: ?");
    assertDamaged(
        WRITTEN.with(Part.of(CHORDS, octets(1, 0, 1, 2, 0, 0, 0))).bytes(), "section 4 (chords): ");
    assertDamaged(
        WRITTEN.with(Part.of(ENDING, text("1|x"))).bytes(),
        "section 7 (ending): Invalid phrase ending: 1|x. Must have version 1 and 8 fields");
  }

  @Test
  void valuesOfNotesAreChecked() {
    byte[] nan = octets(0, 0, 0, 0, 0, 0, 0xf8, 0x7f);
    byte[] pad = number(instrument("pad"));
    assertDamaged(
        WRITTEN
            .with(Part.of(VALUES, octets(1), nan))
            .with(Part.of(NOTES, octets(1), pad, octets(60, 0, 1, 0, 0, 0)))
            .bytes(),
        "section 6 (notes): Invalid velocity: NaN.");
    assertDamaged(
        WRITTEN.with(Part.of(VALUES, octets(0))).bytes(),
        "section 6 (notes): it refers to value 0 of 0");
    assertDamaged(
        WRITTEN.with(Part.of(NOTES, octets(1, 0, 60, 0), number(30_721), octets(0, 0, 0))).bytes(),
        "section 6 (notes): a time in ticks is 30721; it must be 0 to 30720");
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

  private static int instrument(String name) {
    int[] at = {0};
    byte[] names = WRITTEN.part(NAMES);
    long count = EntryBytes.number(names, at);
    for (int i = 0; i < count; i++) {
      int length = (int) EntryBytes.number(names, at);
      String found = new String(names, at[0], length, StandardCharsets.US_ASCII);
      if (found.equals(name)) {
        return i;
      }
      at[0] += length;
    }
    throw new AssertionError(name);
  }

  private static byte[] start(int... octets) {
    return EntryBytes.withChecksum(join(octets('A', 'L'), octets(octets)));
  }

  private static Note note(int pitch, double pan) {
    return new Note(Instrument.PAD, pitch, 0, 1, 0.5, pan, 0.5);
  }

  private static LedgerEntry withNotes(Note... notes) {
    Phrase phrase =
        new Phrase(0, LedgerEntries.quiet(), 1, List.of(), List.of(notes), LedgerEntries.none());
    return new LedgerEntry(0, 0, phrase, LedgerEntries.COMPOSER, LedgerEntries.VERSION);
  }

  private static void assertDamaged(byte[] bytes, String message) {
    assertRefused(bytes, LedgerException.Reason.DAMAGED, message);
  }

  private static void assertRefused(byte[] bytes, LedgerException.Reason reason, String message) {
    assertThatExceptionOfType(LedgerException.class)
        .isThrownBy(() -> LedgerEntryCodec.read(bytes))
        .withMessageContaining(message)
        .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
