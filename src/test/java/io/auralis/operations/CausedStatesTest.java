package io.auralis.operations;

import static io.auralis.operations.Scrape.read;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.auralis.delivery.StreamFormat;
import io.auralis.stations.Stations;
import io.auralis.websocket.TestClient;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.inject.Inject;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Probes and metrics of a running service that is brought into each state it can be in. */
@QuarkusTest
@TestProfile(CausedStatesTest.Faulty.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CausedStatesTest {

  private static final int PLACES = 4;
  private static final int PERSONAL_STATIONS = 2;
  private static final int MEBIBYTE = 1 << 20;
  private static final String FAST = "{\"bpm\":200}";

  /** A service whose parts fail when told. */
  public static final class Faulty implements QuarkusTestProfile {

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
      return Set.of(FaultySynthesis.class, FaultyComposer.class);
    }

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "auralis.enable-opus",
          "true",
          "auralis.max-clients",
          String.valueOf(PLACES),
          "auralis.max-clients-per-address",
          String.valueOf(PLACES - 1),
          "auralis.trusted-proxies",
          "127.0.0.1",
          "auralis.max-stations",
          String.valueOf(PERSONAL_STATIONS));
    }
  }

  @TestHTTPResource("/")
  URI server;

  @Inject FaultySynthesis synthesis;
  @Inject FaultyComposer composer;
  @Inject Stations stations;
  @Inject Vertx vertx;

  @BeforeEach
  void patience() {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
  }

  @AfterEach
  void repair() {
    synthesis.breakDown();
    synthesis.open();
    composer.breakDown(false);
    await().until(() -> stations.listeners() == 0);
    Awaitility.reset();
  }

  @Test
  @Order(1)
  void aServiceThatRehearsesIsNotStartedAndNotReady() {
    probe("started", 503).body("checks[0].data.device", equalTo("a pretended cuda"));
    ready(503).body("reason", equalTo("The station is starting")).body("listeners", equalTo(0));

    synthesis.open();

    await().until(() -> status("/q/health/started") == 200);
    await().until(() -> status("/q/health/ready") == 200);
    ready(200)
        .body("$", not(hasKey("reason")))
        .body("$", not(hasKey("last_chunk_ms_ago")))
        .body("state", equalTo("IDLE"))
        .body("tier", equalTo("cuda"))
        .body("device", equalTo("a pretended cuda"));
    assertThat(read("auralis_phrases_total")).isPositive();
  }

  @Test
  @Order(2)
  void listenersAndWhatTheyGetIsCountedByFormat() {
    Scrape before = Scrape.now();
    try (TestClient json = TestClient.connect(server);
        TestClient pcm = TestClient.connect(server, "?format=pcm");
        TestClient opus = TestClient.connect(server, "?format=opus")) {
      json.awaitAudio(6);
      pcm.awaitBinary(6);
      opus.awaitBinary(6);

      // A chunk is counted when its write has ended; the client may have it a moment before.
      await()
          .until(
              () -> {
                Scrape now = Scrape.now();
                return Arrays.stream(StreamFormat.values())
                    .allMatch(
                        format ->
                            grown(before, now, "auralis_chunks_sent_total", format) > 5
                                && grown(before, now, "auralis_chunks_encoded_total", format) > 5);
              });
      Scrape during = Scrape.now();
      assertThat(during.value("auralis_listeners")).isEqualTo(3);
      assertThat(during.value("auralis_sessions")).isEqualTo(3);
      for (StreamFormat format : StreamFormat.values()) {
        String label = format.label();
        assertThat(during.value("auralis_format_listeners", "format", label)).isEqualTo(1);
        assertThat(during.value("auralis_encode_seconds_count", "format", label))
            .isCloseTo(during.value("auralis_chunks_encoded_total", "format", label), within(20d));
        assertThat(during.value("auralis_first_audio_seconds_count", "format", label)).isEqualTo(1);
        assertThat(during.value("auralis_first_audio_seconds_sum", "format", label)).isPositive();
      }
      await().until(() -> read("auralis_lead_seconds") > 0.3);
      ready(200)
          .body("state", equalTo("PLAYING"))
          .body("shared_playing", equalTo(1))
          .body("personal_playing", equalTo(0))
          .body("tick_load_percent", greaterThanOrEqualTo(0))
          .body("listeners", equalTo(3))
          .body("max_listeners", equalTo(PLACES))
          .body("lead_ms", greaterThanOrEqualTo(100))
          .body("last_chunk_ms_ago", lessThan(5_000));
    }
    await().until(() -> read("auralis_listeners") == 0);
    await().until(() -> read("auralis_sessions") == 0);
    // Nothing is sent any more: one scrape after the other tells the same.
    Scrape after = Scrape.now();
    assertThat(perChunk(after, "json")).isBetween(23_500d, 24_000d);
    assertThat(perChunk(after, "pcm")).isBetween(17_664d, 17_700d);
    assertThat(perChunk(after, "opus")).isBetween(100d, 2_000d);
    assertThat(after.value("auralis_format_listeners")).isZero();
    assertThat(after.value("auralis_disconnects_total", "reason", "left"))
        .isEqualTo(before.value("auralis_disconnects_total", "reason", "left") + 3);
  }

  @Test
  @Order(3)
  void rejectionsAreCountedAndAFullHouseStaysReady() throws Exception {
    List<WebSocket> guests = new ArrayList<>();
    Scrape before = Scrape.now();
    try {
      for (int i = 0; i < PLACES; i++) {
        // Proxies say whom they connect: two houses of two listeners each.
        guests.add(connect("10.0.0." + i / 2, ""));
      }
      await().until(() -> stations.listeners() == PLACES);
      ready(200).body("listeners", equalTo(PLACES));
      probe("live", 200);
      assertThat(read("auralis_listeners")).isEqualTo(read("auralis_listeners_limit"));

      connect("10.0.0.9", "");
      connect("10.0.0.9", "?format=smell");
    } finally {
      guests.forEach(WebSocket::abort);
    }
    awaitRefusal(before, "full");
    awaitRefusal(before, "request");
    await().until(() -> status("/q/health/ready") == 200);

    List<WebSocket> crowd = new ArrayList<>();
    try {
      for (int i = 0; i < PLACES; i++) {
        crowd.add(connect("10.0.0.7", ""));
      }
      awaitRefusal(before, "address");
    } finally {
      crowd.forEach(WebSocket::abort);
    }
  }

  @Test
  @Order(4)
  void controlsAndPhrasesAreCountedAndWhatCouldNotBeComposed() {
    Scrape before = Scrape.now();
    try (TestClient client = TestClient.connect(server)) {
      client.awaitAudio(2);
      control(FAST);
      await()
          .until(
              () ->
                  read("auralis_controls_total", "kind", "shared")
                      == before.value("auralis_controls_total", "kind", "shared") + 1);
      await().until(() -> read("auralis_phrases_total") > before.value("auralis_phrases_total"));
      assertThat(read("auralis_composition_failures_total")).isZero();

      composer.breakDown(true);
      control("{\"intensity\":0.7}");

      await().until(() -> read("auralis_composition_failures_total") > 0);
    }
  }

  @Test
  @Order(5)
  void everyFallAndRecoveryOfATierIsTold() {
    try (TestClient client = TestClient.connect(server)) {
      client.awaitAudio(2);
      Scrape before = Scrape.now();
      assertThat(playing("cuda")).isEqualTo(1);
      assertThat(before.value("auralis_synthesis_degraded")).isZero();

      // When: the best fails
      synthesis.breakDown("cuda");

      // Then
      await().until(() -> playing("cpu") == 1);
      assertThat(playing("cuda")).isZero();
      assertThat(read("auralis_synthesis_degraded")).isEqualTo(1);
      await().until(() -> read("auralis_synthesis_failures_total", "kind", "shared") == 1);
      assertThat(read("auralis_synthesis_falls_total", "tier", "cuda")).isEqualTo(1);
      assertThat(read("auralis_synthesis_rejections_total", "tier", "cuda")).isZero();
      await().until(() -> read("auralis_synthesis_seconds_count", "tier", "cpu") > 0);
      ready(200)
          .body("tier", equalTo("cpu"))
          .body("device", equalTo("a pretended cpu"))
          .body("degraded", equalTo(true))
          .body("last_failure", equalTo("cuda is broken"));

      // When: the next one too
      synthesis.breakDown("cuda", "cpu");
      await().until(() -> playing("samples") == 1);
      ready(200).body("tier", equalTo("samples"));
      assertThat(read("auralis_synthesis_falls_total", "tier", "cpu")).isEqualTo(1);

      // When: all
      synthesis.breakDown("cuda", "cpu", "samples");
      await().until(() -> playing("silence") == 1);
      ready(503)
          .body("reason", startsWith("Nothing but silence is left: "))
          .body("tier", equalTo("silence"));
      probe("live", 200);
    }

    // When: nobody listens and all is well again
    synthesis.breakDown();

    // Then
    await().until(() -> playing("cuda") == 1);
    await().until(() -> read("auralis_synthesis_degraded") == 0);
    assertThat(read("auralis_synthesis_recoveries_total", "tier", "cuda")).isEqualTo(1);
    ready(200).body("tier", equalTo("cuda"));
  }

  @Test
  @Order(6)
  void aLoopThatHangsIsNotAliveNorReadyAndItsChunksAreLate() {
    try (TestClient client = TestClient.connect(server)) {
      client.awaitAudio(5);
      double underruns = read("auralis_underruns_total");
      when()
          .get("/api/v1/health")
          .then()
          .statusCode(200)
          .body("status", equalTo("healthy"))
          .body("service", equalTo("auralis"));
      probe("live", 200);
      assertThat(read("auralis_tick_age_seconds")).isLessThan(5);

      // When
      synthesis.shut();

      // Then
      await().until(() -> status("/q/health/live") == 503);
      probe("live", 503).body("checks[0].data.last_tick_ms_ago", greaterThanOrEqualTo(5_000));
      ready(503)
          .body("reason", equalTo("The render loop has stalled"))
          .body("last_chunk_ms_ago", greaterThanOrEqualTo(4_000));
      probe("started", 200);
      when().get("/api/v1/health").then().statusCode(503).body("status", equalTo("unhealthy"));
      assertThat(read("auralis_tick_age_seconds")).isGreaterThanOrEqualTo(5);

      // When
      synthesis.open();

      // Then
      await().until(() -> status("/q/health/live") == 200);
      await().until(() -> status("/q/health/ready") == 200);
      when().get("/api/v1/health").then().statusCode(200);
      await().until(() -> read("auralis_underruns_total") > underruns);
    }
  }

  @Test
  @Order(7)
  void chunksThatThisProcessIsTooLateToSendAreNotBlamedOnTheListener() throws Exception {
    try (TestClient client = TestClient.connect(server)) {
      client.awaitAudio(5);
      Scrape before = Scrape.now();
      long encoded = encoded();

      // When: no event loop runs while more chunks are made than are kept
      CountDownLatch hold = new CountDownLatch(1);
      ((VertxInternal) vertx)
          .getEventLoopGroup()
          .forEach(thread -> thread.execute(() -> hold(hold)));
      await().until(() -> encoded() > encoded + 25);
      hold.countDown();

      // Then
      await()
          .until(
              () ->
                  read("auralis_chunks_dropped_total", "format", "json", "reason", "late")
                      > before.value(
                          "auralis_chunks_dropped_total", "format", "json", "reason", "late"));
      assertThat(read("auralis_chunks_dropped_total", "reason", "slow"))
          .isEqualTo(before.value("auralis_chunks_dropped_total", "reason", "slow"));
    }
  }

  @Test
  @Order(8)
  void personalStationsAreCountedByKindAndAFullMachineStaysReady() {
    Scrape before = Scrape.now();
    ValidatableResponse made = make(201);
    String id = made.extract().path("id");
    String token = made.extract().path("control_token");
    String unheard = make(201).extract().path("id");

    // When: one of them is heard, and one more is asked for
    make(503);
    try (TestClient client = TestClient.connect(server, "?station=" + id)) {
      client.awaitAudio(3);

      // Then
      await().until(() -> read("auralis_stations", "kind", "personal", "state", "playing") == 1);
      // The station main lingers for as long as its last listener may come back.
      await().until(() -> read("auralis_stations", "kind", "shared", "state", "idle") == 1);
      Scrape during = Scrape.now();
      assertThat(during.value("auralis_stations", "kind", "personal", "state", "idle"))
          .isEqualTo(1);
      assertThat(during.value("auralis_stations_limit")).isEqualTo(PERSONAL_STATIONS);
      assertThat(during.value("auralis_tick_load")).isPositive();
      assertThat(during.value("auralis_tick_seconds_count"))
          .isGreaterThan(before.value("auralis_tick_seconds_count"));
      assertThat(rise(before, during, "auralis_stations_made_total")).isEqualTo(2);
      assertThat(rise(before, during, "auralis_stations_refused_total", "reason", "stations_full"))
          .isEqualTo(1);
      assertThat(rise(before, during, "auralis_stations_refused_total")).isEqualTo(1);
      ready(200)
          .body("personal_playing", equalTo(1))
          .body("personal_idle", equalTo(1))
          .body("shared_idle", equalTo(1))
          .body("listeners", equalTo(1));
      probe("live", 200);
    }

    // When: their maker ends one, nobody the other
    given()
        .header("Authorization", "Bearer " + token)
        .when()
        .delete("/api/v1/stations/" + id)
        .then()
        .statusCode(204);

    // Then
    await().until(() -> read("auralis_stations", "kind", "personal") == 1);
    assertThat(read("auralis_stations_ended_total", "reason", "deleted"))
        .isEqualTo(before.value("auralis_stations_ended_total", "reason", "deleted") + 1);
    assertThat(stations.end(unheard)).isTrue();
    await().until(() -> read("auralis_stations", "kind", "personal") == 0);
  }

  @Test
  @Order(9)
  @EnabledOnOs(value = OS.LINUX, disabledReason = "Only Linux tells it in /proc")
  void whatTheProcessTakesIsTold() {
    // A collection of the heap closes what clients of earlier requests left open: once more, then.
    await().untilAsserted(CausedStatesTest::assertThatWhatIsTakenIsTold);
  }

  private static void assertThatWhatIsTakenIsTold() throws IOException {
    Scrape before = Scrape.now();
    CountDownLatch hold = new CountDownLatch(1);
    List<Closeable> files = new ArrayList<>();
    ByteBuf reserved = PooledByteBufAllocator.DEFAULT.directBuffer(64 * MEBIBYTE);
    try {
      for (int i = 0; i < 50; i++) {
        files.add(FileChannel.open(Path.of("pom.xml")));
        Thread thread = new Thread(() -> hold(hold));
        thread.setDaemon(true);
        thread.start();
      }
      ByteBuffer memory = reserved.nioBuffer(0, 64 * MEBIBYTE);
      while (memory.hasRemaining()) {
        memory.putLong(1);
      }

      Scrape during = Scrape.now();
      assertRise(before, during, "process_resident_memory_bytes", 40d * MEBIBYTE);
      assertRise(before, during, "auralis_direct_memory_bytes", 60d * MEBIBYTE);
      assertRise(before, during, "process_files_open_files", 40);
      assertRise(before, during, "process_threads", 40);
      assertRise(before, during, "jvm_threads_live_threads", 40);
      assertThat(during.value("process_threads"))
          .isGreaterThan(during.value("jvm_threads_live_threads"));
      assertThat(during.value("jvm_memory_used_bytes", "area", "heap")).isPositive();
    } finally {
      hold.countDown();
      reserved.release();
      for (Closeable file : files) {
        file.close();
      }
    }
    assertThat(read("auralis_direct_memory_bytes"))
        .isLessThan(before.value("auralis_direct_memory_bytes") + 60d * MEBIBYTE);
  }

  @Test
  @Order(10)
  void everyMetricOfOursIsInTheManualWithItsLabels() throws IOException {
    Map<String, Set<String>> told = new TreeMap<>();
    Scrape.now()
        .labelNames()
        .forEach(
            (metric, labels) -> {
              if (metric.startsWith("auralis_")) {
                labels.remove("le");
                told.put(metric.replaceFirst("(?<=_seconds)_(bucket|count|sum|max)$", ""), labels);
              }
            });

    assertThat(documented()).isEqualTo(told);
  }

  /** Our metrics in the manual's tables, with the names of their labels. */
  private static Map<String, Set<String>> documented() throws IOException {
    Pattern row = Pattern.compile("^\\| `(auralis_\\w+)` \\|[^|]+\\|([^|]*)\\|[^|]+\\|$");
    Map<String, Set<String>> metrics = new TreeMap<>();
    for (String line : Files.readAllLines(Path.of("docs/operations.md"))) {
      Matcher metric = row.matcher(line);
      if (metric.matches()) {
        Set<String> labels = new TreeSet<>();
        Matcher label = Pattern.compile("`(\\w+)`:").matcher(metric.group(2));
        while (label.find()) {
          labels.add(label.group(1));
        }
        assertThat(metrics.put(metric.group(1), labels)).as(metric.group(1)).isNull();
      }
    }
    return metrics;
  }

  private long encoded() {
    return stations.main().broadcaster().totals().counts(StreamFormat.JSON).encoded();
  }

  private static void hold(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void assertRise(Scrape before, Scrape after, String metric, double atLeast) {
    assertThat(after.value(metric) - before.value(metric)).as(metric).isGreaterThan(atLeast);
  }

  private static double rise(Scrape before, Scrape after, String metric, String... labels) {
    return after.value(metric, labels) - before.value(metric, labels);
  }

  private static void awaitRefusal(Scrape before, String reason) {
    String metric = "auralis_listeners_refused_total";
    await()
        .until(() -> read(metric, "reason", reason) == before.value(metric, "reason", reason) + 1);
  }

  private static double grown(Scrape before, Scrape now, String meter, StreamFormat format) {
    return now.value(meter, "format", format.label())
        - before.value(meter, "format", format.label());
  }

  private static double perChunk(Scrape scrape, String format) {
    return scrape.value("auralis_sent_bytes_total", "format", format)
        / scrape.value("auralis_chunks_sent_total", "format", format);
  }

  private static double playing(String tier) {
    String device = tier.equals("silence") ? "silence" : "a pretended " + tier;
    return read("auralis_synthesis_tier", "tier", tier, "device", device);
  }

  private static void control(String body) {
    given()
        .contentType(ContentType.JSON)
        .body(body)
        .when()
        .post("/api/v1/control")
        .then()
        .statusCode(200);
  }

  private static ValidatableResponse make(int status) {
    return given().when().post("/api/v1/stations").then().statusCode(status);
  }

  private static int status(String path) {
    return when().get(path).statusCode();
  }

  private static ValidatableResponse probe(String name, int status) {
    return when().get("/q/health/" + name).then().statusCode(status);
  }

  private static ValidatableResponse ready(int status) {
    return probe("ready", status).rootPath("checks.find { it.name == 'music' }.data");
  }

  private WebSocket connect(String forwardedFor, String query) throws Exception {
    return HttpClient.newHttpClient()
        .newWebSocketBuilder()
        .header("X-Forwarded-For", forwardedFor)
        .buildAsync(
            URI.create(
                String.format(
                    Locale.ROOT,
                    "ws://%s:%d/ws/stream%s",
                    server.getHost(),
                    server.getPort(),
                    query)),
            new WebSocket.Listener() {})
        .get();
  }
}
