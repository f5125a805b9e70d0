package io.auralis.http;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Connections by what they wait for, each group in the order of entry, so that one that gives way
 * is found at once however many there are. Thread-safe.
 */
final class WaitingList {

  /** An answer that takes longer than this waits for a client that does not read. */
  private static final long LONG_ANSWER_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Set<ConnectionWatch> unfinished = new LinkedHashSet<>();
  private final Set<ConnectionWatch> idle = new LinkedHashSet<>();
  private final Set<ConnectionWatch> answered = new LinkedHashSet<>();
  private int sessions;

  /** Puts a connection at the end of its new group. */
  synchronized void move(ConnectionWatch connection, Phase from, Phase to) {
    if (connection.givesWay()) {
      return;
    }
    leave(connection, from);
    switch (to) {
      case FRESH, HEADERS, BODY, REJECTED -> unfinished.add(connection);
      case IDLE -> idle.add(connection);
      case ANSWER -> answered.add(connection);
      case SESSION -> sessions++;
    }
  }

  /** Forgets a connection. */
  synchronized void leave(ConnectionWatch connection, Phase from) {
    if (from == null || connection.givesWay()) {
      return;
    }
    switch (from) {
      case FRESH, HEADERS, BODY, REJECTED -> unfinished.remove(connection);
      case IDLE -> idle.remove(connection);
      case ANSWER -> answered.remove(connection);
      case SESSION -> sessions--;
    }
  }

  /** WebSockets. */
  synchronized int sessions() {
    return sessions;
  }

  /**
   * Takes out the connection that gives way to a new one: the oldest of the larger group, be it
   * that of half requests or that of idle connections. Where nearly all are being answered, the
   * oldest of those, if its client does not seem to read.
   */
  synchronized Optional<ConnectionWatch> giveWay() {
    Set<ConnectionWatch> group = unfinished.size() >= idle.size() ? unfinished : idle;
    if (answered.size() > unfinished.size() + idle.size()) {
      ConnectionWatch oldest = answered.iterator().next();
      if (System.nanoTime() - oldest.sinceNanos() > LONG_ANSWER_NANOS) {
        group = answered;
      }
    }
    Iterator<ConnectionWatch> oldestFirst = group.iterator();
    if (!oldestFirst.hasNext()) {
      return Optional.empty();
    }
    ConnectionWatch connection = oldestFirst.next();
    oldestFirst.remove();
    connection.markAsGivingWay();
    return Optional.of(connection);
  }
}
