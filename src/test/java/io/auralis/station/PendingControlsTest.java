package io.auralis.station;

import static io.auralis.station.TestStation.DEFAULTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auralis.music.GenerationParameters;
import io.auralis.music.Key;
import io.auralis.music.Tempo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class PendingControlsTest {

  private long nanos;
  private final PendingControls controls = new PendingControls(DEFAULTS, () -> nanos);
  private final List<String> echoes = new ArrayList<>();

  @Test
  void changesOfDifferentFieldsWithinATickAllCountAndTheLastOfOneFieldWins() {
    // When
    PendingControls.Taken one = controls.add(control(p -> p.withTempo(new Tempo(80)), "a"));
    PendingControls.Taken two = controls.add(control(p -> p.withKey(Key.C_MINOR), null));
    PendingControls.Taken three = controls.add(control(p -> p.withTempo(new Tempo(90)), "c"));

    // Then
    GenerationParameters all = DEFAULTS.withKey(Key.C_MINOR).withTempo(new Tempo(90));
    assertThat(one.parameters()).isEqualTo(DEFAULTS.withTempo(new Tempo(80)));
    assertThat(one.first()).isTrue();
    assertThat(two.first()).isFalse();
    assertThat(three.parameters()).isEqualTo(all);
    assertThat(controls.asked()).isEqualTo(all);
    assertThat(controls.accepted()).isEqualTo(3);
    PendingControls.Batch batch = controls.takeDue().orElseThrow();
    assertThat(batch.parameters()).isEqualTo(all);
    assertThat(batch.controls()).hasSize(3);
    assertThat(batch.timestamp()).contains("c");
    assertThat(controls.takeDue()).isEmpty();
    assertThat(controls.asked()).isEqualTo(all);
  }

  @Test
  void whereNobodyTakesThemOnlyTheNewestAreKeptAndAllCount() {
    for (int i = 0; i < 10 * PendingControls.MOST_WAITING; i++) {
      controls.add(control(p -> p.withTempo(new Tempo(p.tempo().bpm() == 80 ? 81 : 80)), "c" + i));
    }
    controls.add(control(p -> p.withKey(Key.C_MINOR), "last"));

    PendingControls.Batch batch = controls.takeDue().orElseThrow();
    assertThat(batch.controls()).hasSize(PendingControls.MOST_WAITING);
    assertThat(batch.timestamp()).contains("last");
    assertThat(batch.parameters())
        .isEqualTo(DEFAULTS.withTempo(new Tempo(81)).withKey(Key.C_MINOR));
    assertThat(controls.accepted()).isEqualTo(10L * PendingControls.MOST_WAITING + 1);
  }

  @Test
  void eachSenderGetsItsOwnTimestampOnce() {
    controls.add(control(p -> p.withTempo(new Tempo(80)), "a"));
    controls.add(control(p -> p.withKey(Key.C_MINOR), null));
    controls.add(control(p -> p.withIntensity(1), "c"));
    controls.add(control(p -> p.withIntensity(0.9), null));
    PendingControls.Batch batch = controls.takeDue().orElseThrow();

    GenerationUpdate announced =
        new GenerationUpdate("phrase_1", batch.parameters(), 1_000, batch.timestamp());
    batch.echo(announced);

    assertThat(announced.controlTimestamp()).contains("c");
    assertThat(echoes).containsExactly("a");
  }

  @Test
  void theFirstIsDueAtOnceAndOthersOnceInATick() {
    assertThat(controls.untilDue()).isEmpty();
    controls.add(control(p -> p.withIntensity(0.1), null));
    assertThat(controls.untilDue()).contains(Duration.ZERO);
    assertThat(controls.takeDue()).isPresent();

    pass(30);
    controls.add(control(p -> p.withIntensity(0.2), null));
    assertThat(controls.untilDue()).contains(Duration.ofMillis(70));
    assertThat(controls.takeDue()).isEmpty();
    pass(70);
    controls.add(control(p -> p.withIntensity(0.3), null));
    assertThat(controls.takeDue().orElseThrow().controls()).hasSize(2);
  }

  @Test
  void aFloodOfThreeSecondsIsThirtyChanges() {
    int changes = 0;
    for (int milli = 0; milli < 3_000; milli++) {
      for (int i = 0; i < 4; i++) {
        controls.add(control(p -> p.withIntensity(0.5), null));
      }
      changes += controls.takeDue().isPresent() ? 1 : 0;
      pass(1);
    }
    assertThat(changes).isEqualTo(30);
    assertThat(controls.accepted()).isEqualTo(12_000);
  }

  @Test
  void aChangeThatFailsChangesNothing() {
    assertThatThrownBy(() -> controls.add(control(p -> p.withIntensity(7), null)))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(controls.asked()).isEqualTo(DEFAULTS);
    assertThat(controls.untilDue()).isEmpty();
    assertThat(controls.accepted()).isZero();
  }

  @Test
  void whatCouldNotBeAppliedIsNotAskedForAnyMore() {
    controls.add(control(p -> p.withIntensity(0.1), null));
    controls.takeDue();
    controls.failed(DEFAULTS);

    assertThat(controls.asked()).isEqualTo(DEFAULTS);
  }

  private Control control(UnaryOperator<GenerationParameters> change, String timestamp) {
    return new Control(
        change,
        Optional.ofNullable(timestamp),
        "test",
        update -> echoes.add(update.controlTimestamp().orElseThrow()));
  }

  private void pass(long millis) {
    nanos += Duration.ofMillis(millis).toNanos();
  }
}
