package io.auralis.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.auralis.audio.AudioBlock;
import io.auralis.audio.BlockEffect;
import io.auralis.composition.AmbientComposer;
import io.auralis.delivery.Broadcaster;
import io.auralis.delivery.RecordingTransport;
import io.auralis.music.GenerationParameters;
import io.auralis.music.Key;
import io.auralis.music.Tempo;
import io.auralis.sequencing.ControlBlock;
import io.auralis.sequencing.TestPatches;
import io.auralis.station.ControlApply;
import io.auralis.station.GenerationUpdate;
import io.auralis.station.MonotonicClock;
import io.auralis.station.Station;
import io.auralis.station.StationEvents;
import io.auralis.station.StationLoop;
import io.auralis.station.StationProblem;
import io.auralis.station.StationSettings;
import io.auralis.synthesis.FallbackChain;
import io.auralis.synthesis.SynthesisReport;
import io.auralis.synthesis.Synthesiser;
import io.auralis.synthesis.Tier;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

/** What the probes say of a station that is brought into each state. */
class StationProbesTest {

  private final Broadcaster broadcaster =
      new Broadcaster(RecordingTransport.encoder(chunk -> ""), 10);

  @Test
  void aStationIsStartedAndReadyOnceItHasRehearsedAndTicked() {
    SlowSynthesiser slow = new SlowSynthesiser();
    try (StationLoop loop = loop(slow)) {
      // When: the rehearsal lasts
      loop.start();
      await().until(slow.rehearsing::getCount, count -> count == 0);

      // Then
      assertThat(started(loop)).isEqualTo(Status.DOWN);
      assertThat(ready(loop)).isEqualTo(Status.DOWN);
      assertThat(new StationLiveness(loop).call().getStatus()).isEqualTo(Status.UP);

      // When: it ends
      slow.mayEnd.countDown();

      // Then
      await().until(() -> started(loop) == Status.UP);
      assertThat(ready(loop)).isEqualTo(Status.UP);
    }
  }

  @Test
  void silenceAloneIsNotReadyThoughItLives() {
    try (StationLoop loop = loop(new FallbackChain(List.of(Tier.silence())))) {
      loop.start();

      await().until(() -> started(loop) == Status.UP);
      assertThat(ready(loop)).isEqualTo(Status.DOWN);
      assertThat(new StationLiveness(loop).call().getStatus()).isEqualTo(Status.UP);
    }
  }

  @Test
  void aServiceThatGoesAwayIsNotReady() {
    SlowSynthesiser quick = new SlowSynthesiser();
    quick.mayEnd.countDown();
    try (StationLoop loop = loop(quick)) {
      loop.start();
      await().until(() -> ready(loop) == Status.UP);

      broadcaster.shutdown();

      assertThat(ready(loop)).isEqualTo(Status.DOWN);
      assertThat(new StationReadiness(loop, broadcaster).call().getData().orElseThrow())
          .containsEntry("reason", "The service is going away");
      assertThat(new StationLiveness(loop).call().getStatus()).isEqualTo(Status.UP);
    }
  }

  @Test
  void aLoopThatHangsNeedsARestart() {
    SlowSynthesiser slow = new SlowSynthesiser();
    try (StationLoop loop = loop(slow)) {
      loop.start();

      // A station that says nothing for five seconds hangs.
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> new StationLiveness(loop).call().getStatus() == Status.DOWN);
      slow.mayEnd.countDown();
      await().until(() -> new StationLiveness(loop).call().getStatus() == Status.UP);
    }
  }

  @Test
  void aLoopThatIsClosedInMidWorkEndsQuietly() throws InterruptedException {
    List<Throwable> dropped = new CopyOnWriteArrayList<>();
    SlowSynthesiser slow = new SlowSynthesiser();
    Infrastructure.setDroppedExceptionHandler(dropped::add);
    try (StationLoop loop = loop(slow)) {
      loop.start();
      await().until(slow.rehearsing::getCount, count -> count == 0);

      Thread closer = new Thread(loop::close);
      closer.start();
      await().until(() -> closer.getState() == Thread.State.TIMED_WAITING);
      slow.mayEnd.countDown();
      closer.join();

      assertThat(dropped).isEmpty();
    } finally {
      Infrastructure.resetDroppedExceptionHandler();
    }
  }

  private Status started(StationLoop loop) {
    return new StationStartup(loop).call().getStatus();
  }

  private Status ready(StationLoop loop) {
    return new StationReadiness(loop, broadcaster).call().getStatus();
  }

  private StationLoop loop(Synthesiser synthesiser) {
    Station station =
        new Station(
            new MonotonicClock(),
            new AmbientComposer(),
            TestPatches.shipped(),
            synthesiser,
            BlockEffect.NONE,
            broadcaster,
            new NoEvents(),
            new StationSettings(
                42,
                new GenerationParameters(Key.A_MINOR, new Tempo(60), 0.5),
                ControlApply.BAR,
                Duration.ofMillis(500),
                20));
    return new StationLoop(station, broadcaster, "probed");
  }

  /** Renders nothing, and not before it may. */
  private static final class SlowSynthesiser implements Synthesiser {
    private final CountDownLatch rehearsing = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    @Override
    public void render(ControlBlock controls, AudioBlock audio) {
      rehearsing.countDown();
      try {
        mayEnd.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public SynthesisReport report() {
      return new SynthesisReport("cpu", description(), false, true, "", List.of());
    }

    @Override
    public String description() {
      return "slow";
    }

    @Override
    public void close() {}
  }

  private static final class NoEvents implements StationEvents {
    @Override
    public void generationUpdated(GenerationUpdate update) {}

    @Override
    public void problemOccurred(StationProblem problem, String message) {}
  }
}
