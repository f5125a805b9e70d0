package io.auralis.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.auralis.audio.BlockEffect;
import io.auralis.composition.AmbientComposer;
import io.auralis.delivery.Admission;
import io.auralis.delivery.Broadcaster;
import io.auralis.delivery.DeliverySettings;
import io.auralis.delivery.DeliveryTotals;
import io.auralis.delivery.Places;
import io.auralis.delivery.RecordingTransport;
import io.auralis.delivery.SharedDelivery;
import io.auralis.music.GenerationParameters;
import io.auralis.music.Key;
import io.auralis.music.Tempo;
import io.auralis.sequencing.TestPatches;
import io.auralis.station.ControlApply;
import io.auralis.station.GenerationUpdate;
import io.auralis.station.Station;
import io.auralis.station.StationEvents;
import io.auralis.station.StationLoop;
import io.auralis.station.StationProblem;
import io.auralis.station.StationSettings;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the meters say of that which takes minutes, or an end, in a running service. */
@SuppressWarnings("deprecation") // The registry that Quarkus brings is the older of two.
class MetersTest {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final FastClock clock = new FastClock();
  private final AtomicLong nanos = new AtomicLong();
  private final FaultySynthesiser synthesiser = new FaultySynthesiser();
  private volatile boolean encoderIsBroken;
  private final Broadcaster broadcaster =
      new Broadcaster(
          new SharedDelivery(
              RecordingTransport.encoder(chunk -> encode(chunk.index())),
              new Places(3),
              new DeliveryTotals(nanos::get),
              nanos::get,
              new DeliveryTimes(registry)),
          DeliverySettings.queueOnly());
  private final StationLoop loop =
      new StationLoop(
          new Station(
              clock,
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
                  20)),
          broadcaster,
          "metered");

  @BeforeEach
  void start() {
    new StationMeters(loop).bindTo(registry);
    new DeliveryMeters(broadcaster).bindTo(registry);
    synthesiser.open();
    loop.start();
  }

  @AfterEach
  void stop() {
    loop.close();
  }

  @Test
  void whatIsShedAndGivenBackIsCounted() {
    join(RecordingTransport.fast());
    await().until(() -> read("auralis_chunks_sent_total") > 20);
    assertThat(read("auralis_load_step")).isZero();

    // When: a block takes 60 of its 100 ms
    clock.work(Duration.ofMillis(60));

    // Then
    await().until(() -> read("auralis_load_step") == 3);
    assertThat(read("auralis_load_changes_total", "direction", "shed")).isEqualTo(3);
    assertThat(read("auralis_load_changes_total", "direction", "restored")).isZero();
    assertThat(read("auralis_render_block_seconds")).isGreaterThan(0.04);
    assertThat(read("auralis_real_time_factor")).isLessThan(2.5);

    // When
    clock.work(Duration.ofMillis(1));

    // Then
    await().until(() -> read("auralis_load_step") == 0);
    assertThat(read("auralis_load_changes_total", "direction", "restored")).isEqualTo(3);
    assertThat(read("auralis_render_block_seconds")).isLessThan(0.01);
    assertThat(read("auralis_real_time_factor")).isGreaterThan(50);
  }

  @Test
  void chunksThatAreLateAreCounted() {
    join(RecordingTransport.fast());
    await().until(() -> read("auralis_chunks_sent_total") > 20);
    assertThat(read("auralis_underruns_total")).isZero();
    assertThat(read("auralis_lead_seconds")).isBetween(0.3, 0.5);

    clock.stall(Duration.ofSeconds(3));

    await().until(() -> read("auralis_underruns_total") >= 10);
  }

  @Test
  void theTimeThatAChunkTakesToReachEverybodyIsTold() {
    join(RecordingTransport.fast());
    await().until(() -> read("auralis_chunks_sent_total") > 20);
    assertThat(read("auralis_fan_out_seconds")).isZero();

    join(
        RecordingTransport.fastOn(
            task -> {
              nanos.addAndGet(Duration.ofMillis(40).toNanos());
              task.run();
            }));

    await().until(() -> read("auralis_fan_out_seconds") > 0.039);
    assertThat(read("auralis_underruns_total")).isZero();
  }

  @Test
  void aListenerThatIsTooSlowIsCountedWithWhatItLost() {
    RecordingTransport slow = RecordingTransport.slow();
    join(slow);

    await().until(() -> read("auralis_chunks_dropped_total", "reason", "slow") > 3);
    assertThat(read("auralis_chunks_dropped_total", "reason", "late")).isZero();
    assertThat(read("auralis_disconnects_total", "reason", "too_slow")).isZero();
    nanos.addAndGet(Duration.ofSeconds(31).toNanos());

    await().until(() -> read("auralis_disconnects_total", "reason", "too_slow") == 1);
    assertThat(read("auralis_listeners")).isZero();
  }

  @Test
  void aListenerThatSaysNothingIsCounted() {
    join(RecordingTransport.fast());
    await().until(() -> read("auralis_chunks_sent_total") > 5);

    nanos.addAndGet(Duration.ofSeconds(61).toNanos());

    await().until(() -> read("auralis_disconnects_total", "reason", "silent") == 1);
    assertThat(read("auralis_format_listeners", "format", "json")).isZero();
  }

  @Test
  void aConnectionThatBreaksIsCounted() {
    RecordingTransport breaking = RecordingTransport.fast();
    join(breaking);
    await().until(() -> read("auralis_chunks_sent_total") > 5);

    breaking.fail();

    await().until(() -> read("auralis_disconnects_total", "reason", "send_failed") == 1);
  }

  @Test
  void theEndIsCountedAndWhoComesAfterIt() {
    join(RecordingTransport.fast());
    await().until(() -> read("auralis_listeners") == 1);

    broadcaster.shutdown();
    loop.join(RecordingTransport.fast(), Admission.plain());

    await().until(() -> read("auralis_disconnects_total", "reason", "shutdown") == 1);
    assertThat(read("auralis_listeners_refused_total", "reason", "shutdown")).isEqualTo(1);
    assertThat(read("auralis_listeners_refused_total", "reason", "full")).isZero();
  }

  @Test
  void chunksThatCannotBeEncodedAreCounted() {
    join(RecordingTransport.fast());
    await().until(() -> read("auralis_chunks_sent_total") > 5);
    assertThat(read("auralis_encode_failures_total", "format", "json")).isZero();

    encoderIsBroken = true;

    await().until(() -> read("auralis_encode_failures_total", "format", "json") > 2);
    encoderIsBroken = false;
    double sent = read("auralis_chunks_sent_total");
    await().until(() -> read("auralis_chunks_sent_total") > sent + 5);
  }

  @Test
  void bytesAreThoseOfTheChunksThatWereSent() {
    RecordingTransport listener = RecordingTransport.fast();
    join(listener);
    await().until(() -> listener.sent().size() > 20);
    broadcaster.shutdown();
    await().until(() -> read("auralis_listeners") == 0);

    assertThat(read("auralis_sent_bytes_total", "format", "json"))
        .isEqualTo(listener.sent().stream().mapToInt(String::length).sum());
    assertThat(read("auralis_chunks_sent_total", "format", "json"))
        .isEqualTo(listener.sent().size());
  }

  private String encode(long index) {
    if (encoderIsBroken) {
      throw new IllegalStateException("A pretended failure");
    }
    return "chunk " + index;
  }

  private void join(RecordingTransport transport) {
    assertThat(loop.join(transport, Admission.plain())).isPresent();
  }

  private double read(String metric, String... labels) {
    return Scrape.of(registry.scrape()).value(metric, labels);
  }

  private static final class NoEvents implements StationEvents {
    @Override
    public void generationUpdated(GenerationUpdate update) {}

    @Override
    public void problemOccurred(StationProblem problem, String message) {}
  }
}
