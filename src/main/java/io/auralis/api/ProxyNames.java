package io.auralis.api;

import io.auralis.access.TrustedProxies;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Looks up the names of trusted proxies, at the start and every ten seconds: a proxy may start
 * after the service, and move. No request waits for it.
 */
@ApplicationScoped
class ProxyNames {

  private static final long PERIOD_MILLIS = 10_000;
  private static final Logger LOG = Logger.getLogger(ProxyNames.class);

  private final TrustedProxies proxies;
  private final Vertx vertx;
  private volatile List<String> unknown = List.of();
  private long timer = -1;

  ProxyNames(TrustedProxies proxies, Vertx vertx) {
    this.proxies = proxies;
    this.vertx = vertx;
  }

  void start(@Observes StartupEvent event) {
    if (proxies.names().isEmpty()) {
      return;
    }
    vertx.executeBlocking(this::lookUp);
    timer = vertx.setPeriodic(PERIOD_MILLIS, tick -> vertx.executeBlocking(this::lookUp));
  }

  void stop(@Observes ShutdownEvent event) {
    vertx.cancelTimer(timer);
  }

  private Void lookUp() {
    List<String> missing = proxies.lookUp();
    if (!missing.isEmpty() && !missing.equals(unknown)) {
      LOG.warn(
          "AURALIS_TRUSTED_PROXIES: there is no address for "
              + String.join(", ", missing)
              + " yet; what it forwards counts as its own until there is one");
    }
    unknown = missing;
    return null;
  }
}
