package io.auralis.operations;

import io.auralis.station.StationLoop;
import io.auralis.station.StationStatus;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/**
 * Up once the synthesiser has been rehearsed and the station has ticked for the first time. Until
 * then a slow machine may be busy for longer than liveness has patience.
 */
@Startup
@Singleton
class StationStartup implements HealthCheck {

  private final StationLoop station;

  StationStartup(StationLoop station) {
    this.station = station;
  }

  @Override
  public HealthCheckResponse call() {
    StationStatus status = station.status();
    return HealthCheckResponse.named("station")
        .status(status.started())
        .withData("device", status.synthesis().description())
        .withData("phrases", status.phrases())
        .build();
  }
}
