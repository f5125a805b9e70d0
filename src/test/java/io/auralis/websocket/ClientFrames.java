package io.auralis.websocket;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Frames of a client as RFC 6455, section 5.2, lays them out, right or wrong as one likes. */
public final class ClientFrames {

  public static final int CONTINUATION = 0;
  public static final int TEXT = 1;
  public static final int BINARY = 2;
  public static final int CLOSE = 8;
  public static final int PING = 9;
  public static final int PONG = 10;

  private static final int MASK = 0x5A17C39E;

  private ClientFrames() {}

  /** A whole text message. */
  public static byte[] text(String text) {
    return frame(true, TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  public static byte[] ping(byte[] payload) {
    return frame(true, PING, payload);
  }

  public static byte[] close(int code, String reason) {
    return close(code, reason.getBytes(StandardCharsets.UTF_8));
  }

  public static byte[] close(int code, byte[] reason) {
    byte[] body =
        ByteBuffer.allocate(Short.BYTES + reason.length).putShort((short) code).put(reason).array();
    return frame(true, CLOSE, body);
  }

  public static byte[] frame(boolean last, int opcode, byte[] payload) {
    return frame((last ? 0x80 : 0) | opcode, payload, true, sizeOf(payload.length));
  }

  /** How many bytes a length takes at least. */
  public static int sizeOf(long length) {
    if (length < 126) {
      return Byte.BYTES;
    }
    return length <= 0xFFFF ? Short.BYTES : Long.BYTES;
  }

  /**
   * Any frame.
   *
   * @param first its first byte
   * @param lengthBytes in which its length is written, 1, 2 or 8
   */
  public static byte[] frame(int first, byte[] payload, boolean masked, int lengthBytes) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.writeBytes(header(first, payload.length, masked, lengthBytes));
    if (masked) {
      frame.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(MASK).array());
    }
    for (int i = 0; i < payload.length; i++) {
      frame.write(masked ? payload[i] ^ maskAt(i) : payload[i]);
    }
    return frame.toByteArray();
  }

  /** The start of a frame that announces any length. */
  public static byte[] header(int first, long length, boolean masked, int lengthBytes) {
    ByteBuffer header = ByteBuffer.allocate(Short.BYTES + Long.BYTES).put((byte) first);
    int mask = masked ? 0x80 : 0;
    switch (lengthBytes) {
      case Short.BYTES -> header.put((byte) (mask | 126)).putShort((short) length);
      case Long.BYTES -> header.put((byte) (mask | 127)).putLong(length);
      default -> header.put((byte) (mask | (int) length));
    }
    byte[] bytes = new byte[header.position()];
    header.flip().get(bytes);
    return bytes;
  }

  /** One after the other. */
  public static byte[] join(byte[]... frames) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] frame : frames) {
      all.writeBytes(frame);
    }
    return all.toByteArray();
  }

  private static int maskAt(int index) {
    return MASK >>> (3 - index % Integer.BYTES) * Byte.SIZE & 0xFF;
  }
}
