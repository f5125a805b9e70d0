package io.auralis.websocket;

import java.util.List;

/**
 * Something that a client sends, and what RFC 6455 demands then.
 *
 * @param id chapter, section and number
 * @param piece bytes that are sent at a time
 * @param messages that the server understands as messages, each of which gets its answer; where the
 *     connection fails, those before that may have been answered
 * @param pongs payloads of the pongs that are due
 * @param code of the server's close frame; 0 if the session lives
 */
record Rfc6455Case(
    String id, String title, byte[] sent, int piece, int messages, List<byte[]> pongs, int code) {

  static final int LIVES = 0;
  private static final int ALL = Integer.MAX_VALUE;

  /** The session lives and answers so many messages. */
  static Rfc6455Case lives(String id, String title, int messages, byte[]... frames) {
    return new Rfc6455Case(id, title, ClientFrames.join(frames), ALL, messages, List.of(), LIVES);
  }

  /** The server ends the connection with a close code. */
  static Rfc6455Case ends(String id, String title, int code, byte[]... frames) {
    return new Rfc6455Case(id, title, ClientFrames.join(frames), ALL, 0, List.of(), code);
  }

  /** The same, with pongs before. */
  Rfc6455Case withPongs(byte[]... payloads) {
    return new Rfc6455Case(id, title, sent, piece, messages, List.of(payloads), code);
  }

  /** The same, sent in pieces. */
  Rfc6455Case inPieces(int bytes) {
    return new Rfc6455Case(
        id + "/" + bytes,
        title + ", " + bytes + " bytes at a time",
        sent,
        bytes,
        messages,
        pongs,
        code);
  }

  @Override
  public String toString() {
    return id + " " + title;
  }
}
