package io.auralis.rest;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.auralis.score.MidiReader;
import io.auralis.score.MidiReader.Struck;
import io.auralis.stations.NeverStarted;
import io.auralis.stations.Stations;
import io.auralis.websocket.TestClient;
import io.auralis.wire.ErrorReason;
import io.auralis.wire.Problem;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.jboss.resteasy.reactive.RestResponse;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PhraseResourceTest {

  private static final Map<String, Integer> CHANNELS =
      Map.of("pad", 1, "lead", 2, "sub", 3, "bell", 4, "swell", 5, "breath", 6, "kick", 10);
  private static final int TICKS_PER_BEAT = 960;

  @TestHTTPResource URI server;

  @Test
  void theCurrentPhraseIsWhatTheStreamAnnounces() throws Exception {
    try (TestClient listener = TestClient.connect(server)) {
      // Given
      listener.awaitAudio(1);
      control("{\"key\":\"D minor\",\"bpm\":120,\"intensity\":0.9}");

      // When
      listener.await(plays("D minor"));
      JsonNode answer = current();

      // Then
      JsonNode phrase = answer.path("phrase");
      assertThat(answer.path("state").asText()).isEqualTo("playing");
      assertThat(phrase.path("key").asText()).isEqualTo("D minor");
      assertThat(phrase.path("mode").asText()).isEqualTo("aeolian");
      assertThat(phrase.path("bpm").asInt()).isEqualTo(120);
      assertThat(phrase.path("intensity").asDouble()).isEqualTo(0.9);
      assertThat(phrase.path("bars").asInt()).isEqualTo(8);
      assertThat(phrase.path("beats").asInt()).isEqualTo(32);
      assertThat(phrase.path("seconds").asDouble()).isEqualTo(16);
      assertThat(phrase.path("phrase_id").asText())
          .isEqualTo("phrase_" + phrase.path("index").asText());
      assertThat(phrase.path("chords")).isNotEmpty();
      assertThat(phrase.path("chords").path(0).path("name").asText()).isNotBlank();
      assertThat(phrase.path("chords").path(0).path("onset_beats").asDouble()).isZero();
      assertThat(phrase.path("notes")).hasSizeGreaterThan(20);
      assertThat(answer.path("next").isNull()).isTrue();

      // Then: clock, chunk, beat and time agree
      long start = phrase.path("start_sample").asLong();
      long now = answer.path("sample").asLong();
      assertThat(now).isGreaterThanOrEqualTo(start);
      assertThat(answer.path("chunk_index").asLong()).isEqualTo(now / 4_410);
      assertThat(phrase.path("start_chunk_index").asLong()).isEqualTo(start / 4_410);
      assertThat(answer.path("beat").asDouble())
          .isCloseTo((now - start) / 44_100.0 * 2, within(1e-6));
      Duration played =
          Duration.between(
              Instant.parse(phrase.path("start_time").asText()),
              Instant.parse(answer.path("server_time").asText()));
      assertThat(played.toNanos() / 1e9).isCloseTo((now - start) / 44_100.0, within(1e-5));
      JsonNode chunk =
          listener.await(message -> message.path("chunk_index").asLong() == start / 4_410 + 1);
      assertThat(Instant.parse(chunk.path("timestamp").asText()))
          .isAfter(Instant.parse(phrase.path("start_time").asText()));
    }
  }

  @Test
  void notesHaveBeatsAndSecondsAndThoseOfNoiseNoPitch() throws Exception {
    JsonNode phrase = current().path("phrase");
    double beatSeconds = 60.0 / phrase.path("bpm").asInt();
    for (JsonNode note : phrase.path("notes")) {
      boolean noise = Set.of("swell", "breath").contains(note.path("instrument").asText());
      assertThat(note.has("pitch")).isEqualTo(!noise);
      assertThat(note.has("name")).isEqualTo(!noise);
      assertThat(note.path("velocity").asDouble()).isBetween(0.0, 1.0);
      assertThat(note.path("onset_seconds").asDouble())
          .isCloseTo(note.path("onset_beats").asDouble() * beatSeconds, within(2e-6));
      assertThat(note.path("duration_seconds").asDouble())
          .isCloseTo(note.path("duration_beats").asDouble() * beatSeconds, within(2e-6));
    }
  }

  @Test
  void theMidiFileHasTheNotesOfTheJson() throws Exception {
    // Given: a key and a tempo that all three answers share
    control("{\"key\":\"B major\",\"bpm\":40,\"intensity\":1}");
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> current().path("phrase").path("key").asText().equals("B major"));

    // When
    JsonNode phrase;
    Response file;
    do {
      phrase = current().path("phrase");
      file = when().get("/api/v1/phrases/current.mid");
    } while (!phrase.equals(current().path("phrase")));

    // Then
    file.then().statusCode(200);
    assertThat(file.contentType()).isEqualTo("audio/midi");
    assertThat(file.header("Cache-Control")).isEqualTo("no-store");
    assertThat(file.header("Content-Disposition"))
        .isEqualTo(
            String.format(
                Locale.ROOT,
                "attachment; filename=\"auralis-phrase-%d-b-major.mid\"",
                phrase.path("index").asLong()));
    MidiReader midi = MidiReader.of(file.asByteArray());
    assertThat(midi.tempo()).isEqualTo(1_500_000);
    assertThat(midi.meta(0x59)).containsExactly(5, 0);
    assertThat(midi.markers())
        .isEqualTo(
            StreamSupport.stream(phrase.path("chords").spliterator(), false)
                .map(c -> ticks(c, "onset_beats") + " " + c.path("name").asText().replace('♯', '#'))
                .toList());
    Set<Struck> struck =
        StreamSupport.stream(phrase.path("notes").spliterator(), false)
            .map(PhraseResourceTest::struck)
            .collect(Collectors.toSet());
    assertThat(midi.notes().stream().map(PhraseResourceTest::withoutEnd))
        .containsExactlyInAnyOrderElementsOf(
            struck.stream().map(PhraseResourceTest::withoutEnd).toList());
    // A key that is struck again is let go first; all other notes are as long as the JSON says.
    assertThat(midi.notes().stream().filter(struck::contains).count())
        .isGreaterThan(midi.notes().size() * 9L / 10);
  }

  @Test
  void beforeAnythingHasPlayedTheAnswerSaysSo() {
    // Given
    try (Stations stations = NeverStarted.stations()) {
      PhraseResource resource = new PhraseResource(stations);

      // When / Then
      assertThatThrownBy(resource::currentMidi)
          .isInstanceOf(PhraseResource.NothingPlayedException.class);
      assertThatThrownBy(resource::current)
          .isInstanceOfSatisfying(
              PhraseResource.NothingPlayedException.class,
              e -> {
                RestResponse<Problem> answer = new ErrorMapper().nothingPlayed(e);
                assertThat(answer.getStatus()).isEqualTo(404);
                assertThat(answer.getHeaderString(HttpHeaders.RETRY_AFTER)).isEqualTo("1");
                assertThat(answer.getHeaderString(HttpHeaders.CONTENT_TYPE))
                    .isEqualTo("application/problem+json");
                assertThat(answer.getEntity().status()).isEqualTo(404);
                assertThat(answer.getEntity().detail())
                    .isEqualTo("Nothing has played yet; try again in a second");
                assertThat(answer.getEntity().reason()).isEqualTo(ErrorReason.NOTHING_PLAYED);
                assertThat(answer.getEntity().code()).isNull();
              });
    }
  }

  private static Predicate<JsonNode> plays(String key) {
    return message ->
        message.path("type").asText().equals("generation_update")
            && message.path("key").asText().equals(key)
            && message.path("next_phrase_in_ms").asLong() > 15_000;
  }

  private static JsonNode current() throws Exception {
    String body =
        when()
            .get("/api/v1/phrases/current")
            .then()
            .statusCode(200)
            .header("Cache-Control", "no-store")
            .extract()
            .asString();
    return new ObjectMapper().readTree(body);
  }

  private static void control(String body) {
    given()
        .contentType("application/json")
        .body(body)
        .when()
        .post("/api/v1/control")
        .then()
        .statusCode(200);
  }

  private static Struck struck(JsonNode note) {
    String instrument = note.path("instrument").asText();
    int channel = CHANNELS.get(instrument);
    return new Struck(
        ticks(note, "onset_beats"),
        ticks(note, "duration_beats"),
        channel,
        channel == 10 ? 36 : note.path("pitch").asInt(60),
        Math.max(1, (int) Math.round(note.path("velocity").asDouble() * 127)));
  }

  private static Struck withoutEnd(Struck note) {
    return new Struck(note.onset(), 0, note.channel(), note.key(), note.velocity());
  }

  private static long ticks(JsonNode node, String field) {
    return Math.round(node.path(field).asDouble() * TICKS_PER_BEAT);
  }
}
