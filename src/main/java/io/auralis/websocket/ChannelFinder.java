package io.auralis.websocket;

import io.netty.channel.Channel;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Finds the Netty channel below a connection: see {@link ChannelTransport} for what that needs. */
@ApplicationScoped
class ChannelFinder {

  /** The channel, if it can be reached. */
  Optional<Channel> find(HttpConnection connection) {
    return connection instanceof ConnectionBase base
        ? Optional.of(base.channel())
        : Optional.empty();
  }
}
