package io.auralis.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auralis.audio.AudioChunk;
import io.auralis.audio.AudioFormat;
import io.auralis.audio.codec.ChunkEncoder;
import io.auralis.audio.codec.Codec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Formats, coming back, and listeners that are slow or gone; on a clock of its own. */
class DeliveryTest {

  private static final int HISTORY = 15;

  private final Encoder raw = new Encoder();
  private final Encoder opus = new Encoder();
  private final AtomicInteger jsonMessages = new AtomicInteger();
  private final AtomicInteger opusMessages = new AtomicInteger();
  private long nanos;
  private final Broadcaster broadcaster =
      new Broadcaster(
          new DeliveryFormats(
              Map.of(Codec.PCM, raw::made, Codec.OPUS, opus::made),
              Map.of(
                  StreamFormat.JSON, RecordingTransport.framing("j", jsonMessages),
                  StreamFormat.OPUS, RecordingTransport.framing("o", opusMessages))),
          10,
          DeliverySettings.withHistory(HISTORY, 5),
          () -> nanos);

  @Test
  void aFormatIsEncodedOncePerChunkAndOnlyWhileSomebodyListensToIt() {
    // Given
    broadcaster.join(RecordingTransport.fast());
    publish(0, 20);
    assertThat(opus.encoded).isEmpty();

    // When: two listeners come, the first of them gets a burst
    RecordingTransport one = RecordingTransport.fast();
    Listener first = join(one, StreamFormat.OPUS, null);
    publish(20, 21);
    RecordingTransport two = RecordingTransport.fast();
    Listener second = join(two, StreamFormat.OPUS, null);
    publish(21, 25);

    // Then
    assertThat(one.sent()).containsExactly("o17", "o18", "o19", "o20", "o21", "o22", "o23", "o24");
    assertThat(two.sent()).containsExactly("o17", "o18", "o19", "o20", "o21", "o22", "o23", "o24");
    assertThat(opus.encoded).doesNotHaveDuplicates();
    assertThat(opus.made).isEqualTo(1);
    assertThat(broadcaster.totals().listeners(StreamFormat.OPUS)).isEqualTo(2);

    // When: they leave, it is made for a moment more in case they come back
    broadcaster.leave(first, DisconnectReason.LEFT);
    broadcaster.leave(second, DisconnectReason.LEFT);
    int encoded = opus.encoded.size();
    publish(25, 60);

    // Then
    assertThat(opus.encoded).hasSize(encoded + 5);
    assertThat(opusMessages).hasValue(0);
    assertThat(jsonMessages.get()).isBetween(1, Listener.QUEUE_CHUNKS);
  }

  @Test
  void anEncoderThatFailsIsTriedAgainAndCostsNobodyElseAnything() {
    // Given
    RecordingTransport good = RecordingTransport.fast();
    RecordingTransport bad = RecordingTransport.fast();
    join(good, StreamFormat.JSON, null);
    join(bad, StreamFormat.OPUS, null);
    publish(0, 2);

    // When
    opus.failing = true;
    publish(2, 3);
    opus.failing = false;
    publish(3, 5);

    // Then
    assertThat(good.sent()).containsExactly("j0", "j1", "j2", "j3", "j4");
    assertThat(bad.sent()).containsExactly("o0", "o1", "o2", "o3", "o4");
  }

  @Test
  void aChunkThatAnEncoderRejectsCostsThatChunk() {
    // Given
    RecordingTransport good = RecordingTransport.fast();
    RecordingTransport bad = RecordingTransport.fast();
    join(good, StreamFormat.JSON, null);
    join(bad, StreamFormat.OPUS, null);
    publish(0, 10);

    // When
    opus.rejects = 10L;
    publish(10, 30);

    // Then
    List<String> rest = new ArrayList<>();
    LongStream.range(0, 30).filter(index -> index != 10).forEach(index -> rest.add("o" + index));
    assertThat(bad.sent()).isEqualTo(rest);
    assertThat(good.sent()).hasSize(30);
    assertThat(broadcaster.totals().counts(StreamFormat.OPUS).encodeFailures()).isEqualTo(1);
    assertThat(Dropped.chunks(broadcaster.totals())).isZero();

    // When: somebody comes who wants what lies around it
    RecordingTransport back = RecordingTransport.fast();
    join(back, StreamFormat.OPUS, 20L);

    // Then
    assertThat(back.sent()).startsWith("resumed true", "o20", "o21").endsWith("o29");
  }

