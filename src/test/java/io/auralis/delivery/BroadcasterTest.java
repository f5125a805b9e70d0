package io.auralis.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auralis.audio.AudioChunk;
import io.auralis.audio.AudioFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class BroadcasterTest {

  private final List<Long> encoded = new ArrayList<>();
  private final Broadcaster broadcaster =
      new Broadcaster(
          RecordingTransport.encoder(
              chunk -> {
                encoded.add(chunk.index());
                return String.valueOf(chunk.index());
              }),
          3);

  @Test
  void everybodyGetsEveryChunkAndItIsEncodedOnce() {
    // Given
    RecordingTransport one = RecordingTransport.fast();
    RecordingTransport two = RecordingTransport.fast();
    broadcaster.join(one);
    broadcaster.join(two);

    // When
    publish(0, 3);

    // Then
    assertThat(one.sent()).containsExactly("0", "1", "2");
    assertThat(two.sent()).isEqualTo(one.sent());
    assertThat(encoded).containsExactly(0L, 1L, 2L);
    assertThat(broadcaster.totals().counts(StreamFormat.JSON).sent()).isEqualTo(6);
  }

  @Test
  void aThreadThatTakesNoTaskOnceIsWokenByTheNextChunk() {
    // Given
    AtomicBoolean exhausted = new AtomicBoolean();
    RecordingTransport listener =
        RecordingTransport.fastOn(
            task -> {
              if (exhausted.get()) {
                throw new OutOfMemoryError("no memory for a task");
              }
              task.run();
            });
    broadcaster.join(listener);
    RecordingTransport other = RecordingTransport.fast();
    broadcaster.join(other);
    publish(0, 1);

    // When
    exhausted.set(true);
    publish(1, 2);
    exhausted.set(false);
    publish(2, 3);

    // Then
    assertThat(listener.sent()).containsExactly("0", "1", "2");
    assertThat(other.sent()).containsExactly("0", "1", "2");
    assertThat(encoded).containsExactly(0L, 1L, 2L);
  }

  @Test
  void aListenerThatCannotJoinLeavesItsPlace() {
    broadcaster.join(RecordingTransport.fast());

    assertThatThrownBy(() -> broadcaster.join(RecordingTransport.fastOn(null)))
        .isInstanceOf(NullPointerException.class);

    assertThat(broadcaster.listeners()).isEqualTo(1);
  }

  @Test
  void aNewListenerGetsTheNewestChunksAtOnce() {
    // Given
    broadcaster.join(RecordingTransport.fast());
    publish(0, 10);

    // When
    RecordingTransport late = RecordingTransport.fast();
    broadcaster.join(late);
    publish(10, 11);

    // Then
    assertThat(late.sent()).containsExactly("6", "7", "8", "9", "10");
  }

  @Test
  void aSlowListenerLosesItsOldestChunksAndNobodyElseDoes() {
    // Given
    RecordingTransport slow = RecordingTransport.slow();
    RecordingTransport fast = RecordingTransport.fast();
    Listener listener = broadcaster.join(slow).orElseThrow();
    broadcaster.join(fast);

    // When
    publish(0, 10);
    for (int i = 0; i < 10; i++) {
      slow.complete();
    }

    // Then
    assertThat(slow.sent()).containsExactly("0", "5", "6", "7", "8", "9");
    assertThat(listener.dropped()).isEqualTo(4);
    assertThat(broadcaster.totals().counts(StreamFormat.JSON).dropped(DropReason.SLOW))
        .isEqualTo(4);
    assertThat(fast.sent()).hasSize(10);
  }

  @Test
  void messagesGoBeforeWaitingAudioAndTheirQueueIsBounded() {
    // Given
    RecordingTransport slow = RecordingTransport.slow();
    Listener listener = broadcaster.join(slow).orElseThrow();
    publish(0, 3);

    // When
    for (int i = 0; i < Listener.QUEUE_MESSAGES + 10; i++) {
      listener.tell("m" + i);
    }
    for (int i = 0; i < Listener.QUEUE_MESSAGES + 10; i++) {
      slow.complete();
    }

    // Then
    List<String> expected = new ArrayList<>(List.of("0"));
    IntStream.range(10, Listener.QUEUE_MESSAGES + 10).forEach(i -> expected.add("m" + i));
    expected.addAll(List.of("1", "2"));
    assertThat(slow.sent()).isEqualTo(expected);
  }

  @Test
  void aFullHouseTurnsListenersAwayUntilOneLeaves() {
    // Given
    Listener first = broadcaster.join(RecordingTransport.fast()).orElseThrow();
    broadcaster.join(RecordingTransport.fast());
    broadcaster.join(RecordingTransport.fast());

    // When / Then
    assertThat(broadcaster.join(RecordingTransport.fast())).isEmpty();
    assertThat(broadcaster.totals().refused(RefusalReason.FULL)).isEqualTo(1);

    broadcaster.leave(first, DisconnectReason.LEFT);
    broadcaster.leave(first, DisconnectReason.LEFT);
    assertThat(broadcaster.listeners()).isEqualTo(2);
    assertThat(broadcaster.totals().left(DisconnectReason.LEFT)).isEqualTo(1);
    assertThat(broadcaster.join(RecordingTransport.fast())).isPresent();
  }

  @Test
  void aConnectionThatFailsLeavesAndNobodyElseNotices() {
    // Given
    RecordingTransport broken = RecordingTransport.slow();
    RecordingTransport healthy = RecordingTransport.fast();
    broadcaster.join(broken);
    broadcaster.join(healthy);
    publish(0, 1);

    // When
    broken.fail();
    publish(1, 3);

    // Then
    assertThat(broadcaster.listeners()).isEqualTo(1);
    assertThat(broken.closed()).containsExactly(DisconnectReason.SEND_FAILED);
    assertThat(broken.sent()).containsExactly("0");
    assertThat(healthy.sent()).containsExactly("0", "1", "2");
  }

  @Test
  void aPauseForgetsTheBurstOnlyWhenNobodyListens() {
    // Given
    Listener listener = broadcaster.join(RecordingTransport.fast()).orElseThrow();
    publish(0, 5);

    // When / Then
    assertThat(broadcaster.pauseIfDeserted()).isFalse();
    broadcaster.leave(listener, DisconnectReason.LEFT);
    assertThat(broadcaster.pauseIfDeserted()).isTrue();
    RecordingTransport next = RecordingTransport.fast();
    broadcaster.join(next);
    assertThat(next.sent()).isEmpty();
  }

  @Test
  void refusalAdmitsNobodyAndDismissalEndsEverySession() {
    // Given
    RecordingTransport transport = RecordingTransport.fast();
    broadcaster.join(transport);

    // When
    broadcaster.refuse();
    assertThat(broadcaster.listeners()).isEqualTo(1);
    broadcaster.dismiss(1);
    publish(0, 1);

    // Then
    assertThat(transport.closed()).containsExactly(DisconnectReason.SHUTDOWN);
    assertThat(transport.sent()).isEmpty();
    assertThat(broadcaster.listeners()).isZero();
    assertThat(broadcaster.join(RecordingTransport.fast())).isEmpty();
    assertThat(broadcaster.totals().refused(RefusalReason.SHUTDOWN)).isEqualTo(1);
  }

  @RepeatedTest(50)
  void joiningWhileChunksArePublishedMissesAndDoublesNone() throws Exception {
    // Given
    ExecutorService threads = Executors.newFixedThreadPool(2);
    CountDownLatch start = new CountDownLatch(1);
    broadcaster.join(RecordingTransport.fast());
    RecordingTransport joining = RecordingTransport.fast();
    try {
      Future<?> publisher =
          threads.submit(
              () -> {
                start.await();
                publish(0, 200);
                return null;
              });
      Future<?> joiner =
          threads.submit(
              () -> {
                start.await();
                return broadcaster.join(joining);
              });

      // When
      start.countDown();
      publisher.get(10, TimeUnit.SECONDS);
      joiner.get(10, TimeUnit.SECONDS);
    } finally {
      threads.shutdownNow();
    }

    // Then
    assertThat(joining.sent()).isNotEmpty();
    long first = Long.parseLong(joining.sent().get(0));
    assertThat(joining.sent())
        .containsExactlyElementsOf(LongStream.range(first, 200).mapToObj(String::valueOf).toList());
  }

  private void publish(long from, long to) {
    for (long index = from; index < to; index++) {
      broadcaster.publish(new AudioChunk(index, 0, new byte[AudioFormat.CHUNK_BYTES]));
    }
  }
}
