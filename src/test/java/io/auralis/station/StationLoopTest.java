package io.auralis.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.auralis.audio.AudioFormat;
import io.auralis.audio.BlockEffect;
import io.auralis.composition.AmbientComposer;
import io.auralis.delivery.Admission;
import io.auralis.delivery.Broadcaster;
import io.auralis.delivery.RecordingTransport;
import io.auralis.limits.LogLines;
import io.auralis.limits.TaskGuard;
import io.auralis.music.GenerationParameters;
import io.auralis.music.Key;
import io.auralis.music.Tempo;
import io.auralis.sequencing.TestPatches;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StationLoopTest {

  private static final GenerationParameters DEFAULTS =
      new GenerationParameters(Key.A_MINOR, new Tempo(70), 0.5);

  private final List<String> updates = new CopyOnWriteArrayList<>();
  private volatile Throwable newsFailsWith;
  private volatile boolean clockFails;
  private final List<GenerationParameters> announced = new CopyOnWriteArrayList<>();
  private final List<String> timestamps = new CopyOnWriteArrayList<>();
  private final AtomicInteger deadlines = new AtomicInteger();
  private final Broadcaster broadcaster =
      new Broadcaster(RecordingTransport.encoder(chunk -> String.valueOf(chunk.index())), 10);
  private final StationClock clock = new CountingClock();
  private final StationLoop loop =
      new StationLoop(
          new Station(
              clock,
              new AmbientComposer(),
              TestPatches.shipped(),
              new FakeSynthesiser(),
              BlockEffect.NONE,
              broadcaster,
              new Events(),
              new StationSettings(1, DEFAULTS, ControlApply.BAR, Duration.ofMillis(500), 20)),
          broadcaster,
          "test");

  @AfterEach
  void stop() {
    loop.close();
  }

  @Test
  void aNewListenerWakesAStationThatSleeps() {
    // Given
    loop.start();
    await().until(() -> loop.status().phrases() > 0);

    // When
    RecordingTransport listener = RecordingTransport.fast();
    long joined = clock.frames();
    loop.join(listener, Admission.plain());
    await().until(() -> listener.sent().size() >= 10);

    // Then: the burst did not wait for the idle tick, which is a second away
    List<String> sent = List.copyOf(listener.sent());
    long first = Long.parseLong(sent.get(0));
    assertThat(first).isLessThanOrEqualTo(joined / AudioFormat.BLOCK_FRAMES + 3);
    assertThat(sent)
        .containsExactlyElementsOf(
            LongStream.range(first, first + sent.size()).mapToObj(String::valueOf).toList());
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        IllegalStateException.class,
        OutOfMemoryError.class,
        StackOverflowError.class,
        NoClassDefFoundError.class,
        AssertionError.class
      })
  void aTickThatThrowsDoesNotEndTheLoop(Class<? extends Throwable> type) throws Exception {
    try (LogLines log = LogLines.of(TaskGuard.class)) {
      // Given: it plays
      loop.start();
      RecordingTransport listener = RecordingTransport.fast();
      loop.join(listener, Admission.plain());
      await().until(() -> listener.sent().size() >= 5);
      long before = loop.taskFailures();

      // When: what a tick has to tell of fails, three times at least
      newsFailsWith = type.getDeclaredConstructor().newInstance();
      for (int i = 0; i < 3; i++) {
        long failures = loop.taskFailures();
        loop.control(control(p -> p.withTempo(new Tempo(80))));
        await().until(() -> loop.taskFailures() > failures);
      }
      newsFailsWith = null;

      // Then: the next chunks come, without a gap
      int heard = listener.sent().size();
      await().until(() -> listener.sent().size() >= heard + 5);
      List<String> sent = List.copyOf(listener.sent());
      long first = Long.parseLong(sent.get(0));
      assertThat(sent)
          .containsExactlyElementsOf(
              LongStream.range(first, first + sent.size()).mapToObj(String::valueOf).toList());
      assertThat(loop.alive()).isTrue();
      assertThat(loop.taskFailures()).isGreaterThanOrEqualTo(before + 3);
      assertThat(log.lines()).hasSize(1);
      assertThat(log.lines().get(0).getThrown()).isInstanceOf(type);
    }
  }

  @Test
  void aLoopWhoseNextTickCannotBeScheduledGoesOn() {
    // Given
    loop.start();
    RecordingTransport listener = RecordingTransport.fast();
    loop.join(listener, Admission.plain());
    await().until(() -> listener.sent().size() >= 5);

    // When
    clockFails = true;
    await().until(() -> loop.taskFailures() > 0);
    clockFails = false;

    // Then
    int heard = listener.sent().size();
    await().until(() -> listener.sent().size() >= heard + 5);
  }

  @Test
  void aTickComesForEachChunkAndNoMore() {
    // Given
    loop.start();
    RecordingTransport listener = RecordingTransport.fast();
    loop.join(listener, Admission.plain());
    await().until(() -> listener.sent().size() >= 10);

    // When
    int before = deadlines.get();
    int heard = listener.sent().size();
    await().until(() -> listener.sent().size() >= heard + 20);
    int chunks = listener.sent().size() - heard;

    // Then: each tick asks for the next deadline
    assertThat(deadlines.get() - before).isBetween(1, chunks + 3);
  }

  @Test
  void concurrentControlsOfDifferentFieldsBothCountAndAreAnnouncedTogether() {
    // Given
    loop.start();
    await().until(() -> !updates.isEmpty());
    List<String> echoes = new CopyOnWriteArrayList<>();

    // When
    long began = System.nanoTime();
    IntStream.rangeClosed(41, 60)
        .parallel()
        .forEach(
            bpm -> {
              loop.control(
                  new Control(
                      p -> p.withTempo(new Tempo(60)),
                      Optional.of("t" + bpm),
                      "test",
                      update -> echoes.add(update.controlTimestamp().orElseThrow())));
              loop.control(control(p -> p.withIntensity(0.6)));
              loop.control(control(p -> p.withKey(Key.C_MINOR)));
            });
    GenerationParameters all = new GenerationParameters(Key.C_MINOR, new Tempo(60), 0.6);
    assertThat(loop.status().parameters()).isEqualTo(all);
    assertThat(loop.status().controls()).isEqualTo(60);
    await().until(() -> announced.contains(all) && echoes.size() + timestamps.size() == 20);
    long ticks = 1 + (System.nanoTime() - began) / PendingControls.INTERVAL.toNanos();

    // Then: everybody's timestamp came back, and there was one announcement a tick
    assertThat(Stream.concat(echoes.stream(), timestamps.stream()))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(41, 60).mapToObj(bpm -> "t" + bpm).toList());
    assertThat(announced.size()).isLessThanOrEqualTo((int) ticks + 1);
  }

  @Test
  void aControlOfAStationThatSleepsIsAnnouncedBeforeItsNextTickIsDue() {
    // Given: an idle station, which ticks once a second
    loop.start();
    await().until(() -> !updates.isEmpty());

    // When
    GenerationParameters asked = loop.control(control(p -> p.withKey(Key.D_MINOR)));

    // Then
    assertThat(asked.key()).isEqualTo(Key.D_MINOR);
    await().atMost(Duration.ofMillis(900)).until(() -> announced.contains(asked));
  }

  @Test
  void aStoppedLoopIsNotAlive() {
    // Given
    loop.start();
    loop.join(RecordingTransport.fast(), Admission.plain());

    // When
    loop.close();
    long published = loop.status().publishedChunks();

    // Then
    await().atMost(Duration.ofSeconds(10)).until(() -> !loop.alive());
    assertThat(loop.status().publishedChunks()).isEqualTo(published);
  }

  private static Control control(UnaryOperator<GenerationParameters> change) {
    return new Control(change, Optional.empty(), "test");
  }

  private final class Events implements StationEvents {
    @Override
    public void generationUpdated(GenerationUpdate update) {
      Throwable failure = newsFailsWith;
      if (failure instanceof RuntimeException known) {
        throw known;
      }
      if (failure instanceof Error known) {
        throw known;
      }
      updates.add(update.phraseId());
      announced.add(update.parameters());
      update.controlTimestamp().ifPresent(timestamps::add);
    }

    @Override
    public void problemOccurred(StationProblem problem, String message) {}
  }

  /** The system's clock; knows how often a deadline was asked for, and fails at it when told. */
  private final class CountingClock implements StationClock {
    private final MonotonicClock system = new MonotonicClock();

    @Override
    public long frames() {
      return system.frames();
    }

    @Override
    public Duration until(long frame) {
      deadlines.incrementAndGet();
      if (clockFails) {
        throw new OutOfMemoryError("pretended");
      }
      return system.until(frame);
    }

    @Override
    public Instant wallTime(long frame) {
      return system.wallTime(frame);
    }
  }
}
