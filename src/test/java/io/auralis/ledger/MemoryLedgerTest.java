package io.auralis.ledger;

import static io.auralis.ledger.LedgerEntries.tiny;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class MemoryLedgerTest {

  private final MemoryLedger ledger = new MemoryLedger(4);

  @Test
  void itIsEmptyAtFirst() {
    assertThat(ledger.at(0)).isEmpty();
    assertThat(ledger.at(-1)).isEmpty();
    assertThat(ledger.at(Long.MAX_VALUE)).isEmpty();
  }

  @Test
  void theFirstToAppendWins() {
    // Given
    LedgerEntry first = tiny(0, 0, "first");

    // Then
    assertThat(propose(first)).isSameAs(first);
    assertThat(propose(tiny(0, 0, "second"))).isSameAs(first);
    assertThat(ledger.at(0)).containsSame(first);
  }

  @Test
  void theNextRevisionReplacesTheLastEntry() {
    // Given
    propose(tiny(0, 0, "a"));
    propose(tiny(1, 0, "a"));

    // When
    LedgerEntry control = propose(tiny(1, 1, "control"));

    // Then
    assertThat(ledger.at(1)).containsSame(control);
    assertThat(propose(tiny(1, 0, "late"))).isSameAs(control);
    assertThat(propose(tiny(1, 1, "late"))).isSameAs(control);
    assertThat(propose(tiny(1, 2, "next"))).extracting(LedgerEntry::revision).isEqualTo(2);
  }

  @Test
  void anEntryThatIsNotTheLastIsNotReplaced() {
    // Given
    LedgerEntry first = propose(tiny(0, 0, "a"));
    propose(tiny(1, 0, "a"));

    // Then
    assertThat(propose(tiny(0, 1, "late"))).isSameAs(first);
    assertThat(ledger.at(0)).containsSame(first);
  }

  @Test
  void whatWouldLeaveAHoleIsRefused() {
    assertRefused(
        tiny(3, 1, "b"),
        LedgerException.Reason.HOLE,
        "Cannot append ledger entry 3-1: the ledger is empty");
    propose(tiny(3, 0, "a"));
    String last = "the last entry is 3-0";
    assertRefused(tiny(5, 0, "b"), LedgerException.Reason.HOLE, last);
    assertRefused(tiny(4, 1, "b"), LedgerException.Reason.HOLE, last);
    assertRefused(tiny(3, 2, "b"), LedgerException.Reason.HOLE, last);
    assertThat(ledger.at(4)).isEmpty();
    assertThat(ledger.at(5)).isEmpty();
  }

  @Test
  void itMayBeginAnywhere() {
    // When
    LedgerEntry joined = propose(tiny(1_000_003, 0, "a"));

    // Then
    assertThat(ledger.at(1_000_003)).containsSame(joined);
    assertThat(ledger.at(1_000_002)).isEmpty();
    assertRefused(
        tiny(1_000_002, 0, "b"),
        LedgerException.Reason.FORGOTTEN,
        "nothing of this index is kept; the last entry is 1000003-0");
  }

  @Test
  void onlyTheNewestAreKept() {
    for (int index = 0; index < 10; index++) {
      propose(tiny(index, 0, "a"));
      propose(tiny(index, 1, "b"));
    }
    for (int index = 0; index < 6; index++) {
      assertThat(ledger.at(index)).isEmpty();
      assertRefused(tiny(index, 1, "c"), LedgerException.Reason.FORGOTTEN, "9-1");
    }
    for (int index = 6; index < 10; index++) {
      assertThat(ledger.at(index)).contains(tiny(index, 1, "b"));
    }
    assertThat(ledger.at(10)).isEmpty();
  }

  @Test
  void atLeastOneIsKept() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MemoryLedger(0))
        .withMessage("Invalid kept: 0. Must be 1 or more");
  }

  @Test
  void readingAllocatesNothing() {
    // Given
    for (int index = 0; index < 10; index++) {
      propose(tiny(index, 0, "a"));
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    threads.getCurrentThreadAllocatedBytes();
    int found = readAll();

    // When
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 10_000; i++) {
      found += readAll();
    }
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;

    // Then: 120,000 reads; what the interpreter needs once is less than a hundredth of a byte each
    assertThat(found).isEqualTo(40_004);
    assertThat(allocated).isLessThan(1_200);
  }

  private int readAll() {
    int found = 0;
    for (int index = -1; index < 11; index++) {
      found += ledger.at(index).isPresent() ? 1 : 0;
    }
    return found;
  }

  private LedgerEntry propose(LedgerEntry entry) {
    return ledger.propose(entry).toCompletableFuture().join();
  }

  private void assertRefused(LedgerEntry entry, LedgerException.Reason reason, String message) {
    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(() -> propose(entry))
        .havingCause()
        .isInstanceOf(LedgerException.class)
        .withMessageContaining(message)
        .satisfies(e -> assertThat(((LedgerException) e).reason()).isEqualTo(reason));
  }
}
