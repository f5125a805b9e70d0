package io.auralis.operations;

import io.auralis.station.StationStatus;
import io.auralis.stations.Stations;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/**
 * Up once the synthesiser has been warmed up and the station main has ticked for the first time.
 * Until then a slow machine may be busy for longer than liveness has patience.
 */
@Startup
@Singleton
class StationStartup implements HealthCheck {

  private final Stations stations;

  StationStartup(Stations stations) {
    this.stations = stations;
  }

  @Override
  public HealthCheckResponse call() {
    StationStatus status = stations.main().status();
    return HealthCheckResponse.named("station")
        .status(status.started())
        .withData("device", stations.group().status().synthesis().description())
        .withData("phrases", status.phrases())
        .build();
  }
}
