package io.auralis.ledger;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The entries of one station that its replicas agree on. What has been appended stays: each index
 * has at most one entry of each revision, no index and no revision is left out, and every replica
 * gets the same ones.
 *
 * <p>Any thread may call all methods, also the one that renders: none waits for another machine or
 * for a disk.
 */
public interface PhraseLedger {

  /**
   * Asks for an entry to be appended.
   *
   * <p>The stage completes with the entry that then counts for this index: the same instance if it
   * was appended, otherwise the one that was there first. It completes exceptionally with a {@link
   * LedgerException} if the entry can have no place: entries before it are missing, or its index is
   * so old that it is forgotten. It may be complete when the method returns; otherwise any thread
   * may complete it, so what depends on it must be short and must not block.
   */
  CompletionStage<LedgerEntry> propose(LedgerEntry entry);

  /**
   * The newest revision of an index that is known here. Another replica may have appended a newer
   * one that has not arrived yet.
   *
   * @return empty if there is none yet, or none any more
   */
  Optional<LedgerEntry> at(long index);

  /** The entry appended last, as far as is known here; empty if there is none. */
  Optional<LedgerEntry> newest();
}
