package io.auralis.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.auralis.http.RawHttp;
import io.auralis.wire.ErrorReason;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with a request, the answer is a problem as RFC 9457 has it. */
@QuarkusTest
class HttpErrorsTest {

  private static final List<String> REASONS =
      Stream.of(ErrorReason.values()).map(ErrorReason::label).toList();

  private static final String HOST = "Host: localhost\r\n";
  private static final String HANDSHAKE =
      HOST
          + "Connection: keep-alive, Upgrade\r\nUpgrade: WebSocket\r\nSec-WebSocket-Version: 13\r\n"
          + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
  private static final String JSON = HOST + "Content-Type: application/json\r\n";

  @TestHTTPResource("/")
  URI server;

  static Stream<Arguments> requests() {
    return Stream.of(
        request(404, "GET /api/v1/nothing", HOST, ""),
        request(404, "GET /api/nothing", HOST, ""),
        request(404, "POST /api/v1/phrases/nothing", HOST, ""),
        request(404, "GET /nothing", HOST, ""),
        request(405, "DELETE /api/v1/control", HOST, ""),
        request(405, "BREW /api/v1/status", HOST, ""),
        request(405, "POST /api/v1/phrases/current", HOST, ""),
        request(405, "POST /api/v1/phrases/current/", HOST, ""),
        request(405, "POST /api/v1/%70hrases/./current", HOST, ""),
        request(405, "DELETE /api/v1/control;a=b", HOST, ""),
        request(405, "POST /api/v1/stations/a%2Fb", HOST, ""),
        request(405, "POST /api/v1/stations/a;b=c/status", HOST, ""),
        request(404, "POST /api/v1/stations/main/nothing", HOST, ""),
        request(404, "POST /api/v1/stations/main/status/nothing", HOST, ""),
        request(415, "POST /api/v1/control", HOST + "Content-Type: text/plain\r\n", "{}"),
        request(415, "POST /api/v1/control", HOST + "Content-Type: a;;;b\r\n", "{}"),
        request(415, "POST /api/v1/stations", HOST + "Content-Type: text/plain\r\n", "{}"),
        request(415, "POST /api/v1/stations", HOST + "Content-Type: a;;;b\r\n", "{}"),
        request(400, "POST /api/v1/stations", JSON, "null"),
        request(400, "POST /api/v1/stations", JSON, "{\"bpm\":70,\"bpm\":71}"),
        request(405, "PUT /api/v1/stations", HOST, ""),
        request(405, "PATCH /api/v1/stations/main", HOST, ""),
        request(405, "DELETE /api/v1/stations/main", HOST, ""),
        request(405, "DELETE /api/v1/stations/main/control", HOST, ""),
        request(404, "GET /api/v1/stations/main/nothing", HOST, ""),
        request(415, "POST /api/v1/stations/main/control", HOST + "Content-Type: a/b\r\n", "{}"),
        request(400, "POST /api/v1/control", JSON, "{"),
        request(400, "POST /api/v1/control", JSON, "{\"bpm\":7}"),
        request(413, "POST /api/v1/control", JSON, " ".repeat(70_000)),
        request(413, "POST /api/v1/control", JSON + "Content-Length: 99999999\r\n", null),
        request(
            413,
            "POST /api/v1/control",
            JSON + "Transfer-Encoding: chunked\r\n",
            "11170\r\n" + " ".repeat(70_000) + "\r\n0\r\n\r\n"),
        request(
            400, "POST /api/v1/control", JSON + "Transfer-Encoding: chunked\r\n", "xyz\r\n\r\n"),
        request(400, "POST /api/v1/control", JSON + "Content-Length: x\r\n", null),
        request(400, "GET /api/v1/status?%zz", HOST, ""),
        request(400, "GET /api/v1/{status}", HOST, ""),
        request(400, "nonsense", HOST, ""),
        request(414, "GET /api/" + "a".repeat(5_000), HOST, ""),
        request(431, "GET /api/v1/status", HOST + "X: " + "a".repeat(30_000) + "\r\n", ""),
        request(400, "GET /api/v1/status", "", ""),
        request(400, "GET /api/v1/status", HOST + HOST, ""),
        request(400, "GET /api/v1/status", HOST + "Host: other\r\n", ""),
        request(400, "GET /api/v1/status", "Host: a%n%s\r\n", ""),
        request(400, "GET /api/v1/status", "Host: a b\r\n", ""),
        request(400, "GET /api/v1/status", "Host:\r\n", ""),
        request(400, "GET /api/v1/status", "Host: :80\r\n", ""),
        request(400, "GET /ws/stream", HANDSHAKE + HOST, ""),
        request(400, "GET /ws/stream", HANDSHAKE.replace("localhost", "a%n%s"), ""),
        request(426, "GET /ws/stream", HOST, ""),
        request(405, "HEAD /ws/stream", HOST, ""),
        request(405, "POST /ws/stream", HANDSHAKE, ""),
        request(426, "GET /ws/stream", HANDSHAKE.replace("Upgrade: WebSocket\r\n", ""), ""),
        request(426, "GET /ws/stream", HANDSHAKE.replace("keep-alive, Upgrade", "close"), ""),
        request(426, "GET /ws/stream", HANDSHAKE.replace("13", "12"), ""),
        request(400, "GET /ws/stream", HANDSHAKE.replace("dGhl", ""), ""),
        request(400, "GET /ws/stream", HANDSHAKE.replace("dGhl", "\u00e4%%%"), ""));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void everyErrorIsAProblem(int status, String line, String headers, String body)
      throws IOException {
    boolean framed = body == null || headers.contains("Transfer-Encoding");
    String length = framed ? "" : "Content-Length: " + body.length() + "\r\n";
    String request =
        line
            + " HTTP/1.1\r\n"
            + headers
            + (headers.contains("Connection") ? "" : "Connection: close\r\n")
            + length
            + "\r\n"
            + (body == null ? "" : body);
    RawHttp.Answer answer = RawHttp.sendForOne(server, request);

    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    assertThat(answer.headers()).contains("content-type: application/problem+json");
    if (!line.startsWith("HEAD")) {
      JsonNode problem = new ObjectMapper().readTree(answer.body());
      assertThat(problem.path("status").asInt()).isEqualTo(status);
      assertThat(problem.path("title").asText()).isNotBlank();
      assertThat(problem.path("detail").asText()).isNotBlank();
      assertThat(problem.path("reason").asText()).isIn(REASONS);
    }
    if (status == 405 && line.contains("/api/")) {
      assertThat(answer.headers()).contains("allow: get, head");
    }
    if (status == 426) {
      assertThat(answer.headers()).contains("upgrade: websocket");
    }
  }

  @Test
  void aPlainRequestForTheStreamIsToldToUpgrade() {
    given()
        .when()
        .get("/ws/stream")
        .then()
        .statusCode(426)
        .header("Upgrade", "websocket")
        .header("Connection", "Upgrade")
        .contentType("application/problem+json");
  }

  @Test
  void answersToEarlierRequestsGoOutBeforeARejection() throws IOException {
    String good = "GET /api/v1/status HTTP/1.1\r\n" + HOST + "\r\n";
    RawHttp.Answer answer =
        RawHttp.send(server, good + good + "GET / HTTP/1.1\r\n\r\nthe rest is not read");

    assertThat(answer.closed()).isTrue();
    assertThat(answer.status()).isEqualTo(200);
    String all = answer.headers() + answer.body();
    assertThat(all.split("active_clients", -1)).hasSize(3);
    assertThat(all.indexOf("HTTP/1.1 400")).isGreaterThan(all.lastIndexOf("active_clients"));
  }

  @Test
  void aConnectionServesManyRequests() throws IOException {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      String good = "GET /api/v1/status HTTP/1.1\r\n" + HOST + "\r\n";
      String last = good.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
      RawHttp.Answer answer = RawHttp.send(socket, good.repeat(20) + last);
      assertThat(answer.body().split("active_clients", -1)).hasSize(22);
      assertThat(answer.closed()).isTrue();
    }
  }

