package io.auralis.api;

import io.auralis.streaming.Broadcaster;
import io.netty.channel.Channel;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks at each handshake before it becomes a WebSocket: rejects what is no handshake, pages that
 * may not listen and, when the service ends, everybody. Puts a {@link FrameInspector} on the
 * connection, which goes again if the handshake fails, and keeps its channel for the audio.
 *
 * <p>Where {@link ChannelTransport} cannot reach the channel the stream works without both: audio
 * goes through the public API, and a frame that breaks a rule resets the connection.
 */
@ApplicationScoped
class StreamUpgrade implements HttpUpgradeCheck {

  static final TypedKey<Channel> CHANNEL = new TypedKey<>("channel");

  /** Holds the client to the protocol, where there is a channel. */
  static final TypedKey<FrameInspector> INSPECTOR = new TypedKey<>("inspector");

  /** Where the client is, behind proxies that are trusted. */
  static final TypedKey<String> ADDRESS = new TypedKey<>("address");

  private static final int FORBIDDEN = 403;
  private static final int UNAVAILABLE = 503;
  private static final Map<String, List<String>> GOING_AWAY = Map.of("Retry-After", List.of("1"));

  private final ChannelFinder channels;
  private final OriginPolicy origins;
  private final Broadcaster broadcaster;

  StreamUpgrade(ChannelFinder channels, OriginPolicy origins, Broadcaster broadcaster) {
    this.channels = channels;
    this.origins = origins;
    this.broadcaster = broadcaster;
  }

  @Override
  public Uni<CheckResult> perform(HttpUpgradeContext context) {
    HttpServerRequest request = context.httpRequest();
    if (broadcaster.isShutDown()) {
      return CheckResult.rejectUpgrade(UNAVAILABLE, GOING_AWAY);
    }
    if (origins.refuses(request.getHeader("Origin"), request.getHeader("Host"))) {
      return CheckResult.rejectUpgrade(FORBIDDEN);
    }
    Optional<Handshake.Fault> fault = Handshake.faultOf(request);
    if (fault.isPresent()) {
      return CheckResult.rejectUpgrade(fault.get().status(), fault.get().headers());
    }
    context.userData().put(ADDRESS, request.remoteAddress().hostAddress());
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
