package io.auralis.composition;

import static io.auralis.composition.Compositions.forEvery;
import static io.auralis.composition.Compositions.parameters;
import static io.auralis.composition.Compositions.play;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.auralis.music.Chord;
import io.auralis.music.Key;
import io.auralis.music.Mode;
import io.auralis.music.RomanChord;
import io.auralis.music.Tempo;
import io.auralis.music.Tonality;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhraseEndingTextTest {

  @Test
  void aLineHasAllFields() {
    // Given
    PhraseEnding ending =
        new PhraseEnding(
            Optional.of(
                new Chord(new Tonality(Key.A_MINOR, Mode.DORIAN), RomanChord.MINOR_SEVENTH_I)),
            List.of(53, 57, 60, 64),
            OptionalInt.of(41),
            OptionalInt.empty(),
            new MotifMemory(2, 4, 16),
            new MelodyMemory(List.of(0, 163, 255)),
            164_571_424);
    String line = "1|A minor,dorian,i7|53,57,60,64|41||2,4,16|00a3ff|164571424";

    // Then
    assertThat(PhraseEndingText.write(ending)).isEqualTo(line);
    assertThat(PhraseEndingText.read(line)).isEqualTo(ending);
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    assertThat(PhraseEndingText.read(PhraseEndingText.write(PhraseEnding.none())))
        .isEqualTo(PhraseEnding.none());
    forEvery(
        phrase ->
            assertThat(PhraseEndingText.read(PhraseEndingText.write(phrase.ending())))
                .isEqualTo(phrase.ending()));
  }

  @Test
  void musicGoesOnFromALineAsItWouldHave() {
    // Given
    List<Phrase> phrases = play(4, parameters(0.7), 30);
    Composer composer = new AmbientComposer();

    for (int index = 1; index < phrases.size(); index++) {
      // When
      String line = PhraseEndingText.write(phrases.get(index - 1).ending());
      Phrase phrase = composer.compose(4, index, parameters(0.7), PhraseEndingText.read(line));

      // Then
      assertThat(phrase).isEqualTo(phrases.get(index));
    }
  }

  @Test
  void itStaysSmall() {
    // When: an hour at the fastest tempo, where ten minutes have most bars
    List<Phrase> phrases = play(4, parameters(1).withTempo(new Tempo(200)), 400);

    // Then
    assertThat(phrases)
        .allMatch(phrase -> PhraseEndingText.write(phrase.ending()).length() <= 1_200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "'';Must have version 1 and 8 fields",
        "2|||||0,0,0||0;Must have version 1 and 8 fields",
        "1|||||0,0,0|0;Must have version 1 and 8 fields",
        "1|A minor,aeolian|||||0,0,0|0;Invalid chord: A minor,aeolian. Must be key,mode,symbol",
        "1|H minor,aeolian,i||||0,0,0||0;Invalid key: H minor",
        "1||x|||0,0,0||0;For input string",
        "1|||||0,0||0;Invalid motif memory: [0, 0]. Must be three",
        "1|||||3,2,0||0;Invalid motif memory: 3 of 2",
        "1|||||0,0,0|0||0;Must have version 1 and 8 fields",
        "1|||||0,0,0|0g|0;Invalid phrase ending",
        "1|||||0,0,0||-1;Invalid elapsedMicros: -1. Must be 0 or more"
      })
  void aDamagedLineIsRejectedWithWhatIsWrong(String line, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PhraseEndingText.read(line))
        .withMessageStartingWith("Invalid phrase ending: " + line)
        .withMessageContaining(message);
  }
}
