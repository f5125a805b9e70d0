package io.auralis.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many threads that propose to one ledger. */
@Timeout(60)
class MemoryLedgerConcurrencyTest {

  private static final int THREADS = 8;
  private static final int INDEXES = 5_000;
  private static final int MOST_REVISIONS = 4;

  private final MemoryLedger ledger = new MemoryLedger(INDEXES + 1);

  /** What each thread was told of each place, by index and revision. */
  private final ConcurrentHashMap<String, LedgerEntry> told = new ConcurrentHashMap<>();

  private final Queue<LedgerEntry> appended = new ConcurrentLinkedQueue<>();

  @Test
  void eachPlaceHasOneWinnerAndNoneIsLeftOut() throws Exception {
    // Given
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    CyclicBarrier start = new CyclicBarrier(THREADS);
    List<Future<?>> threads = new ArrayList<>();

    // When
    try {
      for (int thread = 0; thread < THREADS; thread++) {
        String name = "thread-" + thread;
        Random random = new Random(thread);
        threads.add(
            pool.submit(
                () -> {
                  start.await();
                  proposeAll(name, random);
                  return null;
                }));
      }
      for (Future<?> thread : threads) {
        thread.get();
      }
    } finally {
      pool.shutdownNow();
    }

    // Then
    TreeMap<Long, List<Integer>> revisions = new TreeMap<>();
    for (LedgerEntry entry : appended) {
      assertThat(told.get(place(entry))).isSameAs(entry);
      revisions.computeIfAbsent(entry.index(), index -> new ArrayList<>()).add(entry.revision());
    }
    assertThat(revisions).hasSize(INDEXES).containsKeys(0L, INDEXES - 1L);
    revisions.forEach(
        (index, found) -> {
          List<Integer> expected = new ArrayList<>();
          for (int revision = 0; revision < found.size(); revision++) {
            expected.add(revision);
          }
          assertThat(found)
              .as("revisions of %d", index)
              .containsExactlyInAnyOrderElementsOf(expected);
          assertThat(ledger.at(index))
              .get()
              .extracting(LedgerEntry::revision)
              .isEqualTo(found.size() - 1);
        });
  }

  private void proposeAll(String name, Random random) {
    for (long index = 0; index < INDEXES; ) {
      LedgerEntry winner = propose(LedgerEntries.tiny(index, 0, name));
      while (winner.revision() < MOST_REVISIONS && random.nextBoolean()) {
        LedgerEntry control = LedgerEntries.tiny(index, winner.revision() + 1, name);
        LedgerEntry counts = propose(control);
        assertThat(counts.index()).isEqualTo(index);
        assertThat(counts.revision()).isGreaterThanOrEqualTo(winner.revision());
        if (counts.revision() == winner.revision()) {
          // The next index has begun: this one is never replaced again.
          break;
        }
        winner = counts;
      }
      Optional<LedgerEntry> known = ledger.at(index);
      assertThat(known).isPresent();
      assertThat(known.get().revision()).isGreaterThanOrEqualTo(winner.revision());
      index++;
    }
  }

  private LedgerEntry propose(LedgerEntry entry) {
    LedgerEntry winner = ledger.propose(entry).toCompletableFuture().join();
    if (winner == entry) {
      appended.add(entry);
    }
    LedgerEntry other = told.putIfAbsent(place(winner), winner);
    assertThat(other == null || other == winner).as(place(winner)).isTrue();
    return winner;
  }

  private static String place(LedgerEntry entry) {
    return entry.index() + "-" + entry.revision();
  }
}
