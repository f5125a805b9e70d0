/**
 * The phrases of a station as all its replicas play them. Each phrase is an entry with an index, a
 * revision and a start frame. The first entry that is proposed for a place is appended; who
 * proposes another one for the same place gets the first.
 *
 * <p>{@link io.auralis.ledger.PhraseLedger} is the port, {@link io.auralis.ledger.MemoryLedger} the
 * ledger of a process that plays alone. {@link io.auralis.ledger.LedgerEntryCodec} writes and reads
 * an entry as bytes; docs/ledger.md explains them.
 *
 * <p>May import sequencing, composition and music. Knows no wall time.
 */
package io.auralis.ledger;
