package io.auralis.stations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.auralis.access.ControlRule;
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
import io.auralis.station.Control;
import io.auralis.station.ControlApply;
import io.auralis.station.FakeSynthesiser;
import io.auralis.station.GenerationUpdate;
import io.auralis.station.MonotonicClock;
import io.auralis.station.PendingControls;
import io.auralis.station.StationClock;
import io.auralis.station.StationEvents;
import io.auralis.station.StationProblem;
import io.auralis.station.StationSettings;
import io.auralis.synthesis.Tier;
import io.auralis.synthesis.Tiers;
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

class RenderGroupTest {

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
  private final RenderGroup group =
      new RenderGroup(
          clock,
          new Tiers(
              List.of(
                  new Tier("graph", "the graph", Tier.Kind.SCORE, FakeSynthesiser::new),
                  Tier.silence())),
          2,
          System::nanoTime,
          new GroupLog());
  private final Stations stations =
      new Stations(
          new StationFactory(
              clock,
              new AmbientComposer(),
              TestPatches.shipped(),
              () -> BlockEffect.NONE,
              kind -> broadcaster,
              ignored -> new Events(),
              (kind, seed, parameters) ->
                  new StationSettings(seed, parameters, ControlApply.BAR, Duration.ofMillis(500)),
              System::nanoTime),
          group,
          List.of(
              new StationProfile(
                  Stations.MAIN,
                  StationKind.SHARED,
                  "Main",
                  1,
                  DEFAULTS,
                  false,
                  ControlRule.open())),
          new Stations.PersonalSettings(Duration.ofSeconds(600), 0, 0, 60, false),
          System::nanoTime);
  private final LiveStation main = stations.main();

  @AfterEach
  void stop() {
    stations.close();
  }

  @Test
  void aNewListenerWakesAStationThatSleeps() {
    // Given
    stations.start();
    await().until(() -> main.status().phrases() > 0);

    // When
    RecordingTransport listener = RecordingTransport.fast();
    long joined = clock.frames();
    main.join(listener, Admission.plain());
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
      stations.start();
      RecordingTransport listener = RecordingTransport.fast();
      main.join(listener, Admission.plain());
      await().until(() -> listener.sent().size() >= 5);
      long before = group.taskFailures();

      // When: what a tick has to tell of fails, three times at least
      newsFailsWith = type.getDeclaredConstructor().newInstance();
      for (int i = 0; i < 3; i++) {
        long failures = group.taskFailures();
        main.control(control(p -> p.withTempo(new Tempo(80))));
        await().until(() -> group.taskFailures() > failures);
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
      assertThat(group.alive()).isTrue();
      assertThat(group.taskFailures()).isGreaterThanOrEqualTo(before + 3);
      assertThat(log.lines()).hasSize(1);
      assertThat(log.lines().get(0).getThrown()).isInstanceOf(type);
    }
  }

  @Test
  void aLoopWhoseNextTickCannotBeScheduledGoesOn() {
    // Given
    stations.start();
    RecordingTransport listener = RecordingTransport.fast();
    main.join(listener, Admission.plain());
    await().until(() -> listener.sent().size() >= 5);

    // When
    clockFails = true;
    await().until(() -> group.taskFailures() > 0);
    clockFails = false;

    // Then
    int heard = listener.sent().size();
    await().until(() -> listener.sent().size() >= heard + 5);
  }

  @Test
  void aTickComesForEachChunkAndNoMore() {
    // Given
    stations.start();
    RecordingTransport listener = RecordingTransport.fast();
    main.join(listener, Admission.plain());
    await().until(() -> listener.sent().size() >= 10);

    // When
    int before = deadlines.get();
    int heard = listener.sent().size();
    await().until(() -> listener.sent().size() >= heard + 20);
    int chunks = listener.sent().size() - heard;

    // Then: each tick asks for the next deadline
    assertThat(deadlines.get() - before).isBetween(1, 2 * chunks + 6);
  }

  @Test
  void concurrentControlsOfDifferentFieldsBothCountAndAreAnnouncedTogether() {
    // Given
    stations.start();
    await().until(() -> !updates.isEmpty());
    List<String> echoes = new CopyOnWriteArrayList<>();

    // When
    long began = System.nanoTime();
    IntStream.rangeClosed(41, 60)
        .parallel()
        .forEach(
            bpm -> {
              main.control(
                  new Control(
                      p -> p.withTempo(new Tempo(60)),
                      Optional.of("t" + bpm),
                      "test",
                      update -> echoes.add(update.controlTimestamp().orElseThrow())));
              main.control(control(p -> p.withIntensity(0.6)));
              main.control(control(p -> p.withKey(Key.C_MINOR)));
            });
    GenerationParameters all = new GenerationParameters(Key.C_MINOR, new Tempo(60), 0.6);
    assertThat(main.status().parameters()).isEqualTo(all);
    assertThat(main.status().controls()).isEqualTo(60);
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
    stations.start();
    await().until(() -> !updates.isEmpty());

    // When
    GenerationParameters asked = main.control(control(p -> p.withKey(Key.D_MINOR))).orElseThrow();

    // Then
    assertThat(asked.key()).isEqualTo(Key.D_MINOR);
    await().atMost(Duration.ofMillis(900)).until(() -> announced.contains(asked));
  }

  @Test
  void aStoppedLoopIsNotAlive() {
    // Given
    stations.start();
    main.join(RecordingTransport.fast(), Admission.plain());

    // When
    stations.close();
    long published = main.status().publishedChunks();

    // Then
    await().atMost(Duration.ofSeconds(10)).until(() -> !group.alive());
    assertThat(main.status().publishedChunks()).isEqualTo(published);
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
