package io.auralis.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.auralis.composition.ChordSpan;
import io.auralis.composition.Instrument;
import io.auralis.composition.Note;
import io.auralis.composition.Phrase;
import io.auralis.composition.PhraseEndingText;
import io.auralis.music.Chord;
import io.auralis.music.GenerationParameters;
import io.auralis.music.Key;
import io.auralis.music.Mode;
import io.auralis.music.RomanChord;
import io.auralis.music.Tempo;
import io.auralis.music.Tonality;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The example in docs/ledger.md comes from here: this test leaves it in target/ledger-example.md,
 * and holds the document to it. The document's bytes are of version 1, which every later version
 * has to read.
 */
class LedgerDocumentTest {

  private static final Pattern HEX_LINE =
      Pattern.compile("([0-9a-f]{2}(?: [0-9a-f]{2})*)(?:  .*)?");

  private static final LedgerEntry EXAMPLE =
      new LedgerEntry(1, 2_419_200, phrase(), "ambient", "1");

  @Test
  void theDocumentShowsWhatIsWritten() throws IOException {
    // Given
    List<String> lines = EntryListing.of(LedgerEntryCodec.write(EXAMPLE));
    Files.write(Path.of("target/ledger-example.md"), lines);

    // Then
    assertThat(documented()).containsExactlyElementsOf(lines);
  }

  @Test
  void theBytesOfTheDocumentAreRead() throws IOException {
    // When
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (String line : documented()) {
      var hex = HEX_LINE.matcher(line);
      assertThat(hex.matches()).isTrue();
      bytes.writeBytes(HexFormat.ofDelimiter(" ").parseHex(hex.group(1)));
    }

    // Then
    assertThat(LedgerEntryCodec.read(bytes.toByteArray())).isEqualTo(EXAMPLE);
  }

  private static List<String> documented() throws IOException {
    return Files.readAllLines(Path.of("docs/ledger.md")).stream()
        .filter(line -> HEX_LINE.matcher(line).matches())
        .toList();
  }

  private static Phrase phrase() {
    Tonality tonality = new Tonality(Key.A_MINOR, Mode.DORIAN);
    return new Phrase(
        2,
        new GenerationParameters(Key.A_MINOR, new Tempo(70), 0.5, Optional.of(Mode.DORIAN)),
        1,
        List.of(
            new ChordSpan(
                new Chord(tonality, RomanChord.MINOR_I),
                0,
                Phrase.TICKS_PER_BAR,
                List.of(57, 60, 64))),
        List.of(
            new Note(Instrument.PAD, 57, 0, Phrase.TICKS_PER_BAR, 0.5, -0.6, 0.4),
            new Note(Instrument.SUB, 33, 0, Phrase.TICKS_PER_BAR, 0.5, 0, 0.2),
            new Note(Instrument.BELL, 76, 1_931, Phrase.TICKS_PER_BEAT, 0.35, 0.25, 0.4)),
        PhraseEndingText.read("1|A minor,dorian,i|57,60,64|33||0,0,17|00a3|58285714"));
  }
}
