package io.auralis.lifecycle;

import io.auralis.delivery.Connections;
import io.auralis.stations.Audience;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * How the service takes leave of its listeners.
 *
 * <ol>
 *   <li>It is not ready, and plays on until balancers have noticed; who is still sent here is
 *       served.
 *   <li>Handshakes are refused, and the listeners are closed one after the other, so that they do
 *       not all knock at the next instance at once.
 *   <li>Clients have a moment to answer. Connections that are left are cut: one that the server met
 *       when it stops would find half of it gone.
 * </ol>
 *
 * <p>Runs once, on the thread that ends the process, and always ends: what it waits for is bounded.
 */
public final class Drain {

  private static final Logger LOG = Logger.getLogger(Drain.class);

  /** Between two looks at the clock. */
  private static final Duration STEP = Duration.ofMillis(50);

  /** A client that has not answered the close frame by then does not any more. */
  private static final Duration PATIENCE = Duration.ofMillis(1_000);

  /** What a cut connection takes to be forgotten. */
  private static final Duration CUT = Duration.ofMillis(500);

  private final Audience audience;
  private final Connections connections;
  private final Duration delay;
  private final Duration spread;
  private final LongSupplier nanoClock;
  private final Pause pause;

  /** Has the thread wait. */
  @FunctionalInterface
  public interface Pause {
    void of(Duration time) throws InterruptedException;
  }

  /**
   * @param audience who listens
   * @param delay how long it plays on after it has said that it is not ready
   * @param spread over which time the listeners are closed
   * @param nanoClock a clock that never jumps, in nanoseconds
   */
  public Drain(
      Audience audience,
      Connections connections,
      Duration delay,
      Duration spread,
      LongSupplier nanoClock,
      Pause pause) {
    this.audience = audience;
    this.connections = connections;
    this.delay = delay;
    this.spread = spread;
    this.nanoClock = nanoClock;
    this.pause = pause;
  }

  /**
   * Takes leave. An interrupt shortens it: everybody is told at once.
   *
   * @param known whether the service has been ready: if not, and nobody listens, no balancer has to
   *     notice that it is not any more
   */
  void run(boolean known) {
    try {
      audience.drain();
      if (!known && audience.listeners() == 0 && connections.open() == 0) {
        LOG.info("Going away before anybody was served");
        return;
      }
      LOG.info(
          String.format(
              Locale.ROOT,
              "Going away: not ready any more, the music plays on for %s; listeners: %d",
              seconds(delay),
              audience.listeners()));
      pause.of(delay);
      audience.refuse();
      sendAway();
      awaitFarewells();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      LOG.error("Taking leave failed; all listeners are told at once", e);
    } finally {
      audience.shutdown();
    }
  }

  private void sendAway() throws InterruptedException {
    int listeners = audience.listeners();
    if (listeners > 0) {
      LOG.info(
          String.format(
              Locale.ROOT,
              "Going away: %d listeners are told within %s",
              listeners,
              seconds(spread)));
    }
    long began = nanoClock.getAsLong();
    while (audience.listeners() > 0) {
      long elapsed = nanoClock.getAsLong() - began;
      if (elapsed >= spread.toNanos()) {
        break;
      }
      audience.dismiss((double) elapsed / spread.toNanos());
      pause.of(STEP);
    }
    audience.dismiss(1);
  }

  private void awaitFarewells() throws InterruptedException {
    if (closedWithin(PATIENCE)) {
      return;
    }
    LOG.info(
        String.format(
            Locale.ROOT,
            "Going away: %d connections do not answer and are cut",
            connections.open()));
    connections.cut();
    closedWithin(CUT);
  }

  private boolean closedWithin(Duration time) throws InterruptedException {
    long began = nanoClock.getAsLong();
    while (connections.open() > 0) {
      if (nanoClock.getAsLong() - began >= time.toNanos()) {
        return false;
      }
      pause.of(STEP);
    }
    return true;
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1e3);
  }
}