  @Test
  void aChunkThatTheFirstListenersBurstCannotHaveCostsThatChunk() {
    // Given: a format that nobody has listened to
    broadcaster.join(RecordingTransport.fast());
    publish(0, 20);
    opus.rejects = 18L;

    // When
    RecordingTransport late = RecordingTransport.fast();
    join(late, StreamFormat.OPUS, null);
    publish(20, 25);

    // Then
    assertThat(late.sent()).containsExactly("o16", "o17", "o19", "o20", "o21", "o22", "o23", "o24");
  }

  @Test
  void anEncoderThatFailsWithAnErrorIsTriedAgain() {
    RecordingTransport good = RecordingTransport.fast();
    RecordingTransport bad = RecordingTransport.fast();
    join(good, StreamFormat.JSON, null);
    join(bad, StreamFormat.OPUS, null);
    publish(0, 2);

    opus.failsWith = new OutOfMemoryError("pretended");
    publish(2, 5);
    opus.failsWith = null;
    publish(5, 8);

    assertThat(good.sent()).hasSize(8);
    assertThat(bad.sent()).containsExactly("o0", "o1", "o4", "o5", "o6", "o7");
  }

  @Test
  void aListenerWhoseTurnFailsEndsAndCostsNobodyElseAnything() {
    // Given: three on one thread, the middle one's connection fails in a way that nobody foresaw
    RecordingTransport one = RecordingTransport.fast();
    RecordingTransport failing = RecordingTransport.fast();
    RecordingTransport two = RecordingTransport.fast();
    join(one, StreamFormat.JSON, null);
    join(failing, StreamFormat.JSON, null);
    join(two, StreamFormat.JSON, null);
    publish(0, 2);

    // When
    failing.failWith(new AssertionError("a bug"));
    publish(2, 5);

    // Then
    assertThat(one.sent()).containsExactly("j0", "j1", "j2", "j3", "j4");
    assertThat(two.sent()).isEqualTo(one.sent());
    assertThat(broadcaster.listeners()).isEqualTo(2);
    assertThat(broadcaster.totals().left(DisconnectReason.SEND_FAILED)).isEqualTo(1);
    assertThat(broadcaster.totals().taskFailures()).isPositive();
  }

  @Test
  void whoComesBackContinuesExactlyWhereItWasAndHearsSoFirst() {
    // Given
    broadcaster.join(RecordingTransport.fast());
    publish(0, 30);

    // When
    RecordingTransport back = RecordingTransport.fast();
    Listener listener = join(back, StreamFormat.JSON, 18L);
    listener.tell("news");
    publish(30, 32);

    // Then
    assertThat(back.sent())
        .startsWith("resumed true", "j18", "j19")
        .endsWith("j29", "news", "j30", "j31")
        .hasSize(1 + 12 + 1 + 2);
    assertThat(Dropped.chunks(broadcaster.totals())).isZero();
  }

  @Test
  void whoHasEverythingWaitsForTheNext() {
    // Given
    broadcaster.join(RecordingTransport.fast());
    publish(0, 10);

    // When
    RecordingTransport back = RecordingTransport.fast();
    join(back, StreamFormat.JSON, 10L);
    publish(10, 11);

    // Then
    assertThat(back.sent()).containsExactly("resumed true", "j10");
  }

  @Test
  void whoComesTooLateOrFromElsewhereStartsAtTheLiveEdge() {
    // Given
    broadcaster.join(RecordingTransport.fast());
    publish(0, 30);

    for (long from : new long[] {14, 35, 1_000_000}) {
      // When
      RecordingTransport back = RecordingTransport.fast();
      Listener listener = join(back, StreamFormat.JSON, from);

      // Then
      assertThat(back.sent()).containsExactly("resumed false", "j26", "j27", "j28", "j29");
      broadcaster.leave(listener, DisconnectReason.LEFT);
    }
  }

  @Test
  void newsWaitUntilWhoComesBackHasItsPlace() {
    // Given: nothing plays
    RecordingTransport back = RecordingTransport.fast();

    // When
    Listener listener = join(back, StreamFormat.JSON, 7L);
    listener.tell("news");
    assertThat(back.sent()).isEmpty();
    publish(7, 8);

    // Then
    assertThat(back.sent()).containsExactly("resumed true", "news", "j7");
  }

