package io.auralis.operations;

import io.auralis.station.StationLoop;
import io.auralis.streaming.Broadcaster;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Starts the station with the service; at the end says goodbye to the listeners, then stops it. */
@ApplicationScoped
class Lifecycle {

  private static final Logger LOG = Logger.getLogger(Lifecycle.class);

  private final StationLoop station;
  private final Broadcaster broadcaster;
  private final Drain drain;
  private final int port;
  private final boolean tls;

  Lifecycle(
      StationLoop station,
      Broadcaster broadcaster,
      Drain drain,
      @ConfigProperty(name = "quarkus.http.port") int port,
      @ConfigProperty(name = "auralis.enable-ssl") boolean tls) {
    this.station = station;
    this.broadcaster = broadcaster;
    this.drain = drain;
    this.port = port;
    this.tls = tls;
  }

  void start(@Observes StartupEvent event) {
    station.start();
    LOG.info(
        String.format(
            Locale.ROOT, "Open %s://localhost:%d and press play", tls ? "https" : "http", port));
  }

  /** The server still runs: sessions can be told, and their farewells arrive. */
  void sayGoodbye(@Observes ShutdownDelayInitiatedEvent event) {
    drain.run();
  }

  void stop(@Observes ShutdownEvent event) {
    broadcaster.shutdown();
    station.close();
  }
}
