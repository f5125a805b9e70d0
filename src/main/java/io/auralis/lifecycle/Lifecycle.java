package io.auralis.lifecycle;

import io.auralis.stations.Stations;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.HttpServer;
import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.HttpsServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Starts the stations with the service; at the end says goodbye to the listeners, then stops them.
 */
@ApplicationScoped
class Lifecycle {

  private static final Logger LOG = Logger.getLogger(Lifecycle.class);

  private final Stations stations;
  private final Drain drain;
  private final HttpServer server;
  private final String host;

  Lifecycle(
      Stations stations,
      Drain drain,
      HttpServer server,
      @ConfigProperty(name = "quarkus.http.host") String host) {
    this.stations = stations;
    this.drain = drain;
    this.server = server;
    this.host = host;
  }

  void start(@Observes StartupEvent event) {
    stations.start();
  }

  /** Only now the port answers. */
  void announce(@ObservesAsync HttpServerStart event) {
    announce(OpenAddress.of(false, host, server.getPort()));
  }

  /** The same with TLS, where the other port stays closed. */
  void announce(@ObservesAsync HttpsServerStart event) {
    announce(OpenAddress.of(true, host, server.getSecurePort()));
  }

  private static void announce(String address) {
    LOG.info("Open " + address + " and press play");
  }

  /** The server still runs: sessions can be told, and their farewells arrive. */
  void sayGoodbye(@Observes ShutdownDelayInitiatedEvent event) {
    ProcessEnd.stopBegan();
    drain.run(stations.main().status().started());
  }

  void stop(@Observes ShutdownEvent event) {
    stations.shutdown();
    stations.close();
  }
}
