package io.auralis.rest;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Answers a method that a path does not know with 405, and {@code OPTIONS} with those that it
 * knows.
 *
 * <p>RESTEasy leaves out the header {@code Allow}, or lists the methods of a whole class there. It
 * even answers 404 where another class, at the beginning of the same path, knows the method.
 */
class MethodFilter {

  /** Returns the answer; nothing where a resource is to answer. */
  @ServerRequestFilter(preMatching = true)
  Optional<RestResponse<Void>> check(ContainerRequestContext request, RoutingContext context) {
    return AllowedMethods.of(context.normalizedPath())
        .flatMap(allowed -> check(request.getMethod(), allowed));
  }

  private static Optional<RestResponse<Void>> check(String method, String allowed) {
    if (method.equals(HttpMethod.OPTIONS)) {
      return Optional.of(
          ResponseBuilder.<Void>ok()
              .header(HttpHeaders.ALLOW, allowed + ", " + HttpMethod.OPTIONS)
              .build());
    }
    if (List.of(allowed.split(", ")).contains(method)) {
      return Optional.empty();
    }
    throw new NotAllowedException(
        "This path knows " + allowed,
        Response.status(Response.Status.METHOD_NOT_ALLOWED)
            .header(HttpHeaders.ALLOW, allowed)
            .build());
  }
}
