package io.auralis.websocket;

import static io.auralis.websocket.ClientFrames.BINARY;
import static io.auralis.websocket.ClientFrames.CLOSE;
import static io.auralis.websocket.ClientFrames.CONTINUATION;
import static io.auralis.websocket.ClientFrames.PING;
import static io.auralis.websocket.ClientFrames.PONG;
import static io.auralis.websocket.ClientFrames.TEXT;
import static io.auralis.websocket.ClientFrames.close;
import static io.auralis.websocket.ClientFrames.frame;
import static io.auralis.websocket.ClientFrames.header;
import static io.auralis.websocket.ClientFrames.ping;
import static io.auralis.websocket.ClientFrames.sizeOf;
import static io.auralis.websocket.ClientFrames.text;
import static io.auralis.websocket.Rfc6455Case.ends;
import static io.auralis.websocket.Rfc6455Case.lives;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Cases of RFC 6455 but for texts, in the order of the chapters that test suites for it share. This
 * server answers a message that is no control with an error, and reads up to 4,096 bytes.
 */
final class Rfc6455Cases {

  private static final int LIMIT = 4_096;
  private static final int LAST = 0x80;
  private static final int NORMAL = 1000;
  private static final int PROTOCOL_ERROR = 1002;
  private static final int NO_UTF8 = 1007;
  private static final int TOO_BIG = 1009;
  private static final byte[] NOTHING = {};

  private Rfc6455Cases() {}

  static Stream<Rfc6455Case> all() {
    return Stream.of(framing(), pings(), reservedBits(), opcodes(), fragments(), closing())
        .flatMap(List::stream);
  }

  private static List<Rfc6455Case> framing() {
    List<Rfc6455Case> cases = new ArrayList<>();
    for (int opcode : List.of(TEXT, BINARY)) {
      String id = "1." + opcode + ".";
      for (int bytes : List.of(0, 1, 125, 126, 127, 128, LIMIT)) {
        cases.add(lives(id + bytes, "a message", 1, frame(true, opcode, stars(bytes))));
      }
      cases.add(
          lives(id + "chopped", "a message", 1, frame(true, opcode, stars(LIMIT))).inPieces(997));
      for (int bytes : List.of(LIMIT + 1, 65_535, 65_536)) {
        cases.add(ends(id + bytes, "too big", TOO_BIG, frame(true, opcode, stars(bytes))));
      }
      for (long bytes : List.of(1L << 32, Long.MAX_VALUE)) {
        cases.add(
            ends(
                id + bytes,
                "announces too much",
                TOO_BIG,
                header(LAST | opcode, bytes, true, sizeOf(bytes))));
      }
      cases.add(
          ends(
              id + "negative",
              "a length with its highest bit",
              PROTOCOL_ERROR,
              header(LAST | opcode, Long.MIN_VALUE + 1, true, Long.BYTES)));
      cases.add(
          ends(id + "16", "too long a length", PROTOCOL_ERROR, lengthIn(opcode, Short.BYTES)));
      cases.add(ends(id + "64", "too long a length", PROTOCOL_ERROR, lengthIn(opcode, Long.BYTES)));
      cases.add(
          ends(
              id + "unmasked",
              "a frame without a mask",
              PROTOCOL_ERROR,
              frame(LAST | opcode, stars(5), false, Byte.BYTES)));
    }
    cases.add(
        ends(
            "1.3.1",
            "a ping without a mask",
            PROTOCOL_ERROR,
            frame(LAST | PING, stars(5), false, Byte.BYTES)));
    return cases;
  }

  private static byte[] lengthIn(int opcode, int lengthBytes) {
    return frame(LAST | opcode, stars(125), true, lengthBytes);
  }

