package io.auralis.music;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GenerationParametersTest {

  @Test
  void durationsAreThoseOfTheSpecification() {
    assertThat(new Tempo(70).barSeconds()).isCloseTo(3.43, within(0.005));
    assertThat(new Tempo(120).barSeconds()).isEqualTo(2.0);
    assertThat(new Tempo(60).beatSeconds()).isEqualTo(1.0);
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 70, 200})
  void aTempoInRangeIsAccepted(int bpm) {
    assertThat(new Tempo(bpm).bpm()).isEqualTo(bpm);
  }

  @ParameterizedTest
  @ValueSource(ints = {39, 201, 0, -1, Integer.MIN_VALUE})
  void aTempoOutOfRangeIsRejectedByName(int bpm) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Tempo(bpm))
        .withMessage("Invalid bpm: " + bpm + ". Must be between 40 and 200");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.01, 1.01, Double.NaN, Double.POSITIVE_INFINITY})
  void anIntensityOutOfRangeIsRejectedByName(double intensity) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GenerationParameters(Key.A_MINOR, new Tempo(70), intensity))
        .withMessage("Invalid intensity: " + intensity + ". Must be between 0.0 and 1.0");
  }

  @Test
  void bothZerosAreTheSameIntensity() {
    assertThat(new GenerationParameters(Key.A_MINOR, new Tempo(70), -0.0))
        .isEqualTo(new GenerationParameters(Key.A_MINOR, new Tempo(70), 0.0));
  }

  @Test
  void withersChangeOneThing() {
    // Given
    GenerationParameters parameters = new GenerationParameters(Key.A_MINOR, new Tempo(70), 0.5);

    // Then
    assertThat(parameters.withKey(Key.C_MAJOR))
        .isEqualTo(new GenerationParameters(Key.C_MAJOR, new Tempo(70), 0.5));
    assertThat(parameters.withTempo(new Tempo(90)))
        .isEqualTo(new GenerationParameters(Key.A_MINOR, new Tempo(90), 0.5));
    assertThat(parameters.withIntensity(1))
        .isEqualTo(new GenerationParameters(Key.A_MINOR, new Tempo(70), 1));
  }

  @Test
  void withoutAModeTheKeysOwnSounds() {
    // Given
    GenerationParameters parameters = new GenerationParameters(Key.A_MINOR, new Tempo(70), 0.5);

    // Then
    assertThat(parameters.mode()).isEmpty();
    assertThat(parameters.soundingMode()).isEqualTo(Mode.AEOLIAN);
    assertThat(parameters.withKey(Key.C_MAJOR).soundingMode()).isEqualTo(Mode.MAJOR);
  }

  @Test
  void aModeStaysUntilItIsTakenAway() {
    // Given
    GenerationParameters dorian =
        new GenerationParameters(Key.A_MINOR, new Tempo(70), 0.5, Optional.of(Mode.DORIAN));

    // Then
    assertThat(dorian.withKey(Key.C_MAJOR).withTempo(new Tempo(90)).withIntensity(1).soundingMode())
        .isEqualTo(Mode.DORIAN);
    assertThat(dorian.withMode(Optional.empty()))
        .isEqualTo(new GenerationParameters(Key.A_MINOR, new Tempo(70), 0.5));
  }

  @Test
  void nothingMayBeMissing() {
    assertThatNullPointerException()
        .isThrownBy(() -> new GenerationParameters(null, new Tempo(70), 0.5));
    assertThatNullPointerException()
        .isThrownBy(() -> new GenerationParameters(Key.A_MINOR, null, 0.5));
    assertThatNullPointerException()
        .isThrownBy(() -> new GenerationParameters(Key.A_MINOR, new Tempo(70), 0.5, null));
  }
}
