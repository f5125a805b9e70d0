package io.auralis.rest;

import io.auralis.access.ControlGate;
import io.auralis.http.Clients;
import io.auralis.stations.Stations;
import io.auralis.wire.DeniedControls;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Counts all requests over REST that change something: an address may send so many. */
class ChangeFilter {

  private static final Set<String> HARMLESS =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private final ControlGate gate;
  private final Clients clients;
  private final Stations stations;

  ChangeFilter(ControlGate gate, Clients clients, Stations stations) {
    this.gate = gate;
    this.clients = clients;
    this.stations = stations;
  }

  @ServerRequestFilter
  void check(ContainerRequestContext request, HttpServerRequest http) {
    if (HARMLESS.contains(request.getMethod())) {
      return;
    }
    gate.count(clients.address(http))
        .ifPresent(
            denial -> {
              stations.main().log().refused(denial.reason().forLog());
              throw DeniedControls.tooMany(denial);
            });
  }
}
