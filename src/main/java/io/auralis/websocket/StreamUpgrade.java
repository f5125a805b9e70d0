package io.auralis.websocket;

import io.auralis.http.Clients;
import io.auralis.http.ConnectionGate;
import io.netty.channel.Channel;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Looks at each handshake that {@link StreamHandshake} lets pass, before it becomes a WebSocket:
 * puts a {@link FrameInspector} on the connection, which goes again if the handshake fails, and
 * keeps its channel for the audio and the client's address for its limits.
 *
 * <p>Where {@link ChannelTransport} cannot reach the channel the stream works without both: audio
 * goes through the public API, and a frame that breaks a rule resets the connection.
 */
@ApplicationScoped
class StreamUpgrade implements HttpUpgradeCheck {

  static final TypedKey<Channel> CHANNEL = new TypedKey<>("channel");

  /** Holds the client to the protocol, where there is a channel. */
  static final TypedKey<FrameInspector> INSPECTOR = new TypedKey<>("inspector");

  /** Whom limits count, as {@link Clients#address} tells it. */
  static final TypedKey<String> ADDRESS = new TypedKey<>("address");

  /** There where no connection is left for one more listener. */
  static final TypedKey<Boolean> CROWDED = new TypedKey<>("crowded");

  private final ChannelFinder channels;
  private final Clients clients;
  private final ConnectionGate gate;

  StreamUpgrade(ChannelFinder channels, Clients clients, ConnectionGate gate) {
    this.channels = channels;
    this.clients = clients;
    this.gate = gate;
  }

  @Override
  public Uni<CheckResult> perform(HttpUpgradeContext context) {
    HttpServerRequest request = context.httpRequest();
    context.userData().put(ADDRESS, clients.address(request));
    if (!gate.hasRoomForSession()) {
      context.userData().put(CROWDED, true);
    }
    channels
        .find(request.connection())
        .ifPresent(
            channel ->
                FrameInspector.addTo(channel.pipeline())
                    .ifPresent(
                        inspector -> {
                          context.userData().put(CHANNEL, channel);
                          context.userData().put(INSPECTOR, inspector);
                        }));
    return CheckResult.permitUpgrade();
  }
}
