package io.auralis.delivery;

import java.time.Duration;
import java.util.Locale;

/**
 * How a station's chunks are delivered.
 *
 * @param historyChunks chunks kept for listeners that come back; at least a queue
 * @param lingerChunks chunks that are still made after the last listener left, so that one that
 *     comes back finds the stream without a hole
 * @param longestOverrun how long a listener may lose chunks without catching up
 * @param pingInterval how often a connection is pinged
 * @param longestSilence how long a connection may say nothing
 */
public record DeliverySettings(
    int historyChunks,
    int lingerChunks,
    Duration longestOverrun,
    Duration pingInterval,
    Duration longestSilence) {

  /** Specification 4.4: a ping every 30 s, disconnected after 60 s without an answer. */
  private static final Duration PING_INTERVAL = Duration.ofSeconds(30);

  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);
  private static final Duration LONGEST_OVERRUN = Duration.ofSeconds(30);

  public DeliverySettings {
    if (historyChunks < Listener.QUEUE_CHUNKS) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "historyChunks must be at least %d: %d",
              Listener.QUEUE_CHUNKS,
              historyChunks));
    }
  }

  /** Keeps a queue, and ends the stream as soon as nobody listens. */
  public static DeliverySettings queueOnly() {
    return withHistory(Listener.QUEUE_CHUNKS, 0);
  }

  /** The times of the specification. */
  public static DeliverySettings withHistory(int historyChunks, int lingerChunks) {
    return new DeliverySettings(
        historyChunks, lingerChunks, LONGEST_OVERRUN, PING_INTERVAL, LONGEST_SILENCE);
  }
}
