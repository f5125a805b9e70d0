package io.auralis.ledger;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/**
 * An entry's bytes taken apart and put together again, by code of its own that follows
 * docs/ledger.md.
 */
final class EntryBytes {

  static final int CHECKSUM_BYTES = 4;

  /** The letters and the version. */
  private static final int START_BYTES = 3;

  private static final int HEADER_NUMBERS = 4;

  final byte[] header;
  final List<Part> parts;

  /** A section. */
  record Part(long tag, byte[] content) {
    static Part of(int tag, byte[]... contents) {
      return new Part(tag, join(contents));
    }
  }

  private EntryBytes(byte[] header, List<Part> parts) {
    this.header = header;
    this.parts = parts;
  }

  static EntryBytes of(byte[] bytes) {
    int[] at = {START_BYTES};
    for (int i = 0; i < HEADER_NUMBERS; i++) {
      number(bytes, at);
    }
    byte[] header = Arrays.copyOf(bytes, at[0]);
    List<Part> parts = new ArrayList<>();
    while (at[0] < bytes.length - CHECKSUM_BYTES) {
      long tag = number(bytes, at);
      int length = (int) number(bytes, at);
      parts.add(new Part(tag, Arrays.copyOfRange(bytes, at[0], at[0] + length)));
      at[0] += length;
    }
    return new EntryBytes(header, parts);
  }

  byte[] part(int tag) {
    return parts.stream().filter(part -> part.tag == tag).findFirst().orElseThrow().content;
  }

  EntryBytes with(Part changed) {
    List<Part> changedParts = new ArrayList<>(parts);
    changedParts.replaceAll(part -> part.tag == changed.tag ? changed : part);
    return new EntryBytes(header, changedParts);
  }

  EntryBytes withParts(List<Part> others) {
    return new EntryBytes(header, others);
  }

  EntryBytes withHeader(byte[]... others) {
    return new EntryBytes(join(others), parts);
  }

  /** All of it behind each other, with the checksum that belongs to it. */
  byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(header);
    for (Part part : parts) {
      out.writeBytes(number(part.tag));
      out.writeBytes(number(part.content.length));
      out.writeBytes(part.content);
    }
    return withChecksum(out.toByteArray());
  }

  static byte[] withChecksum(byte[] content) {
    CRC32 checksum = new CRC32();
    checksum.update(content);
    byte[] bytes = Arrays.copyOf(content, content.length + CHECKSUM_BYTES);
    for (int i = 0; i < CHECKSUM_BYTES; i++) {
      bytes[content.length + i] = (byte) (checksum.getValue() >>> 8 * i);
    }
    return bytes;
  }

  /** The bytes without their checksum. */
  static byte[] withoutChecksum(byte[] bytes) {
    return Arrays.copyOf(bytes, bytes.length - CHECKSUM_BYTES);
  }

  static byte[] number(long value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long rest = value;
    do {
      out.write((int) (rest % 128 + (rest >= 128 ? 128 : 0)));
      rest /= 128;
    } while (rest > 0);
    return out.toByteArray();
  }

  static byte[] text(String text) {
    return join(number(text.length()), text.getBytes(StandardCharsets.US_ASCII));
  }

  static byte[] octets(int... octets) {
    byte[] bytes = new byte[octets.length];
    for (int i = 0; i < octets.length; i++) {
      bytes[i] = (byte) octets[i];
    }
    return bytes;
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  /** Reads a number and moves the position behind it. */
  static long number(byte[] bytes, int[] at) {
    long value = 0;
    long weight = 1;
    int octet;
    do {
      octet = bytes[at[0]++] & 0xff;
      value += octet % 128 * weight;
      weight *= 128;
    } while (octet >= 128);
    return value;
  }
}
