package io.auralis.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.auralis.delivery.Broadcaster;
import io.auralis.delivery.Connections;
import io.auralis.delivery.DeliveryObserver;
import io.auralis.delivery.DeliverySettings;
import io.auralis.delivery.DeliveryTotals;
import io.auralis.delivery.DisconnectReason;
import io.auralis.delivery.Listener;
import io.auralis.delivery.Places;
import io.auralis.delivery.RecordingTransport;
import io.auralis.delivery.RefusalReason;
import io.auralis.delivery.SharedDelivery;
import io.auralis.stations.Audience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The end of the service, on a clock that a test turns. */
class DrainTest {

  private static final Duration DELAY = Duration.ofSeconds(5);
  private static final Duration SPREAD = Duration.ofSeconds(3);
  private static final int MANY = 1_000;

  private final Places places = new Places(2 * MANY);
  private final Broadcaster broadcaster = broadcaster();
  private final House house = new House(broadcaster);
  private final List<RecordingTransport> transports = new ArrayList<>();
  private final Sockets sockets = new Sockets();
  private final List<Moment> moments = new ArrayList<>();
  private Runnable meanwhile = () -> {};
  private boolean known = true;
  private Duration now = Duration.ZERO;

  /** What could be seen at a time. */
  private record Moment(Duration time, boolean ready, boolean refusing, int listeners) {}

  @Test
  void itIsNotReadyAtOnceAndServesWhoeverComesUntilTheDelayIsOver() {
    join(1);
    RecordingTransport late = RecordingTransport.fast();
    meanwhile =
        () -> {
          if (now.isZero()) {
            assertThat(house.draining).isTrue();
            assertThat(broadcaster.join(late)).isPresent();
          }
        };

    drain();

    assertThat(moments.get(0)).isEqualTo(new Moment(DELAY, false, false, 2));
    assertThat(moments.subList(1, moments.size())).allMatch(Moment::refusing);
    assertThat(broadcaster.join(RecordingTransport.fast())).isEmpty();
    assertThat(late.closed()).containsExactly(DisconnectReason.SHUTDOWN);
  }

  @Test
  void manyListenersAreClosedOneAfterTheOtherAllOverTheSpread() {
    join(MANY);

    drain();

    assertThat(transports)
        .allSatisfy(
            transport -> assertThat(transport.closed()).containsExactly(DisconnectReason.SHUTDOWN));
    assertThat(now).isBetween(DELAY.plus(SPREAD), DELAY.plus(SPREAD).plusMillis(100));
    for (Moment moment : moments.subList(1, moments.size() - 1)) {
      double share = (double) moment.time().minus(DELAY).toNanos() / SPREAD.toNanos();
      assertThat((double) moment.listeners()).isCloseTo(MANY * (1 - share), within(0.03 * MANY));
    }
  }

  @Test
  void theOnlyListenersOfManyStationsAreClosedOneAfterTheOtherToo() {
    for (int i = 0; i < MANY; i++) {
      Broadcaster own = broadcaster();
      house.stations.add(own);
      own.join(RecordingTransport.fast());
    }

    drain();

    assertThat(house.listeners()).isZero();
    assertThat(now).isBetween(DELAY.plus(SPREAD), DELAY.plus(SPREAD).plusMillis(100));
    for (Moment moment : moments.subList(1, moments.size() - 1)) {
      double share = (double) moment.time().minus(DELAY).toNanos() / SPREAD.toNanos();
      assertThat((double) moment.listeners()).isCloseTo(MANY * (1 - share), within(0.03 * MANY));
    }
  }

  @Test
  void ofAFewThatAreLeftOneGoesAfterTheOtherToo() {
    List<Listener> listeners = join(40);
    listeners.subList(0, 36).forEach(l -> broadcaster.leave(l, DisconnectReason.LEFT));

    drain();

    assertThat(moments.stream().map(Moment::listeners).distinct().toList())
        .containsExactly(4, 3, 2, 1, 0);
  }

  @Test
  void whateverFailsTheListenersAreToldAndTheServiceEnds() {
    join(3);
    meanwhile =
        () -> {
          throw new AssertionError("a bug");
        };

    drain();

    assertThat(transports)
        .allSatisfy(
            transport -> assertThat(transport.closed()).containsExactly(DisconnectReason.SHUTDOWN));
    assertThat(broadcaster.join(RecordingTransport.fast())).isEmpty();
    assertThat(broadcaster.totals().refused(RefusalReason.SHUTDOWN)).isEqualTo(1);
  }

