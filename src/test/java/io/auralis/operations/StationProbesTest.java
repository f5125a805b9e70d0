package io.auralis.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.auralis.delivery.Admission;
import io.auralis.delivery.Broadcaster;
import io.auralis.delivery.RecordingTransport;
import io.auralis.station.MonotonicClock;
import io.auralis.stations.GroupLog;
import io.auralis.stations.LiveStation;
import io.auralis.stations.StationRefusedException;
import io.auralis.stations.Stations;
import io.auralis.synthesis.SynthesisObserver;
import io.auralis.synthesis.Tier;
import io.auralis.synthesis.Tiers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

/** What the probes say of stations that are brought into each state. */
class StationProbesTest {

  private final FaultySynthesis synthesis = new FaultySynthesis();

  @Test
  void aServiceIsStartedAndReadyOnceItHasWarmedUpAndTicked() {
    try (PretendedService service = service()) {
      // When: the warm-up lasts
      service.stations().start();
      await().until(synthesis::began);

      // Then
      assertThat(started(service)).isEqualTo(Status.DOWN);
      assertThat(ready(service)).isEqualTo(Status.DOWN);
      assertThat(alive(service)).isEqualTo(Status.UP);

      // When: it ends
      synthesis.open();

      // Then
      await().until(() -> started(service) == Status.UP);
      assertThat(ready(service)).isEqualTo(Status.UP);
    }
  }

  @Test
  void silenceAloneIsNotReadyThoughItLives() {
    try (PretendedService service = service(new Tiers(List.of(Tier.silence())))) {
      service.stations().start();

      await().until(() -> started(service) == Status.UP);
      assertThat(ready(service)).isEqualTo(Status.DOWN);
      assertThat(alive(service)).isEqualTo(Status.UP);
    }
  }

  @Test
  void aServiceThatGoesAwayIsNotReady() {
    synthesis.open();
    try (PretendedService service = service()) {
      service.stations().start();
      await().until(() -> ready(service) == Status.UP);

      service.stations().shutdown();

      assertThat(ready(service)).isEqualTo(Status.DOWN);
      assertThat(data(service)).containsEntry("reason", "The service is going away");
      assertThat(alive(service)).isEqualTo(Status.UP);
    }
  }

  @Test
  void aMachineThatTakesNoMoreStationsStaysReadyAndSaysWhatPlays() {
    synthesis.open();
    try (PretendedService service = service()) {
      Stations stations = service.stations();
      stations.start();
      await().until(() -> ready(service) == Status.UP);
      assertThat(data(service))
          .containsEntry("shared_playing", 0L)
          .containsEntry("shared_idle", 1L)
          .containsEntry("personal_playing", 0L)
          .containsEntry("personal_idle", 0L);

      // When: as many stations as may be, one of them heard
      LiveStation heard = service.make();
      service.make();
      assertThat(heard.join(RecordingTransport.fast(), Admission.plain())).isPresent();
      assertThatThrownBy(service::make).isInstanceOf(StationRefusedException.class);

      // Then
      await().until(() -> data(service).get("personal_playing").equals(1L));
      assertThat(data(service))
          .containsEntry("personal_idle", 1L)
          .containsEntry("shared_idle", 1L)
          .containsEntry("listeners", 1L)
          .containsKeys("load_step", "personal_load_step", "tick_load_percent")
          .doesNotContainKey("reason");
      assertThat(ready(service)).isEqualTo(Status.UP);
      assertThat(alive(service)).isEqualTo(Status.UP);
    }
  }

  @Test
  void aLoopThatHangsNeedsARestart() {
    try (PretendedService service = service()) {
      service.stations().start();

      // A group that does not tick for five seconds hangs.
      await().atMost(Duration.ofSeconds(30)).until(() -> alive(service) == Status.DOWN);
      synthesis.open();
      await().until(() -> alive(service) == Status.UP);
    }
  }

  private PretendedService service() {
    return service(synthesis.tiers(SynthesisObserver.NONE));
  }

  private static PretendedService service(Tiers tiers) {
    return new PretendedService(
        new MonotonicClock(),
        System::nanoTime,
        tiers,
        new GroupLog(),
        kind -> new Broadcaster(RecordingTransport.encoder(chunk -> ""), 10));
  }

  private static Status started(PretendedService service) {
    return status(new StationStartup(service.stations()));
  }

  private static Status alive(PretendedService service) {
    return status(new StationLiveness(service.stations()));
  }

  private static Status ready(PretendedService service) {
    return status(new StationReadiness(service.stations()));
  }

  private static Map<String, Object> data(PretendedService service) {
    return new StationReadiness(service.stations()).call().getData().orElseThrow();
  }

  private static Status status(HealthCheck probe) {
    return probe.call().getStatus();
  }
}
