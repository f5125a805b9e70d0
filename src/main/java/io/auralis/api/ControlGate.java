package io.auralis.api;

import io.auralis.access.AccessPolicy;
import io.auralis.station.StationLoop;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Lets only those change something over REST who may, and no faster than they may. */
class ControlGate {

  private static final Set<String> HARMLESS =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private final AccessPolicy access;
  private final ControlLimit limit;
  private final Clients clients;
  private final StationLoop station;

  ControlGate(AccessPolicy access, ControlLimit limit, Clients clients, StationLoop station) {
    this.access = access;
    this.limit = limit;
    this.clients = clients;
    this.station = station;
  }

  @ServerRequestFilter
  void check(ContainerRequestContext request, HttpServerRequest http) {
    if (HARMLESS.contains(request.getMethod())) {
      return;
    }
    try {
      // Before the token: guesses count.
      limit.take(clients.address(http));
    } catch (TooManyControlsException e) {
      station.log().refused(StreamSocket.TOO_MANY_CONTROLS);
      throw e;
    }
    if (!access.permitsHeader(request.getHeaderString(HttpHeaders.AUTHORIZATION))) {
      station.log().refused(StreamSocket.WRONG_TOKEN);
      throw new NotAuthorizedException(
          "Control needs the token of this server: Authorization: Bearer ...", "Bearer");
    }
  }
}
