package io.auralis.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.ScheduledFuture;
import io.vertx.core.net.impl.VertxHandler;
import java.util.concurrent.TimeUnit;

/**
 * Follows one connection through its {@link Phase}s and ends it when one lasts too long.
 *
 * <p>It stands first in the pipeline, where it sees bytes, encrypted ones with TLS; its {@link
 * RequestDoor} stands behind the HTTP decoder and tells what they mean. Runs on the connection's
 * event loop, but for {@link #giveWay()}.
 */
final class ConnectionWatch extends ChannelInboundHandlerAdapter {

  private final ConnectionGate gate;
  private final RequestDoor door;
  private ChannelHandlerContext context;
  private Phase phase;
  private volatile long sinceNanos;
  private ScheduledFuture<?> deadline;
  private boolean heard;
  private boolean doorStands;
  private boolean ended;
  private volatile boolean givesWay;

  ConnectionWatch(ConnectionGate gate, long maxBodyBytes) {
    this.gate = gate;
    this.door = new RequestDoor(this, maxBodyBytes);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
    enter(Phase.FRESH);
  }

  @Override
  public void channelRead(ChannelHandlerContext reading, Object message) throws Exception {
    heard = true;
    if (phase == Phase.IDLE) {
      enter(Phase.HEADERS);
    }
    if (!doorStands) {
      placeDoor(reading.pipeline());
    }
    super.channelRead(reading, message);
  }

  /** What the connection waits for from now on. */
  void enter(Phase next) {
    if (ended) {
      return;
    }
    gate.moved(this, phase, next);
    phase = next;
    sinceNanos = System.nanoTime();
    if (deadline != null) {
      deadline.cancel(false);
      deadline = null;
    }
    if (next.limit() != null) {
      deadline =
          context.executor().schedule(this::expire, next.limit().toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** It is a WebSocket now, and others look after it. */
  void becomeSession() {
    enter(Phase.SESSION);
    context.pipeline().remove(this);
  }

  /** Counts why the service ends it. */
  void count(ConnectionEnd end) {
    gate.count(end);
  }

  /** When its phase began; any thread. */
  long sinceNanos() {
    return sinceNanos;
  }

  /** It belongs to no group from now on; any thread. */
  void markAsGivingWay() {
    givesWay = true;
  }

  boolean givesWay() {
    return givesWay;
  }

  /** Closes it, past all handlers; any thread. */
  void giveWay() {
    Channel channel = context.channel();
    channel.eventLoop().execute(() -> channel.unsafe().close(channel.voidPromise()));
  }

  /** The channel is closed. */
  void closed() {
    if (deadline != null) {
      deadline.cancel(false);
    }
    ended = true;
    gate.closed(this, phase, givesWay);
  }

  private void expire() {
    deadline = null;
    switch (phase) {
      case FRESH, HEADERS -> {
        count(ConnectionEnd.HEADERS_TIMEOUT);
        if (!heard || !doorStands || !door.rejectUnread()) {
          cut();
        }
      }
      case BODY -> {
        count(ConnectionEnd.BODY_TIMEOUT);
        door.reject(Rejection.BODY_TIMEOUT);
      }
      case IDLE -> {
        count(ConnectionEnd.IDLE_TIMEOUT);
        cut();
      }
      default -> cut();
    }
  }

  /** Past all handlers: none of them may wait for what the client still has to say. */
  void cut() {
    Channel channel = context.channel();
    channel.unsafe().close(channel.voidPromise());
  }

  /** With TLS Vert.x decodes HTTP only once the handshake is complete. */
  private void placeDoor(ChannelPipeline pipeline) {
    ChannelHandlerContext tls = pipeline.context(SslHandler.class);
    ChannelHandlerContext vertx = pipeline.context(VertxHandler.class);
    if (vertx != null) {
      pipeline.addBefore(vertx.name(), null, door);
      doorStands = true;
    } else if (pipeline.get(HttpRequestDecoder.class) != null) {
      pipeline.addLast(door);
      doorStands = true;
    } else if (tls != null && pipeline.get(FirstPlainBytes.class) == null) {
      pipeline.addAfter(tls.name(), null, new FirstPlainBytes());
    }
  }

  /** Places the door when the first bytes come out of TLS. */
  private final class FirstPlainBytes extends ChannelInboundHandlerAdapter {

    @Override
    public void channelRead(ChannelHandlerContext plain, Object message) throws Exception {
      if (!doorStands) {
        placeDoor(plain.pipeline());
      }
      super.channelRead(plain, message);
      plain.pipeline().remove(this);
    }
  }
}
