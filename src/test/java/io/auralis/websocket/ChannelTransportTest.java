package io.auralis.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.auralis.delivery.Transport;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Waiting for a connection is waiting for bytes: no task runs at once, or for one that ends. */
class ChannelTransportTest {

  private final FrameInspector inspector = new FrameInspector();
  private final EmbeddedChannel channel =
      new EmbeddedChannel(
          new WebSocket13FrameDecoder(true, false, FrameInspector.MAX_MESSAGE_BYTES),
          new WebSocket13FrameEncoder(false),
          inspector);
  private final AtomicInteger asked = new AtomicInteger();
  private Transport transport;

  @BeforeEach
  void open() {
    inspector.open();
    transport = ChannelTransport.over(channel, null, Runnable::run).orElseThrow();
  }

  @Test
  void anOpenConnectionRunsTheTaskOnceBytesHaveLeft() {
    transport.write("hello");
    transport.whenIdle(asked::incrementAndGet);

    assertThat(transport.idle()).isTrue();
    assertThat(asked).hasValue(1);
    assertThat(channel.outboundMessages()).isNotEmpty();
  }

  @Test
  void aConnectionThatFailedRunsNothing() {
    channel.pipeline().fireExceptionCaught(new CorruptedWebSocketFrameException());

    assertThat(transport.idle()).isFalse();
    askAgainWhileItIsNotIdle();
    assertThat(asked).hasValue(0);
  }

  @Test
  void aConnectionThatClosesRunsNothing() {
    channel.writeOutbound(new CloseWebSocketFrame());

    assertThat(transport.idle()).isFalse();
    askAgainWhileItIsNotIdle();
    assertThat(asked).hasValue(0);
  }

  @Test
  void aConnectionThatIsGoneRunsNothing() {
    channel.close();

    assertThat(transport.idle()).isFalse();
    askAgainWhileItIsNotIdle();
    assertThat(asked).hasValue(0);
  }

  @Test
  void nothingFollowsACloseFrame() {
    channel.writeOutbound(new CloseWebSocketFrame());
    channel.releaseOutbound();

    transport.ping();

    assertThat(channel.outboundMessages()).isEmpty();
  }

  /** As a listener does. */
  private void askAgainWhileItIsNotIdle() {
    transport.whenIdle(
        () -> {
          if (asked.incrementAndGet() < 100 && !transport.idle()) {
            askAgainWhileItIsNotIdle();
          }
        });
    channel.runPendingTasks();
  }
}
