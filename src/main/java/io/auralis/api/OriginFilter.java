package io.auralis.api;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Tells browsers which pages may use the REST API, and in production refuses the others. */
@ApplicationScoped
class OriginFilter {

  /** Before all other routes. */
  private static final int ORDER = -1_000;

  private static final int NO_CONTENT = 204;
  private static final int FORBIDDEN = 403;
  private static final String PREFLIGHT_SECONDS = "3600";

  private final OriginPolicy policy;

  OriginFilter(OriginPolicy policy) {
    this.policy = policy;
  }

  void install(@Observes Router router) {
    router.route("/api/*").order(ORDER).handler(this::filter);
  }

  private void filter(RoutingContext request) {
    String origin = request.request().getHeader("Origin");
    HttpServerResponse response = request.response();
    if (policy.refuses(origin, request.request().getHeader("Host"))) {
      response
          .setStatusCode(FORBIDDEN)
          .putHeader("Content-Type", Problem.MEDIA_TYPE)
          .end(
              Messages.write(
                  Problem.of(
                      FORBIDDEN,
                      "Forbidden",
                      "Pages of this origin may not use the service; AURALIS_CORS_ORIGINS says"
                          + " which may")));
      return;
    }
    if (origin != null && policy.isListed(origin)) {
      response
          .putHeader("Access-Control-Allow-Origin", origin)
          .putHeader("Vary", "Origin")
          .putHeader("Access-Control-Expose-Headers", "WWW-Authenticate, Retry-After");
      boolean preflight =
          request.request().method() == HttpMethod.OPTIONS
              && request.request().getHeader("Access-Control-Request-Method") != null;
      if (preflight) {
        response
            .putHeader("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, DELETE")
            .putHeader("Access-Control-Allow-Headers", "Authorization, Content-Type")
            .putHeader("Access-Control-Max-Age", PREFLIGHT_SECONDS)
            .setStatusCode(NO_CONTENT)
            .end();
        return;
      }
    }
    request.next();
  }
}