  @Test
  void theOnlyListenerFindsTheStreamWithoutAHoleWhenItComesBackSoon() {
    // Given
    Listener listener = broadcaster.join(RecordingTransport.fast()).orElseThrow();
    publish(0, 10);
    broadcaster.leave(listener, DisconnectReason.LEFT);

    // When / Then
    publish(10, 14);
    assertThat(broadcaster.pauseIfDeserted()).isFalse();
    RecordingTransport back = RecordingTransport.fast();
    Listener again = join(back, StreamFormat.JSON, 10L);
    assertThat(back.sent()).containsExactly("resumed true", "j10", "j11", "j12", "j13");

    broadcaster.leave(again, DisconnectReason.LEFT);
    publish(14, 19);
    assertThat(broadcaster.pauseIfDeserted()).isTrue();
    assertThat(jsonMessages).hasValue(0);
  }

  @Test
  void whoLosesChunksIsToldOnceASecondAndOthersAreNot() {
    // Given
    RecordingTransport slow = RecordingTransport.slow();
    RecordingTransport fast = RecordingTransport.fast();
    Listener listener = join(slow, StreamFormat.JSON, null);
    join(fast, StreamFormat.JSON, null);

    // When: a batch leaves every 800 ms, for eight seconds
    for (int i = 0; i < 80; i++) {
      publish(i, i + 1);
      if (i % 8 == 7) {
        slow.complete();
      }
      pass(100);
    }

    // Then
    List<String> notices = slow.sent().stream().filter(m -> m.startsWith("lost")).toList();
    assertThat(notices).hasSizeBetween(4, 7);
    assertThat(listener.dropped()).isEqualTo(Dropped.chunks(broadcaster.totals())).isPositive();
    assertThat(fast.sent()).hasSize(80);
    assertThat(notices).allMatch(notice -> notice.endsWith(" slow"));
    long told = notices.stream().mapToLong(m -> Long.parseLong(m.split(" ")[1])).sum();
    assertThat(told).isBetween(listener.dropped() - 10, listener.dropped());
  }

  @Test
  void whoNeverCatchesUpIsClosedAfterThirtySeconds() {
    // Given
    RecordingTransport stuck = RecordingTransport.slow();
    RecordingTransport reader = RecordingTransport.fast();
    join(stuck, StreamFormat.JSON, null);
    Listener healthy = join(reader, StreamFormat.JSON, null);

    // When / Then: the first loss is the seventh chunk's
    run(0, 305, healthy);
    assertThat(stuck.closed()).isEmpty();
    run(305, 307, healthy);
    assertThat(stuck.closed()).containsExactly(DisconnectReason.TOO_SLOW);
    assertThat(broadcaster.listeners()).isEqualTo(1);
    assertThat(broadcaster.totals().left(DisconnectReason.TOO_SLOW)).isEqualTo(1);
    assertThat(reader.sent()).hasSize(307);
  }

  @Test
  void whoCatchesUpNowAndThenMayStay() {
    // Given
    RecordingTransport hiccups = RecordingTransport.slow();
    Listener listener = join(hiccups, StreamFormat.JSON, null);

    // When: stalled for two seconds of every four, for a minute
    for (int i = 0; i < 600; i++) {
      publish(i, i + 1);
      if (i / 20 % 2 == 0) {
        hiccups.complete();
      }
      listener.heard();
      pass(100);
    }

    // Then
    assertThat(hiccups.closed()).isEmpty();
    assertThat(listener.dropped()).isGreaterThan(100);
  }

  @Test
  void connectionsArePingedAndTheSilentOnesClosed() {
    // Given
    RecordingTransport alive = RecordingTransport.fast();
    RecordingTransport dead = RecordingTransport.fast();
    Listener answering = join(alive, StreamFormat.JSON, null);
    join(dead, StreamFormat.JSON, null);

    // When / Then
    run(0, 300, answering);
    assertThat(alive.pings()).isZero();
    run(300, 301, answering);
    assertThat(alive.pings()).isEqualTo(1);
    assertThat(dead.pings()).isEqualTo(1);
    run(301, 600, answering);
    assertThat(dead.closed()).isEmpty();
    run(600, 601, answering);
    assertThat(dead.closed()).containsExactly(DisconnectReason.SILENT);
    assertThat(alive.closed()).isEmpty();
    assertThat(alive.pings()).isEqualTo(2);
  }

