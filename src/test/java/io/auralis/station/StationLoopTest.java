package io.auralis.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.auralis.audio.AudioFormat;
import io.auralis.audio.BlockEffect;
import io.auralis.composition.AmbientComposer;
import io.auralis.music.GenerationParameters;
import io.auralis.music.Key;
import io.auralis.music.Tempo;
import io.auralis.sequencing.TestPatches;
import io.auralis.streaming.Admission;
import io.auralis.streaming.Broadcaster;
import io.auralis.streaming.RecordingTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StationLoopTest {

  private static final GenerationParameters DEFAULTS =
      new GenerationParameters(Key.A_MINOR, new Tempo(70), 0.5);

  private final List<String> updates = new CopyOnWriteArrayList<>();
  private volatile boolean newsFails;
  private final Broadcaster broadcaster =
      new Broadcaster(RecordingTransport.encoder(chunk -> String.valueOf(chunk.index())), 10);
  private final MonotonicClock clock = new MonotonicClock();
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

  @Test
  void aTickThatThrowsDoesNotEndTheLoop() {
    // Given
    newsFails = true;
    loop.start();
    RecordingTransport listener = RecordingTransport.fast();
    loop.join(listener, Admission.plain());

    // When
    newsFails = false;

    // Then
    await().until(() -> listener.sent().size() >= 5);
    assertThat(loop.alive()).isTrue();
  }

  @Test
  void concurrentControlsOfDifferentFieldsBothCount() {
    // Given
    loop.start();

    // When
    List<CompletableFuture<GenerationUpdate>> controls = new ArrayList<>();
    IntStream.rangeClosed(41, 60)
        .forEach(
            bpm -> {
              controls.add(
                  loop.control(p -> p.withTempo(new Tempo(bpm))).subscribeAsCompletionStage());
              controls.add(
                  loop.control(p -> p.withIntensity(bpm / 100.0)).subscribeAsCompletionStage());
            });
    controls.forEach(CompletableFuture::join);

    // Then
    assertThat(loop.status().parameters())
        .isEqualTo(new GenerationParameters(Key.A_MINOR, new Tempo(60), 0.6));
    assertThat(loop.status().controls()).isEqualTo(40);
    assertThat(updates).hasSizeGreaterThanOrEqualTo(40);
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

  private final class Events implements StationEvents {
    @Override
    public void generationUpdated(GenerationUpdate update) {
      if (newsFails) {
        throw new IllegalStateException("nobody takes the news");
      }
      updates.add(update.phraseId());
    }

    @Override
    public void problemOccurred(StationProblem problem, String message) {}
  }
}
