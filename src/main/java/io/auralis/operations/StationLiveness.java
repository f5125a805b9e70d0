package io.auralis.operations;

import io.auralis.station.StationLoop;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Down when the render loop has stalled, because only then a restart helps. */
@Liveness
@Singleton
class StationLiveness implements HealthCheck {

  private final StationLoop station;

  StationLiveness(StationLoop station) {
    this.station = station;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("render loop")
        .status(station.alive())
        .withData("last_tick_ms_ago", station.sinceLastTick().toMillis())
        .withData("state", station.status().state().name())
        .withData("tier", station.status().synthesis().tier())
        .build();
  }
}
