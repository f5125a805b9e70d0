package io.auralis.websocket;

import io.auralis.delivery.Connections;
import io.netty.channel.Channel;
import io.quarkus.websockets.next.WebSocketConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The connections between their first callback and their last one. Quarkus itself forgets one as
 * soon as a close frame went out, and still calls back when its client has answered.
 *
 * <p>One that cannot be reached through its channel ends with the server.
 */
@ApplicationScoped
class StreamConnections implements Connections {

  private final Map<String, WebSocketConnection> connections = new ConcurrentHashMap<>();

  void add(WebSocketConnection connection) {
    connections.put(connection.id(), connection);
  }

  void remove(WebSocketConnection connection) {
    connections.remove(connection.id());
  }

  @Override
  public int open() {
    return connections.size();
  }

  @Override
  public void cut() {
    connections.values().forEach(StreamConnections::cut);
  }

  private static void cut(WebSocketConnection connection) {
    Channel channel = connection.userData().get(StreamUpgrade.CHANNEL);
    if (channel != null) {
      // Past all handlers: none of them may wait for what the client still has to say.
      channel.eventLoop().execute(() -> channel.unsafe().close(channel.voidPromise()));
    }
  }
}
