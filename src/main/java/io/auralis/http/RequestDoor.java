package io.auralis.http;

import io.auralis.access.Authority;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;

/**
 * Stands between the HTTP decoder and Vert.x: rejects what is no proper request, and tells the
 * {@link ConnectionWatch} how far requests and answers have come. Runs on the connection's event
 * loop.
 *
 * <p>After a rejection the rest of the input is thrown away until the client hangs up: closing with
 * input unread would reset the connection and lose the answer. Answers to requests that came before
 * go out first.
 */
final class RequestDoor extends ChannelDuplexHandler {

  private final ConnectionWatch watch;
  private final long maxBodyBytes;

  private ChannelHandlerContext context;

  /** Requests that are not answered in full. */
  private int unanswered;

  private boolean bodyComplete = true;
  private long bodyBytes;
  private boolean answerBegun;
  private boolean interim;
  private Rejection rejection;
  private boolean rejected;

  RequestDoor(ConnectionWatch watch, long maxBodyBytes) {
    this.watch = watch;
    this.maxBodyBytes = maxBodyBytes;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
  }

  @Override
  public void channelRead(ChannelHandlerContext reading, Object message) throws Exception {
    if (rejection != null) {
      ReferenceCountUtil.release(message);
      return;
    }
    Optional<Rejection> fault = Optional.empty();
    if (message instanceof HttpRequest request) {
      unanswered++;
      bodyComplete = false;
      bodyBytes = 0;
      fault = fault(request);
    }
    if (fault.isEmpty() && message instanceof HttpContent content) {
      bodyBytes += content.content().readableBytes();
      fault = fault(content);
    }
    if (fault.isPresent()) {
      ReferenceCountUtil.release(message);
      watch.count(ConnectionEnd.BAD_REQUEST);
      reject(fault.get());
      return;
    }
    if (message instanceof LastHttpContent) {
      bodyComplete = true;
      watch.enter(unanswered > 0 ? Phase.ANSWER : Phase.IDLE);
    } else if (message instanceof HttpRequest) {
      watch.enter(Phase.BODY);
    }
    super.channelRead(reading, message);
  }

  @Override
  public void write(ChannelHandlerContext writing, Object message, ChannelPromise promise)
      throws Exception {
    if (rejected) {
      // Nothing may follow the answer that ends the connection.
      ReferenceCountUtil.release(message);
      promise.trySuccess();
      return;
    }
    boolean upgrade = false;
    if (message instanceof HttpResponse response) {
      upgrade = response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS);
      interim = !upgrade && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
      answerBegun = !interim;
    }
    boolean last = message instanceof LastHttpContent && !interim;
    super.write(writing, message, promise);
    if (upgrade) {
      watch.becomeSession();
      writing.pipeline().remove(this);
    } else if (last) {
      answered();
    }
  }

  /** Rejects a request of which the headers are not complete; false if another is under way. */
  boolean rejectUnread() {
    if (unanswered > 0 || rejection != null) {
      return false;
    }
    unanswered++;
    answerBegun = false;
    reject(Rejection.HEADERS_TIMEOUT);
    return true;
  }

  /** Answers the last request so, behind the answers to earlier ones, and ends the connection. */
  void reject(Rejection reason) {
    rejection = reason;
    if (unanswered == 0 || unanswered == 1 && answerBegun) {
      // It has its answer, or a part of one.
      rejected = true;
      watch.cut();
    } else if (unanswered == 1) {
      answer();
    }
  }

  private void answered() {
    unanswered = Math.max(0, unanswered - 1);
    answerBegun = false;
    if (rejection != null && unanswered == 1) {
      answer();
    } else if (unanswered == 0 && bodyComplete) {
      watch.enter(Phase.IDLE);
    }
  }

  private void answer() {
    rejected = true;
    context.writeAndFlush(rejection.answer()).addListener(written -> endOutput());
    watch.enter(Phase.REJECTED);
  }

  private void endOutput() {
    Channel channel = context.channel();
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    if (tls != null) {
      tls.closeOutbound();
    } else if (channel instanceof DuplexChannel duplex && channel.isActive()) {
      duplex.shutdownOutput();
    } else {
      watch.cut();
    }
  }

  private Optional<Rejection> fault(HttpRequest request) {
    if (request.decoderResult().isFailure()) {
      Throwable cause = request.decoderResult().cause();
      return Optional.of(
          cause instanceof TooLongHttpLineException
              ? Rejection.LINE
              : cause instanceof TooLongHttpHeaderException
                  ? Rejection.HEADERS
                  : Rejection.NOT_HTTP);
    }
    if (!namesHost(request)) {
      return Optional.of(Rejection.HOST);
    }
    if (!isUri(request.uri())) {
      return Optional.of(Rejection.TARGET);
    }
    return HttpUtil.getContentLength(request, 0L) > maxBodyBytes
        ? Optional.of(Rejection.BODY)
        : Optional.empty();
  }

  private Optional<Rejection> fault(HttpContent content) {
    if (content.decoderResult().isFailure()) {
      return Optional.of(Rejection.NOT_HTTP);
    }
    return bodyBytes > maxBodyBytes ? Optional.of(Rejection.BODY) : Optional.empty();
  }

  /** RFC 9112, section 3.2: exactly one in HTTP/1.1; before that it may be missing. */
  private static boolean namesHost(HttpRequest request) {
    List<String> hosts = request.headers().getAll(HttpHeaderNames.HOST);
    boolean optional = request.protocolVersion().compareTo(HttpVersion.HTTP_1_1) < 0;
    return hosts.isEmpty()
        ? optional
        : hosts.size() == 1
            && hosts.get(0).chars().allMatch(c -> c < 0x80)
            && Authority.parse(hosts.get(0)).isPresent();
  }

  private static boolean isUri(String target) {
    try {
      new URI(target);
      return !target.isEmpty();
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
