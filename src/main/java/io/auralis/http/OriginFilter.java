package io.auralis.http;

import io.auralis.access.OriginPolicy;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;

/**
 * Tells browsers which pages may use the REST API, and in production rejects the others. Whatever a
 * client would rather have, the API speaks JSON, so what it accepts is not asked for.
 */
@ApplicationScoped
public class OriginFilter {

  /** Before all other routes. */
  public static final int ORDER = -1_000;

  /** Why a page is rejected. */
  public static final String FOREIGN =
      "Pages of this origin may not use the service; AURALIS_CORS_ORIGINS says which may";

  private static final int NO_CONTENT = 204;
  private static final int FORBIDDEN = 403;
  private static final String PREFLIGHT_SECONDS = "3600";

  private final OriginPolicy policy;
  private final Clients clients;

  OriginFilter(OriginPolicy policy, Clients clients) {
    this.policy = policy;
    this.clients = clients;
  }

  void install(@Observes Router router) {
    router.route("/api/*").order(ORDER).handler(this::filter);
  }

  private void filter(RoutingContext request) {
    List<String> origins = request.request().headers().getAll("Origin");
    HttpServerResponse response = request.response();
    if (policy.rejects(origins, clients.site(request.request()))) {
      Problems.answer(response, FORBIDDEN, FOREIGN);
      return;
    }
    Optional<String> allowed = policy.allowed(origins);
    if (allowed.isPresent()) {
      response
          .putHeader("Access-Control-Allow-Origin", allowed.get())
          .putHeader("Vary", "Origin")
          .putHeader("Access-Control-Expose-Headers", "Location, Retry-After, WWW-Authenticate");
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
    request.request().headers().set("Accept", "*/*");
    request.next();
  }
}
