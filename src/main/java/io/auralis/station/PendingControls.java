package io.auralis.station;

import io.auralis.music.GenerationParameters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The controls that wait for the next tick: however many there are, they are one change.
 *
 * <p>A control changes what those before it asked for, field by field, so the last one wins. They
 * are applied together and announced once, at most every {@link #INTERVAL}. Thread-safe.
 */
public final class PendingControls {

  /** A chunk: a station that plays ticks as often. */
  public static final Duration INTERVAL = Duration.ofMillis(100);

  /** Where the render thread hangs, only the newest are told; what is asked for counts all. */
  static final int MOST_WAITING = 256;

  private final LongSupplier nanoClock;
  private GenerationParameters asked;
  private List<Control> waiting = new ArrayList<>();
  private long accepted;
  private long appliedAt;

  /**
   * Controls that belong together.
   *
   * @param parameters what they ask for
   * @param controls in the order of their coming; at least one
   */
  public record Batch(GenerationParameters parameters, List<Control> controls) {

    /** The timestamp of the last one that has one. */
    public Optional<String> timestamp() {
      for (int i = controls.size() - 1; i >= 0; i--) {
        if (controls.get(i).timestamp().isPresent()) {
          return controls.get(i).timestamp();
        }
      }
      return Optional.empty();
    }

    public Control last() {
      return controls.get(controls.size() - 1);
    }

    /** Gives those their own timestamp back whose timestamp was not announced. */
    public void echo(GenerationUpdate announced) {
      for (Control control : controls) {
        if (control.timestamp().isPresent()
            && !control.timestamp().equals(announced.controlTimestamp())) {
          control.echo().accept(announced.withTimestamp(control.timestamp()));
        }
      }
    }
  }

  /**
   * @param parameters what plays
   * @param nanoClock a clock that never jumps, in nanoseconds
   */
  public PendingControls(GenerationParameters parameters, LongSupplier nanoClock) {
    this.asked = parameters;
    this.nanoClock = nanoClock;
    appliedAt = nanoClock.getAsLong() - INTERVAL.toNanos();
  }

  /**
   * A control that was taken in.
   *
   * @param parameters what is asked for with it
   * @param first whether no other waits
   */
  public record Taken(GenerationParameters parameters, boolean first) {}

  /** Takes a control in. */
  public synchronized Taken add(Control control) {
    asked = control.change().apply(asked);
    accepted++;
    if (waiting.size() == MOST_WAITING) {
      waiting.remove(0);
    }
    waiting.add(control);
    return new Taken(asked, waiting.size() == 1);
  }

  /** The parameters asked for last. */
  public synchronized GenerationParameters asked() {
    return asked;
  }

  /** Controls taken in since the start. */
  public synchronized long accepted() {
    return accepted;
  }

  /** How long until those that wait are due; nothing if none waits. */
  public synchronized Optional<Duration> untilDue() {
    if (waiting.isEmpty()) {
      return Optional.empty();
    }
    long nanos = appliedAt + INTERVAL.toNanos() - nanoClock.getAsLong();
    return Optional.of(Duration.ofNanos(Math.max(0, nanos)));
  }

  /** Takes out all that wait, if they are due. */
  public synchronized Optional<Batch> takeDue() {
    if (untilDue().filter(Duration::isZero).isEmpty()) {
      return Optional.empty();
    }
    Batch batch = new Batch(asked, List.copyOf(waiting));
    waiting = new ArrayList<>();
    appliedAt = nanoClock.getAsLong();
    return Optional.of(batch);
  }

  /** They could not be applied: what plays is what is asked for, unless more has come. */
  public synchronized void failed(GenerationParameters playing) {
    if (waiting.isEmpty()) {
      asked = playing;
    }
  }
}
