package io.auralis.music;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModeTest {

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aModeIsFoundByItsNameAndHasTheScaleOfThatName(Mode mode) {
    assertThat(Mode.parse(mode.displayName())).isEqualTo(mode);
    assertThat(mode.scale().name()).isEqualTo(mode.name());
  }

  @Test
  void namesAreLowerCase() {
    assertThat(Mode.names()).containsExactly("aeolian", "dorian", "phrygian", "major", "lydian");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "Dorian", "locrian", " major"})
  void anUnknownNameIsRejectedWithTheValueAndAllThatIsAllowed(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Mode.parse(name))
        .withMessage(
            "Invalid mode: " + name + ". Must be one of: aeolian, dorian, phrygian, major, lydian");
  }
}
