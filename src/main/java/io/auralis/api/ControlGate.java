package io.auralis.api;

import io.auralis.station.StationLoop;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Lets only those change something over REST who may. */
class ControlGate {

  private static final Set<String> HARMLESS =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private final AccessPolicy access;

  private final StationLoop station;

  ControlGate(AccessPolicy access, StationLoop station) {
    this.access = access;
    this.station = station;
  }

  @ServerRequestFilter
  void check(ContainerRequestContext request) {
    if (!HARMLESS.contains(request.getMethod())
        && !access.permitsHeader(request.getHeaderString(HttpHeaders.AUTHORIZATION))) {
      station.log().refused(StreamSocket.WRONG_TOKEN);
      throw new NotAuthorizedException(
          "Control needs the token of this server: Authorization: Bearer ...", "Bearer");
    }
  }
}
