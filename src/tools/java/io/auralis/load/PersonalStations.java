package io.auralis.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * The personal stations of a run, and their listeners.
 *
 * <p>One thread, the loop's, calls it. Requests go out on a second one, so that the loop goes on
 * listening.
 */
final class PersonalStations {

  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long SETTLE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final StationsOptions options;
  private final Crowd crowd;
  private final CrowdLoop loop;
  private final StationMaker maker;
  private final List<StationMaker.Made> stations = new ArrayList<>();

  /** Asked for so far, refused ones included: no two have the same parameters. */
  private int asked;

  PersonalStations(StationsOptions options, Crowd crowd, CrowdLoop loop) {
    this.options = options;
    this.crowd = crowd;
    this.loop = loop;
    maker = new StationMaker(options.load());
  }

  /** How many there are. */
  int count() {
    return stations.size();
  }

  /**
   * Makes the stations that are missing, and has listeners join each as soon as it is there.
   *
   * @param wanted how many there are to be
   * @param making takes how long each request took, in milliseconds
   * @return how many were refused, by status and reason
   */
  Map<String, Long> grow(int wanted, Lateness making) throws IOException {
    Queue<StationMaker.Made> made = new ConcurrentLinkedQueue<>();
    int before = stations.size();
    long connectedBefore = crowd.connected;
    Map<String, Long> refused;
    try {
      refused = loop.meanwhile(() -> make(wanted - before, made, making), () -> join(made));
    } finally {
      // What was made is known, and so it is deleted, whatever happened then.
      join(made);
    }
    long expected =
        connectedBefore + (long) (stations.size() - before) * options.listenersPerStation();
    long deadline = System.nanoTime() + SETTLE_NANOS;
    while (crowd.connected + crowd.failed + crowd.closedByServer < expected
        && System.nanoTime() < deadline) {
      loop.poll(STEP_NANOS);
    }
    return refused;
  }

  /**
   * All listeners leave, and the stations are deleted.
   *
   * @return how many could not be deleted
   */
  int delete() throws IOException {
    loop.hangUp();
    List<StationMaker.Made> all = List.copyOf(stations);
    int left =
        loop.meanwhile(
            () -> {
              int undeleted = 0;
              for (StationMaker.Made station : all) {
                undeleted += maker.delete(station) ? 0 : 1;
              }
              return undeleted;
            });
    stations.clear();
    return left;
  }

  /** On the second thread: spreads its requests over the ramp. */
  private Map<String, Long> make(int missing, Queue<StationMaker.Made> made, Lateness making)
      throws IOException, InterruptedException {
    Map<String, Long> refused = new TreeMap<>();
    long began = System.nanoTime();
    long ramp = TimeUnit.SECONDS.toNanos(options.rampSeconds());
    for (int i = 0; i < missing; i++) {
      TimeUnit.NANOSECONDS.sleep(began + ramp * i / missing - System.nanoTime());
      long sent = System.nanoTime();
      StationMaker.Answer answer = maker.make(StationParameters.of(asked++, options.effects()));
      making.add((System.nanoTime() - sent) / 1_000_000);
      Optional<StationMaker.Made> station = answer.made();
      station.ifPresent(made::add);
      if (station.isEmpty()) {
        refused.merge(answer.refusal(), 1L, Long::sum);
      }
    }
    return refused;
  }

  private void join(Queue<StationMaker.Made> made) throws IOException {
    for (StationMaker.Made station = made.poll(); station != null; station = made.poll()) {
      stations.add(station);
      for (int i = 0; i < options.listenersPerStation(); i++) {
        LoadListener.of(options.load(), station.id(), crowd, loop.selector());
      }
    }
  }
}
