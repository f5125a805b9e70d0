package io.auralis.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.auralis.audio.BlockEffect;
import io.auralis.composition.AmbientComposer;
import io.auralis.delivery.Admission;
import io.auralis.delivery.Broadcaster;
import io.auralis.delivery.RecordingTransport;
import io.auralis.music.GenerationParameters;
import io.auralis.music.Key;
import io.auralis.music.Tempo;
import io.auralis.sequencing.TestPatches;
import io.auralis.synthesis.FakeTier;
import io.auralis.synthesis.FallbackChain;
import io.auralis.synthesis.SynthesisReport;
import io.auralis.synthesis.SynthesisReport.TierReport;
import io.auralis.synthesis.Tier;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import org.jboss.logging.MDC;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventLogTest {

  private static final GenerationParameters DEFAULTS =
      new GenerationParameters(Key.A_MINOR, new Tempo(70), 0.5);

  private final List<ExtLogRecord> lines = new CopyOnWriteArrayList<>();
  private final AtomicLong nanos = new AtomicLong();
  private final EventLog log = new EventLog("main", nanos::get);
  private final Logger logger = Logger.getLogger(EventLog.class.getName());
  private final ExtHandler handler =
      new ExtHandler() {
        @Override
        protected void doPublish(ExtLogRecord line) {
          line.copyAll();
          lines.add(line);
        }
      };

  @BeforeEach
  void listen() {
    logger.addHandler(handler);
  }

  @AfterEach
  void forget() {
    logger.removeHandler(handler);
    MDC.clear();
  }

  @Test
  void aListenerIsFollowedFromItsArrivalToItsEnd() {
    // When
    log.joined("a1", "pcm", 3);
    log.left("a1", "pcm", "too_slow", 17, 2);

    // Then
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0).getMessage()).isEqualTo("Listener a1 joined for pcm; 3 listen");
    assertThat(lines.get(0).getMdcCopy())
        .containsEntry("event", "listener_joined")
        .containsEntry("station", "main")
        .containsEntry("listener", "a1")
        .containsEntry("format", "pcm");
    assertThat(lines.get(1).getMessage()).isEqualTo("Listener a1 left: too_slow; 2 listen");
    assertThat(lines.get(1).getMdcCopy())
        .containsEntry("event", "listener_left")
        .containsEntry("reason", "too_slow")
        .containsEntry("dropped", "17");
  }

  @Test
  void fieldsBelongToTheirLineOnly() {
    // Given
    MDC.put("listener", "from before");

    // When
    log.joined("a1", "pcm", 1);

    // Then
    assertThat(MDC.get("listener")).isEqualTo("from before");
    assertThat(MDC.get("format")).isNull();
    assertThat(MDC.get("event")).isNull();
  }

  @Test
  void refusalsAreToldAtOnceEachUnderItsReasonAndThenOnceAMinuteWithTheirNumber() {
    // When
    for (int i = 0; i < 1_000; i++) {
      log.refused("all places are taken");
      log.refused("a control without the token");
      log.tellLeftOut();
    }
    pass(Duration.ofSeconds(59));
    log.tellLeftOut();

    // Then
    assertThat(lines)
        .extracting(line -> line.getMdcCopy().get("reason"))
        .containsExactly("all places are taken", "a control without the token");
    assertThat(lines)
        .allSatisfy(
            line ->
                assertThat(line.getMdcCopy())
                    .containsEntry("event", "refused")
                    .containsEntry("times", "1"));

    // When: nobody else is refused
    pass(Duration.ofSeconds(2));
    log.tellLeftOut();
    log.tellLeftOut();

    // Then
    assertThat(lines)
        .extracting(ExtLogRecord::getMessage)
        .containsExactlyInAnyOrder(
            "Refused: all places are taken (1 since the last line)",
            "Refused: a control without the token (1 since the last line)",
            "Refused: all places are taken (999 since the last line)",
            "Refused: a control without the token (999 since the last line)");
  }

  @Test
  void whatAClientCanProvokeIsBounded() {
    GenerationUpdate update = new GenerationUpdate("phrase_9", DEFAULTS, 1_000);
    SynthesisReport cpu = report("cpu", 0, true, "");

    // When: an hour of all that somebody can do, ten times a second
    for (int i = 0; i < 36_000; i++) {
      log.joined("a" + i, "pcm", 1);
      log.left("a" + i, "pcm", "left", 0, 0);
      log.refused("all places are taken");
      log.controlled("a" + i, update, 7);
      log.phraseBegan(update, cpu, true);
      log.tellLeftOut();
      pass(Duration.ofMillis(100));
    }

    // Then: some 80 a minute
    assertThat(lines).hasSizeBetween(1_000, 6_000);
    assertThat(lines.subList(0, 100))
        .extracting(ExtLogRecord::getMessage)
        .contains("Listener a0 joined for pcm; 1 listen", "Listener a0 left: left; 0 listen");
    assertThat(lines)
        .extracting(ExtLogRecord::getMessage)
        .anyMatch(line -> line.matches("\\d+ more lines listener_joined were left out"));
  }

  @Test
  void controlsThatTakeEffectTogetherHaveOneLine() {
    log.controlled("a1", new GenerationUpdate("phrase_9", DEFAULTS, 1_000), 3);

    assertThat(lines).hasSize(1);
    assertThat(lines.get(0).getMessage())
        .isEqualTo(
            "Control of a1 and 2 before it: A minor, aeolian, 70 bpm, intensity 0.5 from phrase_9"
                + " on");
    assertThat(lines.get(0).getMdcCopy())
        .containsEntry("listener", "a1")
        .containsEntry("controls", "3");
  }

  @Test
  void aChangeOfTheTierIsToldWithItsCause() {
    SynthesisReport cuda = report("cuda", 0, true, "");
    SynthesisReport cpu = report("cpu", 1, true, "the device is lost");
    SynthesisReport silence = report("silence", 2, false, "out of memory");

    // When
    log.tierChanged(cuda, cpu);
    log.tierChanged(cpu, report("cuda", 1, true, "the device is lost"));
    log.tierChanged(cpu, silence);

    // Then
    assertThat(lines)
        .extracting(ExtLogRecord::getMessage)
        .containsExactly(
            "Synthesis on cuda failed: the device is lost. The stream goes on with cpu",
            "The stream returns to cuda",
            "CRITICAL: nothing is left that makes music; listeners hear silence. out of memory");
    assertThat(lines)
        .extracting(line -> line.getLevel().getName())
        .containsExactly("WARN", "INFO", "ERROR");
    assertThat(lines.get(0).getMdcCopy())
        .containsEntry("event", "tier")
        .containsEntry("tier", "cpu")
        .containsEntry("tier_before", "cuda")
        .containsEntry("last_failure", "the device is lost");
  }

  @Test
  void aStationTellsItsPhrasesAndWhatMakesTheSound() {
    // Given
    FakeTier cpu = new FakeTier("cpu", 0.1f);
    FallbackChain chain = new FallbackChain(List.of(cpu.as(Tier.Kind.SCORE), Tier.silence()));
    Broadcaster broadcaster = new Broadcaster(RecordingTransport.encoder(chunk -> ""), 10);
    Station station =
        new Station(
            new MonotonicClock(),
            new AmbientComposer(),
            TestPatches.shipped(),
            chain,
            BlockEffect.NONE,
            broadcaster,
            new Quiet(),
            new StationSettings(1, DEFAULTS, ControlApply.BAR, Duration.ofMillis(500), 20));
    try (StationLoop loop = new StationLoop(station, broadcaster, "garden")) {
      // When
      RecordingTransport listener = RecordingTransport.fast();
      loop.join(listener, Admission.plain());
      loop.start();
      await().until(() -> listener.sent().size() > 10);
      cpu.breakWith("worn out");

      // Then
      await().until(() -> !events("tier").isEmpty());
      await().until(() -> listener.sent().size() > 20);
    }
    assertThat(events("phrase"))
        .singleElement()
        .satisfies(
            line ->
                assertThat(line.getMdcCopy())
                    .containsEntry("station", "garden")
                    .containsEntry("phrase", "phrase_0")
                    .containsEntry("tier", "cpu")
                    .containsEntry("key", "A minor")
                    .containsEntry("bpm", "70"));
    assertThat(events("tier"))
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.getLevel()).isEqualTo(org.jboss.logmanager.Level.ERROR);
              assertThat(line.getMdcCopy())
                  .containsEntry("station", "garden")
                  .containsEntry("tier", "silence")
                  .containsEntry("last_failure", "worn out");
            });
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private List<ExtLogRecord> events(String event) {
    return lines.stream()
        .filter(line -> line.getLevel().intValue() >= Level.INFO.intValue())
        .filter(line -> event.equals(line.getMdcCopy().get("event")))
        .toList();
  }

  private static SynthesisReport report(String tier, long falls, boolean audible, String failure) {
    return new SynthesisReport(
        tier, tier, falls > 0, audible, failure, List.of(new TierReport("cuda", tier, falls, 0)));
  }

  private static final class Quiet implements StationEvents {
    @Override
    public void generationUpdated(GenerationUpdate update) {}

    @Override
    public void problemOccurred(StationProblem problem, String message) {}
  }
}
