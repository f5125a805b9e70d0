package io.auralis.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.auralis.composition.AmbientComposer;
import io.auralis.composition.Phrase;
import io.auralis.music.GenerationParameters;
import io.auralis.music.Tempo;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What holds for every entry. */
class LedgerEntryCodecPropertyTest {

  private static final int FIRST_UNKNOWN_TAG = Section.values().length + 1;

  @Property(tries = 200)
  void whatIsComposedIsReadAsItWasWritten(@ForAll long seed) {
    Random random = new Random(seed);
    GenerationParameters parameters = LedgerEntries.parameters(random);
    for (LedgerEntry entry : LedgerEntries.composed(seed, parameters, 1 + random.nextInt(12))) {
      assertThatItReturns(entry);
      int beats = 1 + random.nextInt(Phrase.BARS * Tempo.BEATS_PER_BAR);
      assertThatItReturns(
          new LedgerEntry(
              1 + random.nextInt(100),
              entry.startFrame(),
              entry.phrase().cutAfterBeats(beats),
              entry.composer(),
              entry.composerVersion()));
    }
  }

  @Property(tries = 2_000)
  void whateverAnEntryMayHaveIsReadAsItWasWritten(@ForAll long seed) {
    assertThatItReturns(LedgerEntries.arbitrary(new Random(seed)));
  }

  @Property(tries = 100)
  void musicGoesOnFromAnEntryAsItWouldHave(@ForAll long seed) {
    // Given
    Random random = new Random(seed);
    GenerationParameters parameters = LedgerEntries.parameters(random);
    List<LedgerEntry> entries = LedgerEntries.composed(seed, parameters, 4);

    // When
    LedgerEntry read = LedgerEntryCodec.read(LedgerEntryCodec.write(entries.get(2)));
    Phrase next = new AmbientComposer().compose(seed, 3, parameters, read.phrase().ending());

    // Then
    assertThat(next).isEqualTo(entries.get(3).phrase());
  }

  @Property(tries = 500)
  void sectionsMayComeInAnyOrderAndUnknownOnesAreSkipped(@ForAll long seed) {
    // Given
    Random random = new Random(seed);
    LedgerEntry entry = LedgerEntries.arbitrary(random);
    EntryBytes written = EntryBytes.of(LedgerEntryCodec.write(entry));
    List<EntryBytes.Part> parts = new ArrayList<>(written.parts);
    for (int i = random.nextInt(5); i >= 0; i--) {
      byte[] content = new byte[random.nextInt(200)];
      random.nextBytes(content);
      long tag = FIRST_UNKNOWN_TAG + (random.nextLong() >>> 12) / (1L << random.nextInt(51));
      parts.add(new EntryBytes.Part(random.nextInt(9) == 0 ? 0 : tag, content));
    }
    Collections.shuffle(parts, random);

    // When
    LedgerEntry read = LedgerEntryCodec.read(written.withParts(parts).bytes());

    // Then
    assertThat(read).isEqualTo(entry);
  }

  private static void assertThatItReturns(LedgerEntry entry) {
    byte[] bytes = LedgerEntryCodec.write(entry);
    assertThat(LedgerEntryCodec.read(bytes)).isEqualTo(entry);
    assertThat(LedgerEntryCodec.peek(bytes))
        .isEqualTo(
            new LedgerHeader(
                LedgerEntryCodec.VERSION,
                entry.index(),
                entry.revision(),
                entry.startFrame(),
                entry.lengthFrames()));
  }
}