  @Test
  void oldHttpNeedsNoHost() throws IOException {
    assertThat(RawHttp.send(server, "GET /api/v1/status HTTP/1.0\r\n\r\n").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/html",
        "image/*",
        "application/xml;q=0.1",
        "nonsense",
        ";;;",
        "*/*;q=0",
        "",
        "application/problem+json",
        "text/html, application/xhtml+xml"
      })
  void whateverAClientAcceptsTheApiSpeaksJson(String accept) {
    for (String path : List.of("status", "control", "health", "presets", "phrases/current")) {
      Response answer = given().header("Accept", accept).when().get("/api/v1/" + path);
      assertThat(answer.statusCode()).as(path).isEqualTo(200);
      assertThat(answer.contentType()).as(path).startsWith("application/json");
    }
    Response control =
        given()
            .header("Accept", accept)
            .contentType("application/json")
            .body("{\"bpm\":70}")
            .post("/api/v1/control");
    assertThat(control.statusCode()).isEqualTo(200);
    Response midi = given().header("Accept", accept).when().get("/api/v1/phrases/current.mid");
    assertThat(midi.statusCode()).isEqualTo(200);
    assertThat(midi.contentType()).isEqualTo("audio/midi");
  }

  private static Arguments request(int status, String line, String headers, String body) {
    return Arguments.of(status, line, headers, body);
  }
}
