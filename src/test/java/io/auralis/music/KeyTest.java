package io.auralis.music;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTest {

  @ParameterizedTest
  @CsvSource({
    "A minor, 57, AEOLIAN", "B minor, 59, AEOLIAN", "C minor, 60, AEOLIAN", "D minor, 62, AEOLIAN",
    "E minor, 64, AEOLIAN", "F minor, 65, AEOLIAN", "G minor, 67, AEOLIAN", "C major, 60, MAJOR",
    "D major, 62, MAJOR", "E major, 64, MAJOR", "F major, 65, MAJOR", "G major, 67, MAJOR",
    "A major, 57, MAJOR", "B major, 59, MAJOR"
  })
  void rootAndScaleAreThoseOfTheSpecification(String name, int rootMidi, Scale scale) {
    // When
    Key key = Key.parse(name);

    // Then
    assertThat(key.displayName()).isEqualTo(name);
    assertThat(key.rootMidi()).isEqualTo(rootMidi);
    assertThat(key.scale()).isEqualTo(scale);
  }

  @Test
  void namesAreInTheOrderOfTheSpecification() {
    assertThat(Key.names())
        .containsExactly(
            "A minor", "B minor", "C minor", "D minor", "E minor", "F minor", "G minor", "C major",
            "D major", "E major", "F major", "G major", "A major", "B major");
  }

  @Test
  void pitchClassesStartAtTheRoot() {
    assertThat(Key.A_MINOR.pitchClasses()).containsExactly(9, 11, 0, 2, 4, 5, 7);
    assertThat(Key.D_MAJOR.pitchClasses()).containsExactly(2, 4, 6, 7, 9, 11, 1);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "a minor", "A  minor", "H major", "A minor "})
  void anUnknownNameIsRejectedWithTheValueAndAllThatIsAllowed(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Key.parse(name))
        .withMessage(
            "Invalid key: "
                + name
                + ". Must be one of: A minor, B minor, C minor, D minor, E minor, F minor, G minor, "
                + "C major, D major, E major, F major, G major, A major, B major");
  }
}