  private static List<Rfc6455Case> pings() {
    byte[] odd = {0, (byte) 0xFF, (byte) 0xFE, (byte) 0xFD, 0, (byte) 0xFF};
    byte[][] ten =
        IntStream.range(0, 10)
            .mapToObj(i -> ("ping " + i).getBytes(StandardCharsets.US_ASCII))
            .toArray(byte[][]::new);
    byte[] tenPings =
        ClientFrames.join(Stream.of(ten).map(ClientFrames::ping).toArray(byte[][]::new));
    byte[] unasked = frame(true, PONG, stars(7));
    return List.of(
        lives("2.1", "a ping without payload", 0, ping(NOTHING)).withPongs(NOTHING),
        lives("2.2", "a ping with a text", 0, ping(stars(7))).withPongs(stars(7)),
        lives("2.3", "a ping with bytes", 0, ping(odd)).withPongs(odd),
        lives("2.4", "the longest ping", 0, ping(stars(125))).withPongs(stars(125)),
        ends("2.5", "too long a ping", PROTOCOL_ERROR, ping(stars(126))),
        lives("2.6", "the longest ping", 0, ping(stars(125))).withPongs(stars(125)).inPieces(1),
        lives("2.7", "a pong that nobody asked for", 0, frame(true, PONG, NOTHING)),
        lives("2.8", "the same with payload", 0, unasked),
        lives("2.9", "the same, then a ping", 0, unasked, ping(odd)).withPongs(odd),
        lives("2.10", "ten pings", 0, tenPings).withPongs(ten),
        lives("2.11", "ten pings", 0, tenPings).withPongs(ten).inPieces(1),
        ends("2.12", "too long a pong", PROTOCOL_ERROR, frame(true, PONG, stars(126))));
  }

  private static List<Rfc6455Case> reservedBits() {
    List<Rfc6455Case> cases = new ArrayList<>();
    for (int rsv = 1; rsv <= 7; rsv++) {
      for (int opcode : List.of(TEXT, BINARY, CLOSE, PING, PONG)) {
        String id = "3." + rsv + "." + opcode;
        byte[] wrong = frame(LAST | rsv << 4 | opcode, stars(4), true, Byte.BYTES);
        cases.add(ends(id, "reserved bits", PROTOCOL_ERROR, wrong, ping(NOTHING)));
      }
      byte[] wrong = frame(LAST | rsv << 4 | TEXT, NOTHING, true, Byte.BYTES);
      cases.add(
          ends("3." + rsv, "after a message", PROTOCOL_ERROR, text("hello"), wrong).inPieces(1));
    }
    return cases;
  }

  private static List<Rfc6455Case> opcodes() {
    List<Rfc6455Case> cases = new ArrayList<>();
    for (int opcode : List.of(3, 4, 5, 6, 7, 11, 12, 13, 14, 15)) {
      String id = "4." + opcode + ".";
      byte[] empty = frame(true, opcode, NOTHING);
      byte[] full = frame(true, opcode, stars(9));
      cases.add(ends(id + 1, "an unknown opcode", PROTOCOL_ERROR, empty));
      cases.add(ends(id + 2, "the same with payload", PROTOCOL_ERROR, full));
      cases.add(ends(id + 3, "between others", PROTOCOL_ERROR, text("hello"), full, ping(NOTHING)));
    }
    return cases;
  }

