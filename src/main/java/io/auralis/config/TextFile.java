package io.auralis.config;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads the bytes of a text file that an editor, a shell or PowerShell has written. */
final class TextFile {

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private TextFile() {}

  /** The bytes are no text; {@link #line()} says where. */
  static final class NotTextException extends Exception {

    private static final long serialVersionUID = 1;

    private final int line;

    NotTextException(int line, String message) {
      super(message);
      this.line = line;
    }

    /** The line, from 1. */
    int line() {
      return line;
    }
  }

  /**
   * The text of a file in UTF-8, or in UTF-16 as Windows' tools write it; without a mark of the
   * byte order.
   *
   * @throws NotTextException that names the reason
   */
  static String decode(byte[] bytes) throws NotTextException {
    Charset utf16 = utf16(bytes);
    String text;
    if (utf16 == null) {
      text = utf8(bytes);
    } else {
      try {
        text = utf16.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      } catch (CharacterCodingException e) {
        throw new NotTextException(1, "it is damaged UTF-16; save the file as UTF-8");
      }
    }
    int zero = text.indexOf(0);
    if (zero >= 0) {
      throw new NotTextException(
          line(text.substring(0, zero)), "it holds a zero byte; save the file as UTF-8");
    }
    return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
  }

  /** By the mark, or by the zero beside a first letter of ASCII; null for anything else. */
  private static Charset utf16(byte[] bytes) {
    if (bytes.length < 2) {
      return null;
    }
    int first = bytes[0] & 0xFF;
    int second = bytes[1] & 0xFF;
    if (first == 0xFE && second == 0xFF || first == 0 && second != 0) {
      return StandardCharsets.UTF_16BE;
    }
    return first == 0xFF && second == 0xFE || first != 0 && second == 0
        ? StandardCharsets.UTF_16LE
        : null;
  }

  private static String utf8(byte[] bytes) throws NotTextException {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length + 1);
    CoderResult result = decoder.decode(in, out, true);
    String text = out.flip().toString();
    if (result.isError()) {
      throw new NotTextException(
          line(text),
          String.format(
              Locale.ROOT,
              "the byte 0x%02X is no UTF-8; save the file as UTF-8",
              bytes[in.position()] & 0xFF));
    }
    return text;
  }

  /** The number of the line that a text ends in. */
  private static int line(String before) {
    return before.split("\r\n|\r|\n", -1).length;
  }
}
