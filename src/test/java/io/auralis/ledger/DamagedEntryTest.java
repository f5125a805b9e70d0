package io.auralis.ledger;

import static io.auralis.ledger.EntryBytes.Part;
import static io.auralis.ledger.EntryBytes.join;
import static io.auralis.ledger.EntryBytes.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bytes that a network, a disk or somebody with bad intentions has changed. */
@Timeout(60)
class DamagedEntryTest {

  private static final int INPUTS = 10_000;

  /** An exception with its text and its trace. */
  private static final long ALLOWANCE_BYTES = 16_000;

  @Test
  void damageIsFound() {
    List<byte[]> entries = entries();
    Random random = new Random(1);
    for (int i = 0; i < INPUTS; i++) {
      byte[] entry = entries.get(i % entries.size());
      byte[] damaged = damage(entry, random);
      if (!Arrays.equals(entry, damaged)) {
        assertThatExceptionOfType(LedgerException.class)
            .as("input %d", i)
            .isThrownBy(() -> LedgerEntryCodec.read(damaged))
            .satisfies(e -> assertThat(e.reason()).isEqualTo(LedgerException.Reason.DAMAGED));
        assertThatExceptionOfType(LedgerException.class)
            .as("input %d", i)
            .isThrownBy(() -> LedgerEntryCodec.peek(damaged));
      }
    }
  }

  /** The checksum finds all damage, and nothing that was made to harm. */
  @Test
  void whatHasTheRightChecksumIsAnEntryOrRefused() {
    List<byte[]> entries = entries();
    Random random = new Random(2);
    int read = 0;
    for (int i = 0; i < INPUTS; i++) {
      byte[] content = EntryBytes.withoutChecksum(entries.get(i % entries.size()));
      byte[] hostile = EntryBytes.withChecksum(damage(content, random));
      try {
        LedgerEntry entry = LedgerEntryCodec.read(hostile);
        assertThat(LedgerEntryCodec.read(LedgerEntryCodec.write(entry)))
            .as("input %d", i)
            .isEqualTo(entry);
        read++;
      } catch (LedgerException e) {
        assertThat(e.getMessage()).as("input %d", i).matches("[ -~]{20,400}");
      }
    }
    assertThat(read).isBetween(INPUTS / 100, INPUTS / 2);
  }

  @Test
  void whatIsCutOffIsRefused() {
    byte[] bytes = entries().get(0);
    for (int length = 0; length < bytes.length - EntryBytes.CHECKSUM_BYTES; length++) {
      byte[] cut = EntryBytes.withChecksum(Arrays.copyOf(bytes, length));
      assertThatExceptionOfType(LedgerException.class)
          .as("%d bytes", length)
          .isThrownBy(() -> LedgerEntryCodec.read(cut));
    }
  }

  @Test
  void aCountThatTheBytesDoNotHoldCostsNoMemory() {
    // Given: an entry that costs next to nothing itself
    EntryBytes written = EntryBytes.of(LedgerEntryCodec.write(LedgerEntries.tiny(0, 0, "a")));
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (int tag = 1; tag <= Section.values().length; tag++) {
      for (long count : new long[] {64, 1_024, 3_072, 1 << 20, Integer.MAX_VALUE, 1L << 53}) {
        byte[] bytes = written.with(Part.of(tag, number(count - 1))).bytes();
        refuse(bytes);

        long before = threads.getCurrentThreadAllocatedBytes();
        refuse(bytes);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(allocated).as("section %d, %d elements", tag, count).isLessThan(ALLOWANCE_BYTES);
      }
    }
  }

  private static void refuse(byte[] bytes) {
    try {
      LedgerEntryCodec.read(bytes);
    } catch (LedgerException e) {
      return;
    }
    throw new AssertionError("It was read");
  }

  private static List<byte[]> entries() {
    Random random = new Random(3);
    List<byte[]> entries = new ArrayList<>();
    for (int seed = 0; seed < 10; seed++) {
      LedgerEntries.composed(seed, LedgerEntries.parameters(random), 3).stream()
          .map(LedgerEntryCodec::write)
          .forEach(entries::add);
      entries.add(LedgerEntryCodec.write(LedgerEntries.arbitrary(random)));
    }
    return entries;
  }

  /** The bytes with one to three mistakes. */
  private static byte[] damage(byte[] bytes, Random random) {
    byte[] damaged = bytes.clone();
    for (int i = random.nextInt(3); i >= 0; i--) {
      damaged = damageOnce(damaged, random);
    }
    return damaged;
  }

  private static byte[] damageOnce(byte[] bytes, Random random) {
    int from = random.nextInt(bytes.length + 1);
    int to = Math.min(bytes.length, from + 1 + random.nextInt(random.nextBoolean() ? 4 : 100));
    byte[] head = Arrays.copyOf(bytes, from);
    byte[] tail = Arrays.copyOfRange(bytes, to, bytes.length);
    byte[] range = Arrays.copyOfRange(bytes, from, to);
    switch (random.nextInt(7)) {
      case 0 -> {
        return head;
      }
      case 1 -> {
        return join(head, tail);
      }
      case 2 -> {
        return join(head, range, range, tail);
      }
      case 3 -> random.nextBytes(range);
      case 4 -> Arrays.fill(range, (byte) 0xff);
      case 5 -> Arrays.fill(range, (byte) 0);
      default -> {
        if (range.length > 0) {
          range[0] ^= (byte) (1 << random.nextInt(8));
        }
      }
    }
    return join(head, range, tail);
  }
}
