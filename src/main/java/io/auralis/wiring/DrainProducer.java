package io.auralis.wiring;

import io.auralis.config.AuralisConfig;
import io.auralis.delivery.Connections;
import io.auralis.lifecycle.Drain;
import io.auralis.stations.Stations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Wires the end of the service from the configuration. */
@ApplicationScoped
class DrainProducer {

  @Produces
  @Singleton
  Drain drain(AuralisConfig config, Stations stations, Connections connections) {
    return new Drain(
        stations,
        connections,
        duration(config.drainDelaySec()),
        duration(config.drainSpreadSec()),
        System::nanoTime,
        time -> Thread.sleep(time.toMillis()));
  }

  private static Duration duration(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1_000));
  }
}
