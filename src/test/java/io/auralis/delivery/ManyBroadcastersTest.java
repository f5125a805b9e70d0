package io.auralis.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.auralis.audio.AudioChunk;
import io.auralis.audio.AudioFormat;
import io.auralis.audio.codec.ChunkEncoder;
import io.auralis.audio.codec.Codec;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Stations beside each other: places, totals, threads, and their ends. */
class ManyBroadcastersTest {

  private static final byte[] PCM = new byte[AudioFormat.CHUNK_BYTES];
  private static final AudioChunk SILENCE = chunk(0);

  private final AtomicInteger messages = new AtomicInteger();
  private final Places places = new Places(3);
  private final DeliveryTotals totals = new DeliveryTotals(() -> 0);
  private final Broadcaster one = broadcaster(places);
  private final Broadcaster two = broadcaster(places);

  @Test
  void placesAreThoseOfAllStations() {
    Listener first = join(one, RecordingTransport.fast());
    join(one, RecordingTransport.fast());
    join(two, RecordingTransport.fast());

    assertThat(two.join(RecordingTransport.fast())).isEmpty();
    assertThat(totals.refused(RefusalReason.FULL)).isEqualTo(1);
    assertThat(places.present()).isEqualTo(3);
    assertThat(one.listeners()).isEqualTo(2);
    assertThat(two.listeners()).isEqualTo(1);

    one.leave(first, DisconnectReason.LEFT);
    assertThat(two.join(RecordingTransport.fast())).isPresent();
    assertThat(two.listeners()).isEqualTo(2);
  }

  @Test
  void whatStationsCountStaysWhenTheyEndAndTheirListenersGo() {
    // Given
    RecordingTransport listener = RecordingTransport.fast();
    join(one, listener);
    join(two, RecordingTransport.fast());
    one.publish(SILENCE);
    two.publish(SILENCE);
    two.publish(chunk(1));

    // When
    one.end(DisconnectReason.ENDED);

    // Then
    assertThat(listener.closed()).containsExactly(DisconnectReason.ENDED);
    assertThat(totals.counts(StreamFormat.JSON).sent()).isEqualTo(3);
    assertThat(totals.counts(StreamFormat.JSON).encoded()).isEqualTo(3);
    assertThat(totals.left(DisconnectReason.ENDED)).isEqualTo(1);
    assertThat(totals.listeners()).isEqualTo(1);
    assertThat(totals.listeners(StreamFormat.JSON)).isEqualTo(1);
    assertThat(places.present()).isEqualTo(1);
    assertThat(one.listeners()).isZero();
    assertThat(two.listeners()).isEqualTo(1);
  }

  @Test
  void aStationThatEndedAdmitsNobodyAndIgnoresChunks() {
    // Given
    join(one, RecordingTransport.fast());
    one.publish(SILENCE);
    assertThat(messages.get()).isPositive();

    // When
    one.end(DisconnectReason.ENDED);

    // Then
    assertThat(messages).hasValue(0);
    assertThat(one.join(RecordingTransport.fast())).isEmpty();
    assertThat(totals.refused(RefusalReason.ENDED)).isEqualTo(1);
    assertThat(totals.refused(RefusalReason.SHUTDOWN)).isZero();
    one.publish(chunk(1));
    one.recall(chunk(2));
    assertThat(one.pauseIfDeserted()).isTrue();
    assertThat(messages).hasValue(0);
    assertThat(totals.counts(StreamFormat.JSON).encoded()).isEqualTo(1);
  }

  @Test
  void aListenerThatJoinsWhileItsStationEndsIsToldSo() {
    // Given: the station ends when the listener has its place, but is not yet with its thread
    AtomicBoolean plays = new AtomicBoolean(true);
    RecordingTransport joining =
        RecordingTransport.fastOn(
            task -> {
              if (plays.getAndSet(false)) {
                one.end(DisconnectReason.ENDED);
              }
              task.run();
            });

    // When
    join(one, joining);

    // Then
    assertThat(joining.closed()).containsExactly(DisconnectReason.ENDED);
    assertThat(places.present()).isZero();
    assertThat(totals.listeners()).isZero();
  }

  @Test
  void aConnectionWhoseThreadIsLateIsClosedOnce() {
    // Given: its thread has not got round to it yet
    List<Runnable> tasks = new ArrayList<>();
    RecordingTransport joining = RecordingTransport.fastOn(tasks::add);
    join(one, joining);

    // When
    one.end(DisconnectReason.ENDED);
    List.copyOf(tasks).forEach(Runnable::run);

    // Then
    assertThat(joining.closed()).containsExactly(DisconnectReason.ENDED);
    assertThat(totals.left(DisconnectReason.ENDED)).isEqualTo(1);
  }

