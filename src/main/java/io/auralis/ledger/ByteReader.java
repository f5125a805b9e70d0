package io.auralis.ledger;

import java.nio.charset.StandardCharsets;

/**
 * Reads what {@link ByteWriter} writes, from bytes that may be damaged: it never reads beyond its
 * end, and a count that the bytes behind it cannot hold is rejected before anything is made of it.
 * Used by one thread.
 */
final class ByteReader {

  private static final int BITS = 7;
  private static final int MORE = 1 << BITS;
  private static final int MOST_BYTES = 8;
  private static final int MOST_CHARACTERS = 4_096;
  private static final int BITS_PER_BYTE = 8;

  private final byte[] bytes;
  private final int end;
  private final String place;
  private int position;

  /**
   * A reader of some of the bytes.
   *
   * @param place what messages call them
   */
  ByteReader(byte[] bytes, int start, int end, String place) {
    this.bytes = bytes;
    this.position = start;
    this.end = end;
    this.place = place;
  }

  /** The next bytes as a reader of their own; this one goes on behind them. */
  ByteReader part(long length, String partPlace) {
    require(length, partPlace);
    int start = position;
    position += (int) length;
    return new ByteReader(bytes, start, position, partPlace);
  }

  String place() {
    return place;
  }

  boolean isAtEnd() {
    return position == end;
  }

  void requireEnd() {
    if (!isAtEnd()) {
      throw damaged(end - position + " bytes more than expected");
    }
  }

  int octet() {
    require(1);
    return Byte.toUnsignedInt(bytes[position++]);
  }

  /** A whole number, 0 to {@link LedgerEntry#MOST}. */
  long number() {
    long value = 0;
    for (int i = 0; i < MOST_BYTES; i++) {
      int octet = octet();
      value |= (long) (octet & MORE - 1) << i * BITS;
      if (octet < MORE) {
        if (value > LedgerEntry.MOST) {
          throw damaged("the number " + value + " is too large");
        }
        return value;
      }
    }
    throw damaged("a number has more than " + MOST_BYTES + " bytes");
  }

  /** A whole number, 0 to {@code most}. */
  int number(int most, String what) {
    long value = number();
    if (value > most) {
      throw damaged(what + " is " + value + "; it must be 0 to " + most);
    }
    return (int) value;
  }

  /**
   * How many elements follow.
   *
   * @param smallest bytes that an element has at least
   */
  int count(int most, int smallest, String what) {
    int count = number(most, "the number of " + what);
    if (count > (end - position) / smallest) {
      throw damaged(count + " " + what + " do not fit into " + (end - position) + " bytes");
    }
    return count;
  }

  /** The number of one of {@code size} elements. */
  int reference(int size, String what) {
    long number = number();
    if (number >= size) {
      throw damaged("it refers to " + what + " " + number + " of " + size);
    }
    return (int) number;
  }

  double real() {
    return Double.longBitsToDouble(littleEndian(Double.BYTES));
  }

  long littleEndian(int count) {
    require(count);
    long value = 0;
    for (int i = 0; i < count; i++) {
      value |= Byte.toUnsignedLong(bytes[position++]) << i * BITS_PER_BYTE;
    }
    return value;
  }

  String text() {
    int length = count(MOST_CHARACTERS, 1, "characters");
    String text = new String(bytes, position, length, StandardCharsets.ISO_8859_1);
    if (!Ascii.isPrintable(text)) {
      throw damaged("a text is not printable ASCII: " + Ascii.excerpt(text));
    }
    position += length;
    return text;
  }

  LedgerException damaged(String what) {
    return LedgerException.damaged(place, what);
  }

  private void require(int count) {
    require(count, place);
  }

  private void require(long count, String reading) {
    int left = end - position;
    if (count > left) {
      throw LedgerException.damaged(
          reading, "cut off: " + count + " bytes expected, " + left + " left");
    }
  }
}
