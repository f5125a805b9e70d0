package io.auralis.http;

import java.time.Duration;

/**
 * What a connection waits for.
 *
 * <pre>
 *   FRESH ---- headers complete ----> BODY ---- body complete ----> ANSWER ---- 101 ----> SESSION
 *                                      ^                              |
 *                                      | headers complete             | answered
 *                                   HEADERS <---- first byte ---- IDLE <
 *
 *   any of the first five ---- what came is no proper request ----> REJECTED
 * </pre>
 */
enum Phase {
  /** No request has come yet; with TLS the handshake is part of it. */
  FRESH(Duration.ofSeconds(10)),
  /** A further request has begun. */
  HEADERS(Duration.ofSeconds(10)),
  /** The headers are there, the body is not. */
  BODY(Duration.ofSeconds(20)),
  /** The service answers; how long that takes is not the client's business. */
  ANSWER(null),
  /** All requests are answered, and the next may come. Longer than proxies keep connections. */
  IDLE(Duration.ofSeconds(75)),
  /** An error went out after which nothing is read; the client is to hang up. */
  REJECTED(Duration.ofSeconds(2)),
  /** It has become a WebSocket, whose pings find out who is gone. */
  SESSION(null);

  private final Duration limit;

  Phase(Duration limit) {
    this.limit = limit;
  }

  /** How long it may last; null for no limit. */
  Duration limit() {
    return limit;
  }
}
