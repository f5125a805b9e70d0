package io.auralis.websocket;

import static io.auralis.websocket.ClientFrames.BINARY;
import static io.auralis.websocket.ClientFrames.CONTINUATION;
import static io.auralis.websocket.ClientFrames.PONG;
import static io.auralis.websocket.ClientFrames.TEXT;
import static io.auralis.websocket.ClientFrames.frame;
import static io.auralis.websocket.ClientFrames.sizeOf;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** What a client might send: mostly right, then maybe wrong in one of many ways. */
public final class FrameNoise {

  private static final int LAST = 0x80;
  private static final int LIMIT = 4_096;
  private static final int MAX_CONTROL = 125;

  private static final List<String> TEXTS =
      List.of(
          "{\"type\":\"control\",\"bpm\":9999}",
          "{\"type\":\"ping\"}",
          "{\"type\":\"status_request\"}",
          "{\"type\":[[[[[[[[",
          "\u0000\uffff",
          "\u00e4\u20ac\ud83d\ude00",
          "");

  private final Random random;
  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

  private FrameNoise(Random random) {
    this.random = random;
  }

  /** Up to so many right messages, then up to three things that may be wrong. */
  public static byte[] of(Random random, int messages) {
    FrameNoise noise = new FrameNoise(random);
    for (int left = random.nextInt(messages + 1); left > 0; left--) {
      noise.right();
    }
    for (int left = random.nextInt(4); left > 0; left--) {
      noise.maybeWrong();
      noise.right();
    }
    return noise.sent.toByteArray();
  }

  private void right() {
    switch (random.nextInt(6)) {
      case 0 -> add(ClientFrames.text(text()));
      case 1 -> add(frame(true, BINARY, bytes(300)));
      case 2 -> add(ClientFrames.ping(bytes(MAX_CONTROL)));
      case 3 -> add(frame(true, PONG, bytes(MAX_CONTROL)));
      case 4 -> fragments(BINARY, bytes(LIMIT));
      default -> fragments(TEXT, (text() + text()).getBytes(StandardCharsets.UTF_8));
    }
  }

  private void maybeWrong() {
    int any = random.nextInt(256);
    switch (random.nextInt(12)) {
      case 0 -> add(bytes(40));
      case 1 -> add(frame(any, bytes(MAX_CONTROL), true, Byte.BYTES));
      case 2 -> add(frame(LAST | BINARY, bytes(MAX_CONTROL), false, Byte.BYTES));
      case 3 -> add(frame(true, TEXT, bytes(20)));
      case 4 -> fragments(TEXT, bytes(20));
      case 5 -> {
        int size = LIMIT - 50 + random.nextInt(100);
        add(frame(LAST | BINARY, new byte[size], true, sizeOf(size)));
      }
      case 6 -> fragments(BINARY, new byte[LIMIT - 50 + random.nextInt(100)]);
      case 7 -> add(frame(LAST | BINARY, bytes(100), true, random.nextBoolean() ? 2 : 8));
      case 8 -> add(frame(LAST | any & 0x0F | 8, new byte[126], true, Short.BYTES));
      case 9 -> add(ClientFrames.close(random.nextInt(6_000), bytes(8)));
      case 10 -> add(ClientFrames.close(1000 + random.nextInt(20), text()));
      default -> add(frame(any >= 128, random.nextInt(3), bytes(10)));
    }
  }

  /** Cut anywhere, also into nothing and within characters, with pings between. */
  private void fragments(int opcode, byte[] message) {
    int at = 0;
    for (int next = opcode; at < message.length || next != CONTINUATION; next = CONTINUATION) {
      int end = Math.min(message.length, at + random.nextInt(message.length + 1));
      add(frame(false, next, Arrays.copyOfRange(message, at, end)));
      at = end;
      if (random.nextInt(4) == 0) {
        add(ClientFrames.ping(bytes(9)));
      }
    }
    add(frame(true, CONTINUATION, new byte[0]));
  }

  private String text() {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  private byte[] bytes(int most) {
    byte[] bytes = new byte[random.nextInt(most + 1)];
    random.nextBytes(bytes);
    return bytes;
  }

  private void add(byte[] frame) {
    sent.writeBytes(frame);
  }
}