  @Test
  void withoutListenersNothingIsWaitedForButTheDelay() {
    drain();

    assertThat(now).isEqualTo(DELAY);
  }

  @Test
  void clientsThatDoNotAnswerAreCutAfterASecond() {
    join(1);
    sockets.mute = 2;
    sockets.cuttable = 2;

    drain();

    assertThat(sockets.cuts).isEqualTo(1);
    assertThat(now).isBetween(DELAY.plusSeconds(1), DELAY.plusMillis(1_200));
  }

  @Test
  void connectionsThatCannotEvenBeCutDoNotHoldItUp() {
    sockets.mute = 1;

    drain();

    assertThat(now).isLessThanOrEqualTo(DELAY.plus(Duration.ofMillis(1_600)));
  }

  @Test
  void withoutDelayAndSpreadAllAreToldAtOnce() {
    join(3);

    drain(Duration.ZERO, Duration.ZERO);

    assertThat(now).isZero();
    assertThat(broadcaster.totals().left(DisconnectReason.SHUTDOWN)).isEqualTo(3);
  }

  @Test
  void anInterruptTellsEverybodyAtOnce() {
    join(3);
    meanwhile = () -> Thread.currentThread().interrupt();

    drain();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(now).isZero();
    assertThat(broadcaster.totals().left(DisconnectReason.SHUTDOWN)).isEqualTo(3);
  }

  @Test
  void whereNobodyWasEverSentNobodyHasToNotice() {
    known = false;

    drain();

    assertThat(now).isZero();
    assertThat(broadcaster.join(RecordingTransport.fast())).isEmpty();
  }

  @Test
  void aListenerThatCameBeforeItWasReadyIsTakenLeaveOf() {
    known = false;
    join(1);

    drain();

    assertThat(now).isGreaterThanOrEqualTo(DELAY);
  }

  private List<Listener> join(int listeners) {
    return IntStream.range(0, listeners)
        .mapToObj(
            i -> {
              RecordingTransport transport = RecordingTransport.fast();
              transports.add(transport);
              return broadcaster.join(transport).orElseThrow();
            })
        .toList();
  }

  private void drain() {
    drain(DELAY, SPREAD);
  }

  private void drain(Duration delay, Duration spread) {
    new Drain(
            house,
            sockets,
            delay,
            spread,
            () -> TimeUnit.MILLISECONDS.toNanos(now.toMillis()),
            this::sleep)
        .run(known);
  }

  private void sleep(Duration time) throws InterruptedException {
    meanwhile.run();
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedException();
    }
    now = now.plus(time);
    moments.add(new Moment(now, !house.draining, house.refusing, house.listeners()));
  }

  private Broadcaster broadcaster() {
    return new Broadcaster(
        new SharedDelivery(
            RecordingTransport.encoder(chunk -> ""),
            places,
            new DeliveryTotals(() -> 0),
            () -> 0,
            DeliveryObserver.NONE),
        DeliverySettings.queueOnly());
  }

  /** The listeners of some stations. */
  private static final class House implements Audience {
    private final List<Broadcaster> stations = new ArrayList<>();
    private boolean draining;
    private boolean refusing;

    private House(Broadcaster first) {
      stations.add(first);
    }

    @Override
    public int listeners() {
      return stations.stream().mapToInt(Broadcaster::listeners).sum();
    }

    @Override
    public void drain() {
      draining = true;
    }

    @Override
    public void refuse() {
      refusing = true;
      stations.forEach(Broadcaster::refuse);
    }

    @Override
    public void dismiss(double share) {
      stations.forEach(station -> station.dismiss(share));
    }

    @Override
    public void shutdown() {
      refuse();
      dismiss(1);
    }
  }

  /** Connections that stay until they are cut, if that is possible. */
  private static final class Sockets implements Connections {
    private int mute;
    private int cuttable;
    private int cuts;

    @Override
    public int open() {
      return mute;
    }

    @Override
    public void cut() {
      cuts++;
      mute -= cuttable;
    }
  }
}
