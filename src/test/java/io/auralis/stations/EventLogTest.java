package io.auralis.stations;

import static org.assertj.core.api.Assertions.assertThat;

import io.auralis.limits.LogLines;
import io.auralis.music.GenerationParameters;
import io.auralis.music.Key;
import io.auralis.music.Tempo;
import io.auralis.station.GenerationUpdate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import org.jboss.logging.MDC;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventLogTest {

  private static final GenerationParameters DEFAULTS =
      new GenerationParameters(Key.A_MINOR, new Tempo(70), 0.5);

  private final LogLines lines = LogLines.of(EventLog.class);
  private final AtomicLong nanos = new AtomicLong();
  private final EventLog log = new EventLog("main", nanos::get);

  @AfterEach
  void forget() {
    lines.close();
    MDC.clear();
  }

  @Test
  void aListenerIsFollowedFromItsArrivalToItsEnd() {
    // When
    log.joined("a1", "pcm", 3);
    log.left("a1", "pcm", "too_slow", 17, 2);

    // Then
    assertThat(lines.withFields()).hasSize(2);
    assertThat(lines.withFields().get(0).getMessage())
        .isEqualTo("Listener a1 joined for pcm; 3 listen");
    assertThat(lines.withFields().get(0).getMdcCopy())
        .containsEntry("event", "listener_joined")
        .containsEntry("station", "main")
        .containsEntry("listener", "a1")
        .containsEntry("format", "pcm");
    assertThat(lines.withFields().get(1).getMessage())
        .isEqualTo("Listener a1 left: too_slow; 2 listen");
    assertThat(lines.withFields().get(1).getMdcCopy())
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
    assertThat(lines.withFields())
        .extracting(line -> line.getMdcCopy().get("reason"))
        .containsExactly("all places are taken", "a control without the token");
    assertThat(lines.withFields())
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
    assertThat(lines.withFields())
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

    // When: an hour of all that somebody can do, ten times a second
    for (int i = 0; i < 36_000; i++) {
      log.joined("a" + i, "pcm", 1);
      log.left("a" + i, "pcm", "left", 0, 0);
      log.refused("all places are taken");
      log.controlled("a" + i, update, 7);
      log.phraseBegan(update, "cpu", true);
      log.tellLeftOut();
      pass(Duration.ofMillis(100));
    }

    // Then: some 80 a minute
    assertThat(lines.withFields()).hasSizeBetween(1_000, 6_000);
    assertThat(lines.withFields().subList(0, 100))
        .extracting(ExtLogRecord::getMessage)
        .contains("Listener a0 joined for pcm; 1 listen", "Listener a0 left: left; 0 listen");
    assertThat(lines.withFields())
        .extracting(ExtLogRecord::getMessage)
        .anyMatch(line -> line.matches("\\d+ more lines listener_joined were left out"));
  }

  @Test
  void controlsThatTakeEffectTogetherHaveOneLine() {
    log.controlled("a1", new GenerationUpdate("phrase_9", DEFAULTS, 1_000), 3);

    assertThat(lines.withFields()).hasSize(1);
    assertThat(lines.withFields().get(0).getMessage())
        .isEqualTo(
            "Control of a1 and 2 before it: A minor, aeolian, 70 bpm, intensity 0.5 from phrase_9"
                + " on");
    assertThat(lines.withFields().get(0).getMdcCopy())
        .containsEntry("listener", "a1")
        .containsEntry("controls", "3");
  }

  @Test
  void aPhraseIsToldWithWhatMakesTheSoundAndOnlyIfSomebodyListens() {
    GenerationUpdate update = new GenerationUpdate("phrase_0", DEFAULTS, 1_000);

    // When
    log.phraseBegan(update, "cpu", true);
    log.phraseBegan(update, "cpu", false);

    // Then
    assertThat(events("phrase"))
        .singleElement()
        .satisfies(
            line ->
                assertThat(line.getMdcCopy())
                    .containsEntry("station", "main")
                    .containsEntry("phrase", "phrase_0")
                    .containsEntry("tier", "cpu")
                    .containsEntry("key", "A minor")
                    .containsEntry("bpm", "70"));
  }

  @Test
  void stationsOfOneKindShareTheirLines() {
    // Given
    EventLog other = log.of("other");

    // When
    for (int i = 0; i < 100; i++) {
      log.joined("a", "pcm", 1);
      other.joined("b", "pcm", 1);
    }

    // Then
    assertThat(events("listener_joined")).hasSize(40);
    assertThat(events("listener_joined").get(1).getMdcCopy()).containsEntry("station", "other");
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private List<ExtLogRecord> events(String event) {
    return lines.withFields().stream()
        .filter(line -> line.getLevel().intValue() >= Level.INFO.intValue())
        .filter(line -> event.equals(line.getMdcCopy().get("event")))
        .toList();
  }
}
