package io.auralis.operations;

import static io.auralis.operations.Scrape.read;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import io.auralis.stations.Stations;
import io.auralis.websocket.TestClient;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OperationsTest {

  @TestHTTPResource("/")
  URI server;

  @Inject Stations stations;

  @Test
  void livenessAndReadinessSayWhatTheySaw() {
    when().get("/q/health/live").then().statusCode(200).body("checks.name", hasItem("render loop"));
    when()
        .get("/q/health/ready")
        .then()
        .statusCode(200)
        .body("checks.find { it.name == 'music' }.data.device", containsString("ONNX Runtime"))
        .body("checks.find { it.name == 'music' }.data.max_listeners", equalTo(10))
        .body("checks.find { it.name == 'music' }.data.tier", equalTo("cpu"))
        .body("checks.find { it.name == 'music' }.data.load_step", lessThanOrEqualTo(4))
        .body("checks.find { it.name == 'music' }.data.personal_load_step", lessThanOrEqualTo(4))
        .body("checks.find { it.name == 'music' }.data.tick_load_percent", greaterThanOrEqualTo(0))
        .body("checks.find { it.name == 'music' }.data.degraded", equalTo(false));
  }

  @Test
  void aFullHouseStaysReadyAndRejectsTheNextByName() {
    List<TestClient> guests = new ArrayList<>();
    try {
      await().until(() -> stations.listeners() == 0);
      int places = stations.main().broadcaster().attendance().places();
      for (int i = 0; i < places; i++) {
        guests.add(TestClient.connect(server));
      }
      double refused = read("auralis_listeners_refused_total", "reason", "full");

      when()
          .get("/q/health/ready")
          .then()
          .statusCode(200)
          .body("checks.find { it.name == 'music' }.data.listeners", equalTo(places))
          .body("checks.find { it.name == 'music' }.data.max_listeners", equalTo(places));
      assertThat(read("auralis_listeners")).isEqualTo(read("auralis_listeners_limit"));
      try (TestClient oneMore = TestClient.connect(server)) {
        oneMore.awaitError("SERVER_OVERLOAD");
        assertThat(oneMore.awaitClose()).isEqualTo(1013);
      }
      assertThat(read("auralis_listeners_refused_total", "reason", "full")).isEqualTo(refused + 1);
      when().get("/q/health/ready").then().statusCode(200);
    } finally {
      guests.forEach(TestClient::close);
    }
    await().until(() -> stations.listeners() == 0);
    when().get("/q/health/ready").then().statusCode(200);
  }

  @Test
  void metersCountWhatHappens() {
    await().until(() -> stations.listeners() == 0);
    double left = read("auralis_disconnects_total", "reason", "left");
    double sent = read("auralis_chunks_sent_total", "format", "json");
    double controls = read("auralis_controls_total", "kind", "shared");

    try (TestClient client = TestClient.connect(server)) {
      client.awaitAudio(5);
      assertThat(read("auralis_listeners")).isEqualTo(1);
      assertThat(read("auralis_format_listeners", "format", "json")).isEqualTo(1);
      assertThat(read("auralis_format_listeners", "format", "pcm")).isZero();
      assertThat(read("auralis_chunks_encoded_total", "format", "json")).isPositive();
      assertThat(read("auralis_lead_seconds")).isGreaterThan(0.3);
      assertThat(read("auralis_real_time_factor")).isPositive();
    }
    given()
        .contentType(ContentType.JSON)
        .body("{\"bpm\":72}")
        .when()
        .post("/api/v1/control")
        .then()
        .statusCode(200);

    await().until(() -> read("auralis_listeners") == 0);
    assertThat(read("auralis_disconnects_total", "reason", "left")).isGreaterThan(left);
    assertThat(read("auralis_chunks_sent_total", "format", "json"))
        .isGreaterThanOrEqualTo(sent + 5);
    await().until(() -> read("auralis_controls_total", "kind", "shared") == controls + 1);
    assertThat(read("auralis_phrases_total", "kind", "shared")).isPositive();
    for (String task : new String[] {"render", "stations", "delivery", "certificate"}) {
      assertThat(read("auralis_task_failures_total", "task", task)).isZero();
    }
    assertThat(read("auralis_load_step")).isNotNegative();
    assertThat(read("auralis_load_changes_total", "direction", "shed")).isNotNegative();
    assertThat(read("auralis_synthesis_tier", "tier", "cpu")).isEqualTo(1);
    assertThat(read("auralis_synthesis_tier", "tier", "samples")).isZero();
    assertThat(read("auralis_synthesis_falls_total", "tier", "cpu")).isZero();
    assertThat(read("auralis_synthesis_recoveries_total", "tier", "cpu")).isZero();
    assertThat(read("auralis_synthesis_rejections_total", "tier", "cpu")).isZero();
  }
}
