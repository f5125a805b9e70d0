package io.auralis.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The chunks that one listener lost, and since when; its connection's thread. */
final class Overrun {

  private static final long NOTICE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private boolean lasts;
  private long since;
  private long untold;
  private DropReason reason;
  private long lastNotice;

  Overrun(long now) {
    lastNotice = now - NOTICE_NANOS;
  }

  /** The listener lost chunks. */
  void lost(long chunks, DropReason why, long now) {
    untold += chunks;
    reason = why;
    if (!lasts) {
      lasts = true;
      since = now;
    }
  }

  /** The listener has all there is. */
  void caughtUp() {
    lasts = false;
  }

  /** Whether the listener has lost chunks for so long without catching up. */
  boolean lastsFor(Duration time, long now) {
    return lasts && now - since >= time.toNanos();
  }

  /** What the listener is to be told now; at most once a second. */
  Optional<String> notice(Notices notices, long now) {
    if (untold == 0 || now - lastNotice < NOTICE_NANOS) {
      return Optional.empty();
    }
    long lost = untold;
    untold = 0;
    lastNotice = now;
    return notices.overran(lost, reason);
  }
}
