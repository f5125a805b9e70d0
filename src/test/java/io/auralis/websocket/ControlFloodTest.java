package io.auralis.websocket;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;

import com.fasterxml.jackson.databind.JsonNode;
import io.auralis.access.ControlLimit;
import io.auralis.limits.LogLines;
import io.auralis.stations.EventLog;
import io.auralis.stations.Stations;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What it costs when somebody sends controls as fast as it goes. */
@QuarkusTest
@TestProfile(ControlFloodTest.BehindAProxy.class)
class ControlFloodTest {

  private static final Duration FLOOD = Duration.ofSeconds(3);
  private static final int MOST_UPDATES = 60;
  private static final int MOST_LINES = 200;

  /** A proxy that is trusted says who a client is. */
  public static final class BehindAProxy implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("auralis.trusted-proxies", "127.0.0.1");
    }
  }

  @TestHTTPResource("/")
  URI server;

  @Inject Stations stations;

  @BeforeEach
  void waitForEarlierListenersToBeGone() {
    await().until(() -> stations.main().broadcaster().listeners() == 0);
  }

  @Test
  void aClientThatSendsOverRestWithoutEndIsToldToWait() {
    try (TestClient listener = TestClient.connect(server);
        LogLines log = LogLines.of(EventLog.class)) {
      listener.awaitAudio(1);
      listener.forget();

      // When
      List<Integer> answers = flood("192.0.2.1");

      // Then: refused from some point on, and everybody else hears little of it
      assertThat(answers).contains(200, 429).containsOnly(200, 429);
      assertThat(answers.stream().filter(status -> status == 200).count())
          .isBetween(
              (long) ControlLimit.AT_ONCE, ControlLimit.AT_ONCE + 4L * ControlLimit.PER_SECOND);
      assertThat(updates(listener)).hasSizeBetween(2, MOST_UPDATES);
      assertThat(log.lines()).hasSizeLessThan(MOST_LINES);
      listener.forget();
      listener.awaitAudio(2);
    }
  }

  @Test
  void severalClientsAtOnceAreAnnouncedOnceATick() {
    try (TestClient listener = TestClient.connect(server);
        LogLines log = LogLines.of(EventLog.class)) {
      listener.awaitAudio(1);
      listener.forget();

      // When
      List<CompletableFuture<List<Integer>>> floods = new ArrayList<>();
      for (int client = 0; client < 8; client++) {
        String address = "192.0.2." + (10 + client);
        floods.add(CompletableFuture.supplyAsync(() -> flood(address)));
      }
      floods.forEach(CompletableFuture::join);

      // Then
      assertThat(updates(listener)).hasSizeBetween(2, MOST_UPDATES);
      assertThat(log.lines()).hasSizeLessThan(MOST_LINES);
    }
  }

  @Test
  void theRefusalIsAProblemThatSaysWhenToTryAgain() {
    ValidatableResponse refused = null;
    for (int i = 0; refused == null && i < 1_000; i++) {
      ValidatableResponse answer = post("192.0.2.2", "{\"bpm\":" + (60 + i % 60) + "}");
      refused = answer.extract().statusCode() == 429 ? answer : null;
    }
    assertThat(refused).isNotNull();
    refused
        .contentType("application/problem+json")
        .header("Retry-After", "1")
        .body("status", equalTo(429))
        .body("code", equalTo("INVALID_CONTROL"))
        .body("detail", containsString("20 controls a second"));

    // Somebody else may, and so may this one in a moment.
    post("192.0.2.3", "{\"bpm\":61}").statusCode(200);
    await().until(() -> post("192.0.2.2", "{\"bpm\":62}").extract().statusCode() == 200);
  }

  @Test
  void theLimitIsDescribed() {
    given()
        .get("/q/openapi?format=json")
        .then()
        .body("paths.'/api/v1/control'.post.responses.'429'.headers", hasKey("Retry-After"))
        .body(
            "paths.'/api/v1/control'.post.responses.'429'.description",
            containsString(
                ControlLimit.AT_ONCE + " at once and " + ControlLimit.PER_SECOND + " a second"));
  }

  @Test
  void bothWaysCountTogetherAndAWrongTokenOrValueCountsToo() {
    int status = 400;
    for (int i = 0; status == 400 && i < 1_000; i++) {
      status = post("127.0.0.1", "{\"bpm\":1}").extract().statusCode();
    }
    assertThat(status).isEqualTo(429);
    try (TestClient client = TestClient.connect(server)) {
      client.send("{\"type\":\"control\",\"bpm\":90}");
      JsonNode answer =
          client.await(
              m ->
                  m.path("code").asText().equals("INVALID_CONTROL") || m.path("bpm").asInt() == 90);
      // A slow machine has had a token back meanwhile.
      if (answer.path("type").asText().equals("error")) {
        assertThat(answer.path("message").asText()).contains("An address may send");
      }
      client.awaitAudio(2);
    }
  }

  @Test
  void everySenderOverTheStreamGetsItsTimestampBackAndBothFieldsCount() {
    try (TestClient one = TestClient.connect(server);
        TestClient two = TestClient.connect(server)) {
      one.awaitAudio(1);
      two.awaitAudio(1);
      Set<String> sent = new HashSet<>();

      // When
      for (int i = 0; i < 5; i++) {
        one.send(
            "{\"type\":\"control\",\"bpm\":" + (101 + i) + ",\"timestamp\":\"one-" + i + "\"}");
        two.send("{\"type\":\"control\",\"key\":\"D minor\",\"timestamp\":\"two-" + i + "\"}");
        sent.add("one-" + i);
        sent.add("two-" + i);
      }

      // Then
      for (int i = 0; i < 5; i++) {
        String mine = "one-" + i;
        one.await(m -> m.path("timestamp").asText().equals(mine));
        String yours = "two-" + i;
        two.await(m -> m.path("timestamp").asText().equals(yours));
      }
      JsonNode last =
          one.await(m -> m.path("bpm").asInt() == 105 && m.path("key").asText().equals("D minor"));
      assertThat(last.path("type").asText()).isEqualTo("generation_update");
      given()
          .get("/api/v1/status")
          .then()
          .body("current_bpm", equalTo(105))
          .body("current_key", equalTo("D minor"));
    }
  }

  private List<Integer> flood(String address) {
    HttpClient http = HttpClient.newHttpClient();
    List<Integer> answers = new ArrayList<>();
    long end = System.nanoTime() + FLOOD.toNanos();
    for (int i = 0; System.nanoTime() < end; i++) {
      HttpRequest request =
          HttpRequest.newBuilder(server.resolve("/api/v1/control"))
              .header("Content-Type", "application/json")
              .header("X-Forwarded-For", address)
              .POST(HttpRequest.BodyPublishers.ofString("{\"bpm\":" + (60 + i % 100) + "}"))
              .build();
      try {
        answers.add(http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    return answers;
  }

  private static List<JsonNode> updates(TestClient listener) {
    return listener.messages().stream()
        .filter(m -> m.path("type").asText().equals("generation_update"))
        .toList();
  }

  private static ValidatableResponse post(String address, String body) {
    return given()
        .contentType(ContentType.JSON)
        .header("X-Forwarded-For", address)
        .body(body)
        .when()
        .post("/api/v1/control")
        .then();
  }
}
