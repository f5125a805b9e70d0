package io.auralis.rest;

import io.auralis.access.AccessPolicy;
import io.auralis.access.ControlLimit;
import io.auralis.http.Clients;
import io.auralis.station.StationLoop;
import io.auralis.wire.TooManyControlsException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.OptionalInt;
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
    // Before the token: guesses count.
    OptionalInt wait = limit.take(clients.address(http));
    if (wait.isPresent()) {
      station.log().refused(ControlLimit.REFUSED);
      throw TooManyControlsException.ofAddress(wait.getAsInt());
    }
    if (!access.permitsHeader(request.getHeaderString(HttpHeaders.AUTHORIZATION))) {
      station.log().refused(AccessPolicy.WRONG_TOKEN);
      throw new NotAuthorizedException(
          "Control needs the token of this server: Authorization: Bearer ...", "Bearer");
    }
  }
}
