package io.auralis.api;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Looks at each handshake before it becomes a WebSocket: puts the {@link OversizeGuard} on its
 * connection and keeps the connection's channel for the audio.
 *
 * <p>Where {@link ChannelTransport} cannot reach the channel the stream works without both: audio
 * goes through the public API, and too large a message resets the connection.
 */
@ApplicationScoped
class StreamUpgrade implements HttpUpgradeCheck {

  static final TypedKey<Channel> CHANNEL = new TypedKey<>("channel");

  private static final String TLS = "ssl";

  private final ChannelFinder channels;

  StreamUpgrade(ChannelFinder channels) {
    this.channels = channels;
  }

  @Override
  public Uni<CheckResult> perform(HttpUpgradeContext context) {
    channels
        .find(context.httpRequest().connection())
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