  private static List<Rfc6455Case> fragments() {
    byte[] start = frame(false, TEXT, stars(3));
    byte[] middle = frame(false, CONTINUATION, stars(3));
    byte[] end = frame(true, CONTINUATION, stars(3));
    byte[] nothingYet = frame(false, TEXT, NOTHING);
    byte[] half = frame(false, BINARY, stars(LIMIT / 2));
    byte[] otherHalf = frame(true, CONTINUATION, stars(LIMIT / 2));
    byte[] more = frame(true, CONTINUATION, stars(LIMIT / 2 + 1));
    byte[] halfMore = frame(false, CONTINUATION, stars(LIMIT / 2 + 1));
    return List.of(
        ends("5.1", "a ping in fragments", PROTOCOL_ERROR, frame(false, PING, stars(3)), end),
        ends("5.2", "a pong in fragments", PROTOCOL_ERROR, frame(false, PONG, stars(3)), end),
        ends("5.2.1", "a close in fragments", PROTOCOL_ERROR, frame(false, CLOSE, NOTHING)),
        lives("5.3", "two fragments", 1, start, end),
        lives("5.5", "two fragments", 1, start, end).inPieces(1),
        lives("5.6", "a ping between them", 1, start, ping(stars(2)), end).withPongs(stars(2)),
        lives("5.8", "a ping between them", 1, start, ping(stars(2)), end)
            .withPongs(stars(2))
            .inPieces(1),
        ends("5.9", "an end without a start", PROTOCOL_ERROR, end, text("hello")),
        ends("5.10", "the same", PROTOCOL_ERROR, end, text("hello")).inPieces(1),
        ends("5.12", "a middle without a start", PROTOCOL_ERROR, middle, text("hello")),
        ends("5.15", "two ends", PROTOCOL_ERROR, start, end, middle, text("hello")),
        ends("5.17", "an end without a start", PROTOCOL_ERROR, text("hello"), end, end),
        ends("5.18", "two starts", PROTOCOL_ERROR, start, frame(true, TEXT, stars(3))),
        ends("5.18.1", "two starts", PROTOCOL_ERROR, start, frame(true, BINARY, stars(3))),
        ends("5.18.2", "two starts", PROTOCOL_ERROR, nothingYet, frame(true, TEXT, stars(3))),
        lives(
                "5.19",
                "pings between five",
                1,
                start,
                middle,
                ping(stars(1)),
                middle,
                middle,
                ping(stars(2)),
                end)
            .withPongs(stars(1), stars(2)),
        lives(
                "5.20",
                "pings between five",
                1,
                start,
                middle,
                ping(stars(1)),
                middle,
                middle,
                ping(stars(2)),
                end)
            .withPongs(stars(1), stars(2))
            .inPieces(1),
        lives("5.21", "an empty start", 1, nothingYet, end),
        lives(
            "5.22",
            "an empty start, and others after it",
            3,
            nothingYet,
            end,
            text("hello"),
            start,
            end),
        lives(
            "5.23",
            "an empty start of bytes",
            2,
            frame(false, BINARY, NOTHING),
            end,
            text("hello")),
        lives(
            "5.24",
            "three empty fragments",
            1,
            nothingYet,
            frame(false, CONTINUATION, NOTHING),
            frame(true, CONTINUATION, NOTHING)),
        lives("5.25", "fragments up to the limit", 1, half, otherHalf),
        ends("5.26", "fragments over the limit", TOO_BIG, half, more),
        ends("5.27", "fragments over the limit", TOO_BIG, half, halfMore));
  }

  private static List<Rfc6455Case> closing() {
    byte[] start = frame(false, TEXT, stars(3));
    byte[] end = frame(true, CONTINUATION, stars(3));
    byte[] bye = close(NORMAL, "");
    List<Rfc6455Case> cases = new ArrayList<>();
    cases.add(ends("7.1.1", "a message, then the end", NORMAL, text("hello"), bye));
    cases.add(ends("7.1.2", "two ends", NORMAL, bye, bye));
    cases.add(ends("7.1.3", "a ping after the end", NORMAL, bye, ping(stars(3))));
    cases.add(ends("7.1.4", "a message after the end", NORMAL, bye, text("hello")));
    cases.add(ends("7.1.5", "the end between fragments", NORMAL, start, bye, end));
    cases.add(
        ends("7.1.6", "wrong after the end", NORMAL, bye, frame(LAST | 0x70, stars(3), true, 1)));
    cases.add(ends("7.3.2", "half a code", PROTOCOL_ERROR, frame(true, CLOSE, stars(1))));
    cases.add(ends("7.3.3", "a code", NORMAL, bye));
    cases.add(ends("7.3.4", "a code with a reason", NORMAL, close(NORMAL, "Hello")));
    cases.add(ends("7.3.5", "the longest reason", NORMAL, close(NORMAL, stars(123))));
    cases.add(ends("7.3.6", "too long a reason", PROTOCOL_ERROR, close(NORMAL, stars(124))));
    byte[] bad = {'h', (byte) 0xED, (byte) 0xA0, (byte) 0x80, 'o'};
    cases.add(ends("7.5.1", "a reason that is no UTF-8", NO_UTF8, close(NORMAL, bad)));
    byte[] cut = {'h', (byte) 0xC3};
    cases.add(ends("7.5.2", "a reason that ends within a character", NO_UTF8, close(NORMAL, cut)));
    for (int code :
        List.of(
            1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999,
            4000, 4999)) {
      cases.add(ends("7.7." + code, "a good code", code, close(code, "")));
    }
    for (int code :
        List.of(
            0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 32_767, 32_768,
            65_535)) {
      cases.add(ends("7.9." + code, "a bad code", PROTOCOL_ERROR, close(code, "")));
    }
    return cases;
  }

  private static byte[] stars(int bytes) {
    byte[] stars = new byte[bytes];
    Arrays.fill(stars, (byte) '*');
    return stars;
  }
}
