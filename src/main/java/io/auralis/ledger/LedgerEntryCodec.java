package io.auralis.ledger;

import java.util.Objects;
import java.util.zip.CRC32;

/**
 * Entries as bytes, half a kilobyte to 2.5 KB each: a header that every version reads, sections
 * that a reader skips if it does not know them, and a checksum. docs/ledger.md describes the form
 * for readers in other languages.
 *
 * <p>What is written is read as an equal entry. A program reads what all older ones wrote. It reads
 * what a newer one wrote as long as the major version is the same, without what it does not know;
 * notes of an instrument that it does not know are left out.
 *
 * <p>Pure functions; any thread may call them. Bytes may come from anywhere: reading takes time and
 * memory in proportion to their number, and throws nothing but {@link LedgerException}.
 */
public final class LedgerEntryCodec {

  /** The major version of the form that is written, and the only one that is read. */
  public static final int VERSION = 1;

  /** No entry has more bytes, in any version. */
  public static final int MOST_BYTES = 65_536;

  private static final int MAGIC = 'A' | 'L' << 8;
  private static final int MAGIC_BYTES = 2;
  private static final int CHECKSUM_BYTES = 4;

  /** The magic, the version, four numbers, the checksum. */
  private static final int FEWEST_BYTES = MAGIC_BYTES + 1 + 4 + CHECKSUM_BYTES;

  private LedgerEntryCodec() {}

  /** An entry as bytes. The limits of {@link LedgerEntry} keep them below {@link #MOST_BYTES}. */
  public static byte[] write(LedgerEntry entry) {
    Objects.requireNonNull(entry, "entry");
    ByteWriter out = new ByteWriter();
    out.littleEndian(MAGIC, MAGIC_BYTES).octet(VERSION);
    out.number(entry.index()).number(entry.revision());
    out.number(entry.startFrame()).number(entry.lengthFrames());
    new EntryWriter(entry).writeTo(out);
    out.littleEndian(checksum(out.bytes(), out.size()), CHECKSUM_BYTES);
    return out.bytes();
  }

  /**
   * The entry that bytes were written from.
   *
   * @throws LedgerException if they are no entry, or one that this version cannot read
   */
  public static LedgerEntry read(byte[] bytes) {
    ByteReader in = open(bytes);
    LedgerHeader header = header(in);
    if (header.version() != VERSION) {
      throw new LedgerException(
          LedgerException.Reason.NEWER,
          "Ledger entry "
              + header.index()
              + "-"
              + header.revision()
              + " is of version "
              + header.version()
              + "; this program reads version "
              + VERSION);
    }
    return new EntryReader(header).read(in);
  }

  /**
   * Where an entry stands, also one of a version that {@link #read} refuses, so that a replica can
   * play on over it.
   *
   * @throws LedgerException if the bytes are no entry of any version
   */
  public static LedgerHeader peek(byte[] bytes) {
    return header(open(bytes));
  }

  /** A reader of what lies between the magic and the checksum. */
  private static ByteReader open(byte[] bytes) {
    Objects.requireNonNull(bytes, "bytes");
    if (bytes.length < FEWEST_BYTES || bytes.length > MOST_BYTES) {
      throw LedgerException.damaged(
          "size",
          bytes.length + " bytes; an entry has " + FEWEST_BYTES + " to " + MOST_BYTES + " bytes");
    }
    int end = bytes.length - CHECKSUM_BYTES;
    ByteReader in = new ByteReader(bytes, 0, end, "header");
    if (in.littleEndian(MAGIC_BYTES) != MAGIC) {
      throw in.damaged("it does not begin with the letters AL");
    }
    long written =
        new ByteReader(bytes, end, bytes.length, "checksum").littleEndian(CHECKSUM_BYTES);
    long expected = checksum(bytes, end);
    if (written != expected) {
      throw LedgerException.damaged(
          "checksum", Long.toHexString(written) + " instead of " + Long.toHexString(expected));
    }
    return in;
  }

  private static LedgerHeader header(ByteReader in) {
    int version = in.octet();
    if (version == 0) {
      throw in.damaged("there is no version 0");
    }
    return new LedgerHeader(
        version,
        in.number(),
        in.number(Integer.MAX_VALUE, "the revision"),
        in.number(),
        in.number());
  }

  private static long checksum(byte[] bytes, int count) {
    CRC32 checksum = new CRC32();
    checksum.update(bytes, 0, count);
    return checksum.getValue();
  }
}
