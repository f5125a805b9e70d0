package io.auralis.music;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TonalityTest {

  @ParameterizedTest
  @CsvSource({
    "A minor, aeolian, A B C D E F G",
    "A minor, dorian, A B C D E F♯ G",
    "A minor, phrygian, A B♭ C D E F G",
    "C minor, aeolian, C D E♭ F G A♭ B♭",
    "F minor, phrygian, F G♭ A♭ B♭ C D♭ E♭",
    "F major, major, F G A B♭ C D E",
    "B major, major, B C♯ D♯ E F♯ G♯ A♯",
    "B major, lydian, B C♯ D♯ E♯ F♯ G♯ A♯",
    "E major, lydian, E F♯ G♯ A♯ B C♯ D♯"
  })
  void everyDegreeHasALetterOfItsOwn(String key, String mode, String names) {
    // Given
    Tonality tonality = new Tonality(Key.parse(key), Mode.parse(mode));

    // When
    List<String> spelled =
        tonality.pitchClasses().stream().map(pitch -> tonality.spell(60 + pitch).symbol()).toList();

    // Then
    assertThat(String.join(" ", spelled)).isEqualTo(names);
  }

  @ParameterizedTest
  @CsvSource({
    "A minor, 70, B♭4",
    "A minor, 66, F♯4",
    "A minor, 68, G♯4",
    "F minor, 66, G♭4",
    "B minor, 70, A♯4",
    "G minor, 70, B♭4",
    "B major, 70, A♯4",
    "E major, 70, A♯4",
    "F major, 63, E♭4"
  })
  void tonesFromOutsideTakeTheNearestName(String key, int midi, String name) {
    assertThat(Tonality.of(Key.parse(key)).spell(midi)).hasToString(name);
  }

  @ParameterizedTest
  @EnumSource(Key.class)
  void aNameMeansThePitchItWasMadeOf(Key key) {
    for (Mode mode : Mode.values()) {
      for (int midi = 0; midi < 128; midi++) {
        PitchName name = new Tonality(key, mode).spell(midi);
        assertThat(name.midi()).as("%s in %s %s", name, key, mode).isEqualTo(midi);
      }
    }
  }

  @Test
  void octavesTurnAtC() {
    assertThat(Tonality.of(Key.C_MAJOR).spell(60)).hasToString("C4");
    assertThat(Tonality.of(Key.C_MAJOR).spell(59)).hasToString("B3");
    assertThat(Tonality.of(Key.F_MINOR).spell(70).ascii()).isEqualTo("Bb");
    // B sharp belongs to the octave of the B that it is written on.
    assertThat(new PitchName('B', 1, 3).midi()).isEqualTo(60);
  }

  @Test
  void aModeThatIsNotTheKeysOwnIsNamed() {
    assertThat(Tonality.of(Key.A_MINOR).displayName()).isEqualTo("A minor");
    assertThat(new Tonality(Key.A_MINOR, Mode.DORIAN).displayName()).isEqualTo("A dorian");
    assertThat(new Tonality(Key.C_MAJOR, Mode.LYDIAN).displayName()).isEqualTo("C lydian");
  }

  @Test
  void badNamesAreRejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PitchName('H', 0, 4))
        .withMessage("Invalid letter: H. Must be A to G");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PitchName('C', 3, 4))
        .withMessage("Invalid accidental: 3. Must be -2 to 2");
  }
}
