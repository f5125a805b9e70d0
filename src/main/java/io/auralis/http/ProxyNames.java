package io.auralis.http;

import io.auralis.access.TrustedProxies;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
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
  private final AtomicBoolean asking = new AtomicBoolean();
  private long timer = -1;

  ProxyNames(TrustedProxies proxies, Vertx vertx) {
    this.proxies = proxies;
    this.vertx = vertx;
  }

  void start(@Observes StartupEvent event) {
    if (proxies.names().isEmpty()) {
      return;
    }
    ask();
    timer = vertx.setPeriodic(PERIOD_MILLIS, tick -> ask());
  }

  /** One question at a time: a name service may take longer than a period. */
  private void ask() {
    if (asking.compareAndSet(false, true)) {
      vertx.executeBlocking(this::lookUp, false).onComplete(done -> asking.set(false));
    }
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
