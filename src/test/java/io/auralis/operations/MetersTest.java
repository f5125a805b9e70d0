package io.auralis.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.auralis.delivery.Admission;
import io.auralis.delivery.Broadcaster;
import io.auralis.delivery.DeliverySettings;
import io.auralis.delivery.DeliveryTotals;
import io.auralis.delivery.Places;
import io.auralis.delivery.RecordingTransport;
import io.auralis.delivery.SharedDelivery;
import io.auralis.stations.DeliveryByKind;
import io.auralis.stations.GroupLog;
import io.auralis.stations.LiveStation;
import io.auralis.stations.StationKind;
import io.auralis.stations.StationRefusedException;
import io.auralis.stations.Stations;
import io.auralis.synthesis.SynthesisObserver;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Map;
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
  private final FaultySynthesis synthesis = new FaultySynthesis();
  private volatile boolean encoderIsBroken;
  private final DeliveryByKind delivery =
      new DeliveryByKind(
          new Places(3),
          Map.of(
              StationKind.SHARED, new DeliveryTotals(nanos::get),
              StationKind.PERSONAL, new DeliveryTotals(nanos::get)));
  private final PretendedService service =
      new PretendedService(
          clock,
          clock::nanos,
          synthesis.tiers(SynthesisObserver.NONE),
          new GroupLog().and(new TickTimes(registry)),
          this::broadcaster);
  private final Stations stations = service.stations();

  @BeforeEach
  void start() {
    new StationMeters(stations).bindTo(registry);
    new DeliveryMeters(stations, delivery).bindTo(registry);
    synthesis.open();
    stations.start();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void whatIsShedAndGivenBackIsCounted() {
    join(RecordingTransport.fast());
    await().until(() -> read("auralis_chunks_sent_total") > 20);
    assertThat(read("auralis_load_step", "kind", "shared")).isZero();

    // When: a block takes 95 of the 100 ms of a tick
    synthesis.work(() -> clock.work(Duration.ofMillis(95)));

    // Then
    await().until(() -> read("auralis_load_step", "kind", "shared") == 4);
    assertThat(read("auralis_load_step", "kind", "personal")).isZero();
    assertThat(read("auralis_load_changes_total", "direction", "shed")).isEqualTo(4);
    assertThat(read("auralis_load_changes_total", "direction", "restored")).isZero();
    assertThat(read("auralis_render_block_seconds")).isGreaterThan(0.08);
    assertThat(read("auralis_real_time_factor")).isLessThan(1.25);
    assertThat(read("auralis_tick_load")).isBetween(0.8, 1.2);
    assertThat(read("auralis_tick_load_limit")).isEqualTo(0.6);

    // When
    synthesis.work(() -> {});

    // Then
    // 80 s on a clock that runs as fast as the machine lets it.
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> read("auralis_load_step", "kind", "shared") == 0);
    assertThat(read("auralis_load_changes_total", "direction", "restored")).isEqualTo(4);
    assertThat(read("auralis_render_block_seconds")).isLessThan(0.02);
    assertThat(read("auralis_real_time_factor")).isGreaterThan(5);
    assertThat(read("auralis_tick_load")).isLessThan(0.38);
  }

  @Test
  void personalStationsShedFirst() {
    join(RecordingTransport.fast());
    assertThat(service.make().join(RecordingTransport.fast(), Admission.plain())).isPresent();
    await().until(() -> read("auralis_stations", "kind", "personal", "state", "playing") == 1);

    synthesis.work(() -> clock.work(Duration.ofMillis(60)));

    await().until(() -> read("auralis_load_step", "kind", "personal") == 4);
    assertThat(read("auralis_load_step", "kind", "shared")).isZero();
  }

  @Test
  void theWorkOfATickIsAHistogramAgainstItsBudget() {
    join(RecordingTransport.fast());
    await().until(() -> read("auralis_tick_seconds_count") > 20);
    assertThat(read("auralis_tick_seconds_bucket", "le", "+Inf")).isPositive();
    double withinBudget = read("auralis_tick_seconds_bucket", "le", "0.1");
    assertThat(withinBudget).isPositive();

    synthesis.work(() -> clock.work(Duration.ofMillis(120)));

    await().until(() -> overBudget() >= 10);
    assertThat(read("auralis_tick_seconds_sum")).isGreaterThan(1.2);
  }

  @Test
  void chunksThatAreLateAreCountedByKind() {
    join(RecordingTransport.fast());
    await().until(() -> read("auralis_chunks_sent_total") > 20);
    assertThat(read("auralis_underruns_total")).isZero();
    assertThat(read("auralis_lead_seconds")).isBetween(0.3, 0.5);

    clock.stall(Duration.ofSeconds(3));

    await().until(() -> read("auralis_underruns_total", "kind", "shared") >= 10);
    assertThat(read("auralis_underruns_total", "kind", "personal")).isZero();
  }

  @Test
  void personalStationsAreCountedFromTheFirstDayToTheLast() {
    assertThat(read("auralis_stations_limit")).isEqualTo(PretendedService.MOST_PERSONAL);
    assertThat(read("auralis_stations_made_total")).isZero();

    // When
    LiveStation heard = service.make();
    LiveStation unheard = service.make();
    assertThat(heard.join(RecordingTransport.fast(), Admission.plain())).isPresent();
    assertThatThrownBy(service::make).isInstanceOf(StationRefusedException.class);

    // Then
    await().until(() -> read("auralis_stations", "kind", "personal", "state", "playing") == 1);
    assertThat(read("auralis_stations", "kind", "personal", "state", "idle")).isEqualTo(1);
    assertThat(read("auralis_stations", "kind", "shared", "state", "idle")).isEqualTo(1);
    assertThat(read("auralis_stations_made_total")).isEqualTo(2);
    assertThat(read("auralis_stations_refused_total", "reason", "stations_full")).isEqualTo(1);
    assertThat(read("auralis_stations_refused_total", "reason", "capacity")).isZero();

    // When
    stations.end(heard.id());
    stations.end(unheard.id());

    // Then
    assertThat(read("auralis_stations_ended_total", "reason", "deleted")).isEqualTo(2);
    assertThat(read("auralis_stations_ended_total", "reason", "expired")).isZero();
    await().until(() -> read("auralis_stations", "kind", "personal") == 0);
    await().until(() -> read("auralis_listeners") == 0);
  }

  @Test
  void whatAStationHasDoneStaysCountedWhenItEnds() {
    LiveStation station = service.make();
    assertThat(station.join(RecordingTransport.fast(), Admission.plain())).isPresent();
    await().until(() -> read("auralis_phrases_total", "kind", "personal") >= 3);

    // When: it ends, and its last tick does not
    synthesis.shut();
    await().until(() -> stations.group().sinceLastTick().toMillis() > 100);
    double phrases = station.status().phrases();
    await().until(() -> read("auralis_phrases_total", "kind", "personal") == phrases);
    assertThat(stations.end(station.id())).isTrue();

    // Then: no counter falls, which would look like a restart
    await().until(() -> read("auralis_stations", "kind", "personal") == 0);
    assertThat(read("auralis_phrases_total", "kind", "personal")).isEqualTo(phrases);
    synthesis.open();
    await().until(() -> read("auralis_tick_age_seconds") < 0.05);
    await().until(() -> read("auralis_phrases_total", "kind", "personal") >= phrases);
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

    stations.shutdown();
    stations.main().join(RecordingTransport.fast(), Admission.plain());

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
    stations.shutdown();
    await().until(() -> read("auralis_listeners") == 0);

    assertThat(read("auralis_sent_bytes_total", "format", "json"))
        .isEqualTo(listener.sent().stream().mapToInt(String::length).sum());
    assertThat(read("auralis_chunks_sent_total", "format", "json"))
        .isEqualTo(listener.sent().size());
  }

  private double overBudget() {
    Scrape scrape = Scrape.of(registry.scrape());
    return scrape.value("auralis_tick_seconds_bucket", "le", "+Inf")
        - scrape.value("auralis_tick_seconds_bucket", "le", "0.1");
  }

  private Broadcaster broadcaster(StationKind kind) {
    return new Broadcaster(
        new SharedDelivery(
            RecordingTransport.encoder(chunk -> encode(chunk.index())),
            delivery.places(),
            delivery.of(kind),
            nanos::get,
            new DeliveryTimes(registry)),
        DeliverySettings.queueOnly());
  }

  private String encode(long index) {
    if (encoderIsBroken) {
      throw new IllegalStateException("A pretended failure");
    }
    return "chunk " + index;
  }

  private void join(RecordingTransport transport) {
    assertThat(stations.main().join(transport, Admission.plain())).isPresent();
  }

  private double read(String metric, String... labels) {
    return Scrape.of(registry.scrape()).value(metric, labels);
  }
}
