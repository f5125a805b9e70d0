package io.auralis.operations;

import io.auralis.station.StationLoop;
import io.auralis.station.StationStatus;
import io.auralis.streaming.Broadcaster;
import io.auralis.synthesis.SynthesisReport;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Down when a new listener would get no music: before the station's first tick, when its loop has
 * stalled, when all places are taken or the service is going away, and when only silence is left.
 */
@Readiness
@Singleton
class StationReadiness implements HealthCheck {

  private final StationLoop station;
  private final Broadcaster broadcaster;

  StationReadiness(StationLoop station, Broadcaster broadcaster) {
    this.station = station;
    this.broadcaster = broadcaster;
  }

  @Override
  public HealthCheckResponse call() {
    StationStatus status = station.status();
    SynthesisReport synthesis = status.synthesis();
    Optional<String> obstacle = obstacle(status);
    HealthCheckResponseBuilder answer =
        HealthCheckResponse.named("music")
            .status(obstacle.isEmpty())
            .withData("state", status.state().name())
            .withData("device", synthesis.description())
            .withData("tier", synthesis.tier())
            .withData("degraded", synthesis.degraded())
            .withData("last_failure", synthesis.lastFailure())
            .withData("load_step", status.load().step())
            .withData("lead_ms", Math.round(status.bufferMillis()))
            .withData("listeners", broadcaster.listeners())
            .withData("max_listeners", broadcaster.attendance().places());
    broadcaster
        .sinceLastChunk()
        .ifPresent(age -> answer.withData("last_chunk_ms_ago", age.toMillis()));
    obstacle.ifPresent(reason -> answer.withData("reason", reason));
    return answer.build();
  }

  /** Why a new listener would get no music, or nothing if it would. */
  private Optional<String> obstacle(StationStatus status) {
    String reason = null;
    if (!StationStartup.started(status)) {
      reason = "The station is starting";
    } else if (!station.alive()) {
      reason = "The render loop has stalled";
    } else if (broadcaster.listeners() >= broadcaster.attendance().places()) {
      reason =
          String.format(Locale.ROOT, "All %d places are taken", broadcaster.attendance().places());
    } else if (!broadcaster.admits()) {
      reason = "The service is going away";
    } else if (!status.synthesis().audible()) {
      reason = "Nothing but silence is left: " + status.synthesis().lastFailure();
    }
    return Optional.ofNullable(reason);
  }
}
