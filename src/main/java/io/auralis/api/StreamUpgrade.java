package io.auralis.api;

import io.auralis.streaming.Broadcaster;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/**
 * Looks at each handshake before it becomes a WebSocket: refuses pages that may not listen and,
 * when the service ends, everybody; puts the {@link OversizeGuard} on its connection and keeps the
 * connection's channel for the audio.
 *
 * <p>Where {@link ChannelTransport} cannot reach the channel the stream works without both: audio
 * goes through the public API, and too large a message resets the connection.
 */
@ApplicationScoped
class StreamUpgrade implements HttpUpgradeCheck {

  static final TypedKey<Channel> CHANNEL = new TypedKey<>("channel");

  /** Where the client is, behind proxies that are trusted. */
  static final TypedKey<String> ADDRESS = new TypedKey<>("address");

  private static final String TLS = "ssl";

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
    context.userData().put(ADDRESS, request.remoteAddress().hostAddress());
    channels
        .find(request.connection())
        .ifPresent(
            channel -> {
              guard(channel.pipeline());
              context.userData().put(CHANNEL, channel);
            });
    return CheckResult.permitUpgrade();
  }

  private static void guard(ChannelPipeline pipeline) {
    if (pipeline.get(OversizeGuard.class) == null) {
      if (pipeline.get(TLS) == null) {
        pipeline.addFirst(new OversizeGuard());
      } else {
        pipeline.addAfter(TLS, null, new OversizeGuard());
      }
    }
  }
}
