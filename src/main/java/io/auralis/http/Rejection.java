package io.auralis.http;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Why a request does not get as far as Vert.x. The answer is a problem as RFC 9457 has it, without
 * a word of what the client sent, and ends the connection.
 */
enum Rejection {
  NOT_HTTP(HttpResponseStatus.BAD_REQUEST, Reason.BAD_REQUEST, "The request is not HTTP"),
  HOST(
      HttpResponseStatus.BAD_REQUEST,
      Reason.BAD_REQUEST,
      "The request needs one Host header that names a host"),
  TARGET(HttpResponseStatus.BAD_REQUEST, Reason.BAD_REQUEST, "The request's target is not a URI"),
  HEADERS_TIMEOUT(
      HttpResponseStatus.REQUEST_TIMEOUT,
      Reason.TIMEOUT,
      "The request's headers did not come in time"),
  BODY_TIMEOUT(
      HttpResponseStatus.REQUEST_TIMEOUT,
      Reason.TIMEOUT,
      "The request's body did not come in time"),
  BODY(
      HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
      Reason.TOO_LARGE,
      "The request's body is too large"),
  LINE(
      HttpResponseStatus.REQUEST_URI_TOO_LONG,
      Reason.TOO_LARGE,
      "The request's first line is too long"),
  HEADERS(
      HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
      Reason.TOO_LARGE,
      "The request's headers are too large");

  private final HttpResponseStatus status;
  private final String reason;
  private final String detail;

  Rejection(HttpResponseStatus status, String reason, String detail) {
    this.status = status;
    this.reason = reason;
    this.detail = detail;
  }

  FullHttpResponse answer() {
    byte[] body =
        String.format(
                Locale.ROOT,
                "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\",\"reason\":\"%s\"}",
                status.reasonPhrase(),
                status.code(),
                detail,
                reason)
            .getBytes(StandardCharsets.US_ASCII);
    FullHttpResponse answer =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(body));
    answer
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, "application/problem+json")
        .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
        .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
        .set("X-Content-Type-Options", "nosniff");
    return answer;
  }

  /** The words of docs/protocol.md, for programs. */
  private static final class Reason {

    static final String BAD_REQUEST = "bad_request";
    static final String TIMEOUT = "timeout";
    static final String TOO_LARGE = "too_large";

    private Reason() {}
  }
}
