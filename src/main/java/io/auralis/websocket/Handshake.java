package io.auralis.websocket;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What RFC 6455, section 4.2.1, wants of a client's handshake.
 *
 * <p>Asked before Vert.x is, which finds some of these faults when it has begun to treat the
 * connection as a WebSocket, and then answers no later handshake on it.
 */
final class Handshake {

  private static final String VERSION = "13";
  private static final int KEY_BYTES = 16;

  private static final Fault BAD_REQUEST = new Fault(400, Map.of());
  private static final Fault NOT_GET = new Fault(405, Map.of("Allow", List.of("GET")));
  private static final Fault NO_UPGRADE =
      new Fault(426, Map.of("Upgrade", List.of("websocket"), "Connection", List.of("Upgrade")));
  private static final Fault OTHER_VERSION =
      new Fault(
          426,
          Map.of(
              "Upgrade",
              List.of("websocket"),
              "Connection",
              List.of("Upgrade"),
              "Sec-WebSocket-Version",
              List.of(VERSION)));

  private Handshake() {}

  /**
   * Why a request is no handshake.
   *
   * @param status of the answer
   * @param headers of the answer
   */
  record Fault(int status, Map<String, List<String>> headers) {}

  /** What is wrong with a request; nothing if it is a handshake. */
  static Optional<Fault> faultOf(HttpServerRequest request) {
    if (!request.method().equals(HttpMethod.GET)) {
      return Optional.of(NOT_GET);
    }
    if (request.version() == HttpVersion.HTTP_1_0) {
      return Optional.of(BAD_REQUEST);
    }
    if (!lists(request, "Upgrade", "websocket") || !lists(request, "Connection", "upgrade")) {
      return Optional.of(NO_UPGRADE);
    }
    List<String> versions = request.headers().getAll("Sec-WebSocket-Version");
    if (versions.size() != 1 || !versions.get(0).trim().equals(VERSION)) {
      return Optional.of(OTHER_VERSION);
    }
    List<String> keys = request.headers().getAll("Sec-WebSocket-Key");
    return keys.size() == 1 && isKey(keys.get(0).trim())
        ? Optional.empty()
        : Optional.of(BAD_REQUEST);
  }

  private static boolean lists(HttpServerRequest request, String header, String token) {
    return request.headers().getAll(header).stream()
        .flatMap(value -> Stream.of(value.split(",")))
        .anyMatch(value -> value.trim().equalsIgnoreCase(token));
  }

  private static boolean isKey(String key) {
    try {
      return Base64.getDecoder().decode(key).length == KEY_BYTES;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
