package io.auralis.music;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChordTest {

  @Test
  void intervalsOfEverySymbolAreThoseOfTheSpecification() {
    // Given
    Map<String, List<Integer>> specification =
        Map.ofEntries(
            Map.entry("i", List.of(0, 3, 7)),
            Map.entry("ii", List.of(0, 3, 7)),
            Map.entry("III", List.of(0, 4, 7)),
            Map.entry("iv", List.of(0, 3, 7)),
            Map.entry("v", List.of(0, 3, 7)),
            Map.entry("V", List.of(0, 4, 7)),
            Map.entry("VI", List.of(0, 4, 7)),
            Map.entry("VII", List.of(0, 4, 7)),
            Map.entry("i7", List.of(0, 3, 7, 10)),
            Map.entry("imaj7", List.of(0, 3, 7, 11)),
            Map.entry("VI9", List.of(0, 4, 7, 10, 14)));

    // Then
    specification.forEach(
        (symbol, intervals) ->
            assertThat(RomanChord.parse(symbol).quality().intervals())
                .as(symbol)
                .isEqualTo(intervals));
  }

  @ParameterizedTest
  @CsvSource({
    "A minor, i, 57, Am", "A minor, ii, 59, Bm", "A minor, VI, 65, F major",
    "A minor, i7, 57, Am7", "A minor, imaj7, 57, Am(maj7)", "A minor, VI9, 65, F9",
    "F minor, iv, 70, B♭m", "F minor, VI, 73, D♭ major", "C minor, VII, 70, B♭ major",
    "B minor, v, 66, F♯m", "B major, iii, 63, D♯m", "C major, IV, 65, F major",
    "F major, IV, 70, B♭ major", "D major, V, 69, A major", "E major, vi, 73, C♯m"
  })
  void aChordStandsOnItsDegreeAndIsSpelledInItsKey(
      String key, String symbol, int rootMidi, String name) {
    // When
    Chord chord = new Chord(Key.parse(key), RomanChord.parse(symbol));

    // Then
    assertThat(chord.rootMidi()).isEqualTo(rootMidi);
    assertThat(chord.rootPitchClass()).isEqualTo(rootMidi % 12);
    assertThat(chord.displayName()).isEqualTo(name);
    assertThat(chord.symbol()).isEqualTo(symbol);
  }

  @Test
  void aModeMovesTheChordsOfTheKey() {
    // Given
    Tonality phrygian = new Tonality(Key.A_MINOR, Mode.PHRYGIAN);
    Tonality lydian = new Tonality(Key.F_MAJOR, Mode.LYDIAN);

    // Then
    assertThat(new Chord(phrygian, RomanChord.MAJOR_II).displayName()).isEqualTo("B♭ major");
    assertThat(new Chord(phrygian, RomanChord.MINOR_VII).pitchClasses()).containsExactly(7, 10, 2);
    assertThat(new Chord(lydian, RomanChord.MAJOR_II).displayName()).isEqualTo("G major");
    assertThat(new Chord(lydian, RomanChord.MINOR_VII).displayName()).isEqualTo("Em");
  }

  @Test
  void pitchClassesGoUpFromTheRoot() {
    assertThat(new Chord(Key.A_MINOR, RomanChord.MINOR_II).pitchClasses())
        .containsExactly(11, 2, 6);
    assertThat(new Chord(Key.A_MINOR, RomanChord.MAJOR_NINTH_VI).pitchClasses())
        .containsExactly(5, 9, 0, 3, 7);
  }

  @Test
  void anUnknownSymbolIsRejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RomanChord.parse("viii"))
        .withMessageStartingWith("Invalid chord symbol: viii. Must be one of: i, ii, III");
  }
}
