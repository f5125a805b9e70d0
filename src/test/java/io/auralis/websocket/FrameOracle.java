package io.auralis.websocket;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * What RFC 6455 demands of a server for what a client sends, worked out from all bytes at once and
 * without the server's code.
 */
public final class FrameOracle {

  private static final int LIMIT = 4_096;
  private static final int PROTOCOL_ERROR = 1002;
  private static final int NO_UTF8 = 1007;
  private static final int TOO_BIG = 1009;

  /** Each of them is right after some start of a character. */
  private static final int[] CONTINUATIONS = {0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF};

  private final byte[] bytes;
  private final List<byte[]> pings = new ArrayList<>();
  private int at;
  private int messages;

  private boolean inMessage;
  private boolean text;
  private byte[] message = {};

  /** What becomes of the connection. */
  public enum Outcome {
    /** All that came was right, and the last frame is whole. */
    LIVES,
    /** The same, but the last frame is not whole. */
    WAITS,
    /** The client closed; the server answers with the same code. */
    ANSWERS_CLOSE,
    /** The client broke a rule; the server ends the connection. */
    FAILS
  }

  /**
   * The verdict.
   *
   * @param codes close codes that are right
   * @param pings payloads, in order, up to the end
   * @param messages whole ones, up to the end
   */
  public record Verdict(Outcome outcome, Set<Integer> codes, List<byte[]> pings, int messages) {}

  private FrameOracle(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Judges all that a client sent after its handshake. */
  public static Verdict judge(byte[] bytes) {
    return new FrameOracle(bytes).judge();
  }

  private Verdict judge() {
    while (at < bytes.length) {
      Verdict verdict = frame();
      if (verdict != null) {
        return verdict;
      }
    }
    return verdict(Outcome.LIVES);
  }

  /** One frame; null if it was right and whole. */
  private Verdict frame() {
    if (left() < 2) {
      return verdict(Outcome.WAITS);
    }
    int first = unsigned(at);
    int second = unsigned(at + 1);
    int opcode = first & 0x0F;
    boolean last = first >= 0x80;
    if (isWrong(first, second)) {
      return fails(PROTOCOL_ERROR);
    }
    int extra = (second & 0x7F) == 127 ? 8 : (second & 0x7F) == 126 ? 2 : 0;
    if (left() < 2 + extra) {
      return verdict(Outcome.WAITS);
    }
    long length = second & 0x7F;
    if (extra > 0) {
      length = number(at + 2, extra);
      if (length < (extra == 2 ? 126 : 65_536)) {
        // Not the shortest form, or negative.
        return fails(PROTOCOL_ERROR);
      }
    }
    if (length > LIMIT) {
      return fails(TOO_BIG);
    }
    if (left() < 2 + extra + 4 + length) {
      return verdict(Outcome.WAITS);
    }
    int key = at + 2 + extra;
    byte[] payload = Arrays.copyOfRange(bytes, key + 4, key + 4 + (int) length);
    for (int i = 0; i < payload.length; i++) {
      payload[i] ^= bytes[key + i % 4];
    }
    at = key + 4 + payload.length;
    return opcode >= 8 ? control(opcode, payload) : data(opcode, last, payload);
  }

  private boolean isWrong(int first, int second) {
    int opcode = first & 0x0F;
    boolean known = opcode <= 2 || opcode >= 8 && opcode <= 10;
    boolean reserved = (first & 0x70) != 0;
    boolean masked = second >= 0x80;
    boolean wrongControl = opcode >= 8 && (first < 0x80 || (second & 0x7F) > 125);
    boolean wrongOrder = opcode <= 2 && inMessage != (opcode == 0);
    boolean halfACode = opcode == 8 && (second & 0x7F) == 1;
    return !known || reserved || !masked || wrongControl || wrongOrder || halfACode;
  }

  private Verdict control(int opcode, byte[] payload) {
    if (opcode == 9) {
      pings.add(payload);
    }
    if (opcode != 8) {
      return null;
    }
    if (payload.length == 0) {
      return new Verdict(Outcome.ANSWERS_CLOSE, Set.of(1000, 1005), pings, messages);
    }
    int code = ByteBuffer.wrap(payload).getShort() & 0xFFFF;
    boolean known =
        code >= 1000 && code <= 1014 && (code < 1004 || code > 1006)
            || code >= 3000 && code <= 4999;
    boolean readable = isUtf8(Arrays.copyOfRange(payload, 2, payload.length));
    if (!known) {
      return readable ? fails(PROTOCOL_ERROR) : fails(PROTOCOL_ERROR, NO_UTF8);
    }
    return readable
        ? new Verdict(Outcome.ANSWERS_CLOSE, Set.of(code), pings, messages)
        : fails(NO_UTF8);
  }

  private Verdict data(int opcode, boolean last, byte[] payload) {
    if (opcode != 0) {
      text = opcode == 1;
      message = new byte[] {};
    }
    byte[] before = message;
    message = Arrays.copyOf(before, before.length + payload.length);
    System.arraycopy(payload, 0, message, before.length, payload.length);
    boolean readable = !text || (last ? isUtf8(message) : mayBecomeUtf8(message));
    if (message.length > LIMIT) {
      return readable ? fails(TOO_BIG) : fails(TOO_BIG, NO_UTF8);
    }
    if (!readable) {
      return fails(NO_UTF8);
    }
    inMessage = !last;
    messages += last ? 1 : 0;
    return null;
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      CharBuffer decoded =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes));
      return decoded.length() <= bytes.length;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** Whether some bytes more make it UTF-8; tried out on the last characters, on nothing clever. */
  private static boolean mayBecomeUtf8(byte[] bytes) {
    return becomesUtf8(bytes, 3);
  }

  private static boolean becomesUtf8(byte[] bytes, int more) {
    if (isUtf8(bytes)) {
      return true;
    }
    if (more == 0) {
      return false;
    }
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    for (int next : CONTINUATIONS) {
      longer[bytes.length] = (byte) next;
      if (becomesUtf8(longer, more - 1)) {
        return true;
      }
    }
    return false;
  }

  private Verdict fails(Integer... codes) {
    return new Verdict(Outcome.FAILS, Set.of(codes), pings, messages);
  }

  private Verdict verdict(Outcome outcome) {
    return new Verdict(outcome, Set.of(), pings, messages);
  }

  private int left() {
    return bytes.length - at;
  }

  private int unsigned(int index) {
    return bytes[index] & 0xFF;
  }

  private long number(int start, int count) {
    long value = 0;
    for (int i = start; i < start + count; i++) {
      value = value << 8 | unsigned(i);
    }
    return value;
  }
}
