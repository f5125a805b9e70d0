package io.auralis.api;

import io.netty.channel.ChannelPipeline;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/**
 * Puts the {@link OversizeGuard} on each stream's connection before it becomes a WebSocket.
 *
 * <p>Leans on two internals: that Vert.x' HTTP/1 connection is a {@link ConnectionBase} with a
 * channel, and that a TLS handler, if there is one, is called {@code ssl}. Where the first does not
 * hold the stream works without the guard, and too large a message resets the connection.
 */
@ApplicationScoped
class OversizeGuardInstaller {

  private static final Logger LOG = Logger.getLogger(OversizeGuardInstaller.class);
  private static final String NAME = "auralis-oversize-guard";
  private static final String TLS = "ssl";

  /** Before all other routes. */
  private static final int ORDER = -1_000;

  void install(@Observes Router router) {
    router.route("/ws/stream").order(ORDER).handler(this::guard);
  }

  private void guard(RoutingContext request) {
    HttpConnection connection = request.request().connection();
    if (connection instanceof ConnectionBase base) {
      ChannelPipeline pipeline = base.channel().pipeline();
      if (isUpgrade(request) && pipeline.get(NAME) == null) {
        if (pipeline.get(TLS) == null) {
          pipeline.addFirst(NAME, new OversizeGuard());
        } else {
          pipeline.addAfter(TLS, NAME, new OversizeGuard());
        }
      }
    } else {
      LOG.debug("No channel to guard; too large a message will reset its connection");
    }
    request.next();
  }

  private static boolean isUpgrade(RoutingContext request) {
    return "websocket".equalsIgnoreCase(request.request().getHeader("Upgrade"));
  }
}
