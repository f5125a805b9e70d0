package io.auralis.operations;

import io.auralis.stations.Stations;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Down when the loop that renders all stations has stalled, because only then a restart helps. What
 * a single station throws does not stall it.
 */
@Liveness
@Singleton
class StationLiveness implements HealthCheck {

  private final Stations stations;

  StationLiveness(Stations stations) {
    this.stations = stations;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("render loop")
        .status(stations.group().alive())
        .withData("last_tick_ms_ago", stations.group().sinceLastTick().toMillis())
        .withData("state", stations.main().status().state().name())
        .withData("tier", stations.group().status().synthesis().tier())
        .build();
  }
}