  @Test
  void stationsArePublishedOnSeveralThreadsAndEachInOrder() throws Exception {
    // Given: what has no lock of its own, a listener each
    int stations = 40;
    int ticks = 100;
    Places enough = new Places(stations);
    List<Broadcaster> broadcasters = new ArrayList<>();
    List<RecordingTransport> listeners = new ArrayList<>();
    for (int i = 0; i < stations; i++) {
      broadcasters.add(broadcaster(enough));
      listeners.add(RecordingTransport.fastOn(Runnable::run));
      join(broadcasters.get(i), listeners.get(i));
    }
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      // When
      for (int tick = 0; tick < ticks; tick++) {
        AudioChunk chunk = chunk(tick);
        List<Callable<Void>> publishings = new ArrayList<>();
        for (Broadcaster each : broadcasters) {
          publishings.add(
              () -> {
                each.publish(chunk);
                return null;
              });
        }
        for (Future<Void> publishing : pool.invokeAll(publishings)) {
          publishing.get();
        }
      }
    } finally {
      pool.shutdownNow();
    }

    // Then
    List<String> all =
        LongStream.range(0, ticks).mapToObj(index -> index + " of " + (index + 1)).toList();
    assertThat(listeners).allSatisfy(listener -> assertThat(listener.sent()).isEqualTo(all));
    assertThat(totals.counts(StreamFormat.JSON).sent()).isEqualTo((long) stations * ticks);
    assertThat(totals.taskFailures()).isZero();
  }

  @Test
  void stationsEndWhileTheyPlayAndNothingIsLeft() throws Exception {
    // Given
    ExecutorService pool = Executors.newFixedThreadPool(3);
    ExecutorService connections = Executors.newSingleThreadExecutor();
    Places enough = new Places(1_000);
    try {
      for (int i = 0; i < 200; i++) {
        Broadcaster station = broadcaster(enough);
        join(station, RecordingTransport.fastOn(connections));

        // When
        Future<?> publishing =
            pool.submit(() -> IntStream.range(0, 30).forEach(n -> station.publish(chunk(n))));
        Future<?> joining = pool.submit(() -> station.join(RecordingTransport.fastOn(connections)));
        Future<?> ending = pool.submit(() -> station.end(DisconnectReason.ENDED));
        publishing.get(10, TimeUnit.SECONDS);
        joining.get(10, TimeUnit.SECONDS);
        ending.get(10, TimeUnit.SECONDS);
      }
    } finally {
      pool.shutdownNow();
      connections.shutdown();
    }

    // Then
    assertThat(connections.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    assertThat(messages).hasValue(0);
    assertThat(enough.present()).isZero();
    assertThat(totals.listeners()).isZero();
    assertThat(totals.taskFailures()).isZero();
  }

  @Test
  void aStationThatNobodyListensToAnyMoreHoldsLessThanFourKilobytes() {
    // Given: each was listened to from eight threads
    int stations = 4_000;
    List<Executor> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      threads.add(new DirectThread());
    }
    Places enough = new Places(8);
    List<Broadcaster> idle = new ArrayList<>(stations);
    long before = heapBytes();

    // When
    for (int i = 0; i < stations; i++) {
      Broadcaster station = broadcaster(enough);
      List<Listener> listeners =
          threads.stream().map(it -> join(station, RecordingTransport.fastOn(it))).toList();
      station.publish(new AudioChunk(0, 0, new byte[AudioFormat.CHUNK_BYTES]));
      listeners.forEach(listener -> station.leave(listener, DisconnectReason.LEFT));
      assertThat(station.pauseIfDeserted()).isTrue();
      idle.add(station);
    }

    // Then
    assertThat((heapBytes() - before) / stations).as("bytes of one").isLessThan(4_096);
    assertThat(idle).allMatch(station -> station.listeners() == 0);
  }

  private static long heapBytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private Broadcaster broadcaster(Places shared) {
    DeliveryFormats formats =
        new DeliveryFormats(
            Map.of(Codec.PCM, ManyBroadcastersTest::encoder),
            Map.of(StreamFormat.JSON, RecordingTransport.framing("", messages)));
    return new Broadcaster(
        new SharedDelivery(formats, shared, totals, () -> 0, DeliveryObserver.NONE),
        DeliverySettings.queueOnly());
  }

  /** An encoder that no two threads may use without one finding what the other left. */
  private static ChunkEncoder encoder() {
    int[] encoded = new int[1];
    return chunk -> RecordingTransport.packets(chunk.index() + " of " + ++encoded[0]);
  }

  private static Listener join(Broadcaster station, RecordingTransport transport) {
    return station.join(transport).orElseThrow();
  }

  private static AudioChunk chunk(long index) {
    return new AudioChunk(index, 0, PCM);
  }

  private static final class DirectThread implements Executor {
    @Override
    public void execute(Runnable task) {
      task.run();
    }
  }
}