  @Test
  void aConnectionThatIsNotSlowLosesNothingWhenItsThreadIsLate() {
    // Given
    List<Runnable> tasks = new ArrayList<>();
    RecordingTransport fast = RecordingTransport.fastOn(tasks::add);
    join(fast, StreamFormat.JSON, null);
    publish(0, 2);
    tasks.forEach(Runnable::run);
    tasks.clear();

    // When
    publish(2, 14);

    // Then: one task for all of it
    assertThat(tasks).hasSize(1);
    tasks.get(0).run();
    assertThat(fast.sent()).hasSize(14).endsWith("j12", "j13");
    assertThat(Dropped.chunks(broadcaster.totals())).isZero();
  }

  @Test
  void aBatchIsBoundedAndTheRestFollowsWhenItHasLeft() {
    // Given: chunks of 20,000 bytes
    raw.padding = "x".repeat(20_000);
    broadcaster.join(RecordingTransport.fast());
    publish(0, 15);

    // When
    RecordingTransport slow = RecordingTransport.slow();
    join(slow, StreamFormat.JSON, 0L);

    // Then
    assertThat(slow.sent()).hasSize(1 + 4);
    publish(15, 16);
    slow.complete();
    assertThat(slow.sent()).hasSize(1 + 8);
    slow.complete();
    slow.complete();
    assertThat(slow.sent()).hasSize(1 + 16);
    assertThat(Dropped.chunks(broadcaster.totals())).as("it catches up first").isZero();
  }

  @Test
  void aBrokenConnectionFreesItsPlace() {
    // Given
    RecordingTransport broken = RecordingTransport.slow();
    join(broken, StreamFormat.OPUS, null);
    publish(0, 1);

    // When
    broken.fail();
    publish(1, 2);

    // Then
    assertThat(broadcaster.listeners()).isZero();
    assertThat(broadcaster.totals().listeners(StreamFormat.OPUS)).isZero();
    assertThat(broadcaster.totals().left(DisconnectReason.SEND_FAILED)).isEqualTo(1);
  }

  @Test
  void aFormatThatIsNotOfferedIsRefused() {
    Broadcaster jsonOnly = new Broadcaster(RecordingTransport.encoder(chunk -> ""), 10);
    Admission pcm = new Admission(StreamFormat.PCM, OptionalLong.empty(), Notices.NONE);

    assertThatThrownBy(() -> jsonOnly.join(RecordingTransport.fast(), pcm))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(jsonOnly.listeners()).isZero();
  }

  private Listener join(RecordingTransport transport, StreamFormat format, Long from) {
    Notices notices =
        new Notices() {
          @Override
          public Optional<String> placed(boolean resumed) {
            return Optional.of("resumed " + resumed);
          }

          @Override
          public Optional<String> overran(long chunks, DropReason reason) {
            return Optional.of("lost " + chunks + " " + reason.label());
          }
        };
    OptionalLong wanted = from == null ? OptionalLong.empty() : OptionalLong.of(from);
    return broadcaster.join(transport, new Admission(format, wanted, notices)).orElseThrow();
  }

  /** Publishes a chunk each 100 ms, while a listener shows that it lives. */
  private void run(long from, long to, Listener alive) {
    for (long index = from; index < to; index++) {
      alive.heard();
      publish(index, index + 1);
      pass(100);
    }
  }

  private void pass(long millis) {
    nanos += Duration.ofMillis(millis).toNanos();
  }

  private void publish(long from, long to) {
    for (long index = from; index < to; index++) {
      broadcaster.publish(new AudioChunk(index, 0, new byte[AudioFormat.CHUNK_BYTES]));
    }
  }

  /** Makes packets of text. */
  private static final class Encoder implements ChunkEncoder {

    private final List<Long> encoded = new ArrayList<>();
    private String padding = "";
    private boolean failing;
    private Error failsWith;
    private long rejects = -1;
    private int made;

    Encoder made() {
      made++;
      return this;
    }

    @Override
    public List<byte[]> encode(AudioChunk chunk) {
      if (failsWith != null) {
        throw failsWith;
      }
      if (failing || chunk.index() == rejects) {
        throw new IllegalStateException("cannot encode");
      }
      encoded.add(chunk.index());
      return RecordingTransport.packets(chunk.index() + padding);
    }
  }
}
