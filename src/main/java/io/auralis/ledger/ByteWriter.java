package io.auralis.ledger;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes numbers and texts as docs/ledger.md describes them. Used by one thread. */
final class ByteWriter {

  private static final int BITS = 7;
  private static final int MORE = 1 << BITS;
  private static final int BITS_PER_BYTE = 8;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** One byte, 0 to 255. */
  ByteWriter octet(int value) {
    out.write(value);
    return this;
  }

  /** A whole number of 0 or more: seven bits a byte, the lowest first. */
  ByteWriter number(long value) {
    long rest = value;
    while (rest >= MORE) {
      out.write((int) rest & MORE - 1 | MORE);
      rest >>>= BITS;
    }
    return octet((int) rest);
  }

  /** A fraction with all its bits. */
  ByteWriter real(double value) {
    return littleEndian(Double.doubleToRawLongBits(value), Double.BYTES);
  }

  ByteWriter littleEndian(long value, int bytes) {
    for (int i = 0; i < bytes; i++) {
      out.write((int) (value >>> i * BITS_PER_BYTE));
    }
    return this;
  }

  /** A text of printable ASCII behind its length. */
  ByteWriter text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    number(bytes.length);
    out.writeBytes(bytes);
    return this;
  }

  /** A section: its tag, its length and what is in it. */
  ByteWriter section(Section section, ByteWriter content) {
    number(section.tag());
    number(content.size());
    out.writeBytes(content.bytes());
    return this;
  }

  int size() {
    return out.size();
  }

  byte[] bytes() {
    return out.toByteArray();
  }
}
