package io.auralis.load;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Takes a server's frames (RFC 6455, section 5.2) apart as they arrive, and keeps of each only its
 * start and the end of what is not binary. One thread; nothing is allocated for a binary frame.
 */
final class FrameReader {

  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;

  private static final int MASKED = 0x80;

  /** The header of a binary message. */
  private static final int START_BYTES = 24;

  /** Enough of a JSON message's end for the index and the time of a chunk, and for an error. */
  private static final int END_BYTES = 512;

  private final byte[] header = new byte[10];
  private final byte[] start = new byte[START_BYTES];
  private final ByteBuffer startFields = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
  private final byte[] end = new byte[END_BYTES];
  private int headerBytes;
  private int startBytes;
  private int endBytes;
  private long payloadLeft;
  private boolean inPayload;

  /**
   * Takes bytes up to the end of a frame.
   *
   * @return whether a frame is whole: what the other methods tell is about that one
   */
  boolean take(ByteBuffer buffer) {
    while (buffer.hasRemaining()) {
      if (inPayload) {
        takePayload(buffer);
      } else {
        takeHeader(buffer);
      }
      if (inPayload && payloadLeft == 0) {
        inPayload = false;
        return true;
      }
    }
    return false;
  }

  int opcode() {
    return header[0] & 0x0F;
  }

  /** Whether a server may send such a frame: a whole text or binary, a closing or a ping. */
  boolean wellFormed() {
    boolean expected =
        switch (header[0] & 0xFF) {
          case 0x81, 0x82, 0x88, 0x89 -> true;
          default -> false;
        };
    return expected && (header[1] & MASKED) == 0;
  }

  /** The first 24 bytes of the payload, little-endian. */
  ByteBuffer start() {
    return startFields;
  }

  /** The payload's first 24 bytes as text. */
  String opening() {
    return new String(start, 0, startBytes, StandardCharsets.US_ASCII);
  }

  /** The payload's last 512 bytes as text. */
  String tail() {
    return new String(end, 0, endBytes, StandardCharsets.US_ASCII);
  }

  /** The code of a frame that closes; 0 if it gives none. */
  int closeCode() {
    return endBytes < 2 ? 0 : (end[0] & 0xFF) << Byte.SIZE | end[1] & 0xFF;
  }

  private void takeHeader(ByteBuffer buffer) {
    header[headerBytes++] = buffer.get();
    if (headerBytes < 2) {
      return;
    }
    int length = header[1] & 0x7F;
    int extra = length == 126 ? Short.BYTES : length == 127 ? Long.BYTES : 0;
    if (headerBytes < 2 + extra) {
      return;
    }
    payloadLeft = extra == 0 ? length : 0;
    for (int i = 0; i < extra; i++) {
      payloadLeft = payloadLeft << Byte.SIZE | header[2 + i] & 0xFF;
    }
    headerBytes = 0;
    startBytes = 0;
    endBytes = 0;
    inPayload = true;
  }

  private void takePayload(ByteBuffer buffer) {
    int bytes = (int) Math.min(payloadLeft, buffer.remaining());
    int at = buffer.position();
    if (startBytes < START_BYTES) {
      int wanted = Math.min(START_BYTES - startBytes, bytes);
      buffer.get(at, start, startBytes, wanted);
      startBytes += wanted;
    }
    if (opcode() != BINARY) {
      int kept = Math.min(endBytes, Math.max(0, END_BYTES - bytes));
      System.arraycopy(end, endBytes - kept, end, 0, kept);
      int wanted = Math.min(bytes, END_BYTES);
      buffer.get(at + bytes - wanted, end, kept, wanted);
      endBytes = kept + wanted;
    }
    buffer.position(at + bytes);
    payloadLeft -= bytes;
  }
}
