package io.auralis.ledger;

import static io.auralis.ledger.EntryBytes.Part;
import static io.auralis.ledger.EntryBytes.join;
import static io.auralis.ledger.EntryBytes.number;
import static io.auralis.ledger.EntryBytes.octets;
import static io.auralis.ledger.EntryBytes.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bytes that are no entry, and what is said of them. */
class RefusedEntryTest {

  private static final int NAMES = 1;
  private static final int COMPOSER = 2;
  private static final int PARAMETERS = 3;
  private static final int CHORDS = 4;
  private static final int VALUES = 5;
  private static final int NOTES = 6;
  private static final int ENDING = 7;

  private static final EntryBytes WRITTEN =
      EntryBytes.of(
          LedgerEntryCodec.write(
              LedgerEntries.composed(5, LedgerEntries.quiet().withIntensity(0.9), 1).get(0)));

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
    assertDamaged(
        WRITTEN.with(Part.of(ENDING, text("1|||||0,0,0|a3|0"), octets(1, 0xa3))).bytes(),
        "section 7 (ending): the melody's memory is in the text and behind it");
    assertDamaged(
        WRITTEN.with(Part.of(ENDING, text("1|||||0,0,0||0"), number(505), new byte[505])).bytes(),
        "section 7 (ending): Invalid melody memory: 505 bars. Must be at most 504");
  }

  @Test
  void aMessageStaysShortAndKeepsTheReason() {
    // Given
    byte[] bytes = WRITTEN.with(Part.of(ENDING, text("1|" + "x".repeat(4_000)))).bytes();

    // Then
    assertDamaged(bytes, "xxx. Must have version 1 and 8 fields");
    assertThatExceptionOfType(LedgerException.class)
        .isThrownBy(() -> LedgerEntryCodec.read(bytes))
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(400));
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

  private static void assertDamaged(byte[] bytes, String message) {
    assertThatExceptionOfType(LedgerException.class)
        .isThrownBy(() -> LedgerEntryCodec.read(bytes))
        .withMessageContaining(message)
        .satisfies(e -> assertThat(e.reason()).isEqualTo(LedgerException.Reason.DAMAGED));
  }
}
