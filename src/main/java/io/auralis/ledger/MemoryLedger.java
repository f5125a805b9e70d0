package io.auralis.ledger;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The ledger of a station that one process plays: the first entry that is proposed for a place is
 * appended. An entry has a place if it is revision 0 of the index after the last one, or the next
 * revision of the last index. Into an empty ledger goes revision 0 of any index, because a station
 * may be joined late. Start frames are up to who proposes.
 *
 * <p>Keeps the newest entries only. Any thread may call. {@link #propose} holds a lock for a few
 * comparisons and returns a complete stage; {@link #at} and {@link #newest} take no lock and
 * allocate nothing.
 */
public final class MemoryLedger implements PhraseLedger {

  /** Each entry in the Optional that a reader gets, so that reading makes none. */
  private final AtomicReferenceArray<Optional<LedgerEntry>> slots;

  /** Written under the lock. */
  private volatile Optional<LedgerEntry> newest = Optional.empty();

  /**
   * An empty ledger.
   *
   * @param kept how many indexes are kept, 1 or more
   * @throws IllegalArgumentException if it is fewer
   */
  public MemoryLedger(int kept) {
    if (kept < 1) {
      throw new IllegalArgumentException("Invalid kept: " + kept + ". Must be 1 or more");
    }
    slots = new AtomicReferenceArray<>(kept);
  }

  @Override
  public synchronized CompletionStage<LedgerEntry> propose(LedgerEntry entry) {
    Objects.requireNonNull(entry, "entry");
    LedgerEntry last = newest.orElse(null);
    if (isNext(entry, last)) {
      Optional<LedgerEntry> appended = Optional.of(entry);
      slots.set(slot(entry.index()), appended);
      newest = appended;
      return CompletableFuture.completedStage(entry);
    }
    if (last == null || isBeyond(entry, last)) {
      return refused(
          LedgerException.Reason.HOLE,
          entry,
          last == null ? "the ledger is empty" : "the last entry is " + place(last));
    }
    Optional<LedgerEntry> winner = at(entry.index());
    if (winner.isEmpty()) {
      return refused(
          LedgerException.Reason.FORGOTTEN,
          entry,
          "nothing of this index is kept; the last entry is " + place(last));
    }
    return CompletableFuture.completedStage(winner.get());
  }

  @Override
  public Optional<LedgerEntry> at(long index) {
    if (index < 0) {
      return Optional.empty();
    }
    Optional<LedgerEntry> kept = slots.get(slot(index));
    return kept != null && kept.get().index() == index ? kept : Optional.empty();
  }

  @Override
  public Optional<LedgerEntry> newest() {
    return newest;
  }

  private static boolean isNext(LedgerEntry entry, LedgerEntry last) {
    if (last == null || entry.index() == last.index() + 1) {
      return entry.revision() == 0;
    }
    return entry.index() == last.index() && entry.revision() == last.revision() + 1;
  }

  /** Whether the entry is behind the place that is next. */
  private static boolean isBeyond(LedgerEntry entry, LedgerEntry last) {
    return entry.index() > last.index()
        || entry.index() == last.index() && entry.revision() > last.revision();
  }

  private int slot(long index) {
    return (int) (index % slots.length());
  }

  private static CompletionStage<LedgerEntry> refused(
      LedgerException.Reason reason, LedgerEntry entry, String why) {
    return CompletableFuture.failedStage(
        new LedgerException(reason, "Cannot append ledger entry " + place(entry) + ": " + why));
  }

  private static String place(LedgerEntry entry) {
    return entry.index() + "-" + entry.revision();
  }
}
