package io.auralis.operations;

import io.auralis.station.StationLoop;
import io.auralis.station.StationStatus;
import io.auralis.streaming.Broadcaster;
import io.auralis.synthesis.SynthesisReport;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
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
    return HealthCheckResponse.named("music")
        .status(
            StationStartup.started(status)
                && station.alive()
                && broadcaster.admits()
                && synthesis.audible())
        .withData("state", status.state().name())
        .withData("synthesiser", synthesis.description())
        .withData("tier", synthesis.tier())
        .withData("degraded", synthesis.degraded())
        .withData("last_failure", synthesis.lastFailure())
        .withData("load_step", status.load().step())
        .withData("lead_ms", Math.round(status.bufferMillis()))
        .withData("listeners", broadcaster.listeners())
        .withData("max_listeners", broadcaster.maxListeners())
        .build();
  }
}
