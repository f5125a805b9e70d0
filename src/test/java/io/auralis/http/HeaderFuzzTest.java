package io.auralis.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.auralis.stations.Stations;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever stands in a header that is read, each request gets an answer in time, none of them fails
 * inside, and no connection stays open.
 */
abstract class HeaderFuzzTest {

  private static final Map<String, List<String>> NASTY =
      Map.of(
          "address",
          List.of(
              "unknown",
              "client.example",
              "[2001:db8::1]:5678",
              "fe80::1%eth0",
              "1.2.3.4;",
              "",
              ",",
              ":80",
              "1.2.3.4:99999",
              "[",
              "]",
              "[]:1",
              "%",
              "1.2.3.4, ",
              "_x",
              "for=",
              "for=\"",
              "for=\"[::1\"",
              ";;;",
              "=",
              "for=1.2.3.4;host=a%n%s;proto=%s"),
          "host",
          List.of(
              "a%n%s",
              "%",
              "a b",
              "[",
              "[::1",
              "[::1]:x",
              ":80",
              "",
              "a:99999",
              "a:-1",
              "user@a",
              "a/b",
              "a?b",
              "a#b",
              "\u00e4",
              "a\u0001b",
              "[fe80::1%25eth0]",
              "a,b",
              "http://a",
              "*",
              "a:80:80"),
          "origin",
          List.of(
              "null",
              "https://evil://radio.example",
              "://",
              "https://",
              "https://[::1",
              "%s%n",
              "https://a b",
              "\u0001",
              "\u00ff\u00fe",
              "http://a:99999",
              "http://a\\b"),
          "authorization",
          List.of("Bearer", "Bearer ", "bearer \u00e4", "Basic %%%", "\u0000", "Bearer \u0001"),
          "accept",
          List.of(
              "",
              "/",
              "*",
              "*/",
              ";;;",
              "text/html;q=x",
              "text/html;q=\"",
              "a/b;c=\"\\",
              "%n",
              "application/json;charset=%s",
              ",,,",
              "text/html; q=99999999999999999999"),
          "tag",
          List.of("", "*", "W/", "\"", "W/\"", "\"a", "a", ",,,", "\"\u00ff\"", "W/*", "\"a\"b"));

  private static final List<String> PIECES =
      List.of(
          "unknown",
          "1.2.3.4",
          "::1",
          "[",
          "]",
          ":",
          "%",
          "%eth0",
          "%n",
          "%s",
          ",",
          ";",
          "=",
          "\"",
          "\\",
          "for=",
          "proto=",
          "host=",
          "https",
          "://",
          "*",
          "W/",
          "q=",
          "/",
          " ",
          "\t",
          "\u00e4",
          "null",
          "a.example",
          "65536",
          "-1",
          "Bearer ",
          "{",
          "$",
          "\u0001",
          "\u007f");

  private static final String READ = "GET /api/v1/presets";
  private static final String CHANGE = "POST /api/v1/control";
  private static final String LISTEN = "GET /ws/stream";
  private static final String PAGE = "GET /index.html";
  private static final String METRICS = "GET /q/metrics";
  private static final String HEALTH = "GET /q/health/live";
  private static final String DESCRIPTION = "GET /q/openapi";

  @TestHTTPResource("/")
  URI server;

  @Inject Stations stations;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Forwarded-For",
        "X-Forwarded-Proto",
        "X-Forwarded-Host",
        "X-Forwarded-Port",
        "X-Forwarded-Prefix",
        "Forwarded",
        "Host",
        "Origin",
        "Authorization",
        "Accept",
        "If-None-Match"
      })
  void everyRequestGetsAnAnswer(String header) throws IOException {
    tryOut(header, values(header), List.of(READ, CHANGE, LISTEN));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Accept",
        "Accept-Encoding",
        "Accept-Language",
        "If-Modified-Since",
        "If-None-Match",
        "Range"
      })
  void filesAndOperationsDoToo(String header) throws IOException {
    tryOut(header, values(header), List.of(PAGE, METRICS, HEALTH, DESCRIPTION));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Sec-WebSocket-Protocol", "Sec-WebSocket-Extensions", "Cookie", "Content-Type"})
  void whatFrameworksReadIsHarmlessToo(String header) throws IOException {
    tryOut(header, values(header), List.of(READ, LISTEN));
  }

  private void tryOut(String header, List<String> values, List<String> lines) throws IOException {
    List<String> wrong = new ArrayList<>();
    for (String value : values) {
      for (String line : lines) {
        wrong.addAll(tryOut(line, header, value));
      }
      // Each that hangs takes seconds.
      if (wrong.size() > 3) {
        break;
      }
    }
    assertThat(wrong).isEmpty();
    await().until(() -> stations.main().broadcaster().listeners() == 0);
  }

  private List<String> tryOut(String line, String header, String value) throws IOException {
    String host =
        header.equals("Host") ? "" : "Host: " + server.getHost() + ":" + server.getPort() + "\r\n";
    String fixed =
        switch (line) {
          case CHANGE ->
              "Connection: close\r\nContent-Type: application/json\r\nContent-Length: 2\r\n";
          case LISTEN ->
              "Connection: Upgrade, close\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                  + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
          default -> "Connection: close\r\n";
        };
    RawHttp.Answer answer =
        RawHttp.send(
            server,
            line
                + " HTTP/1.1\r\n"
                + host
                + fixed
                + header
                + ": "
                + value
                + "\r\n\r\n"
                + (line.equals(CHANGE) ? "{}" : ""));
    boolean ends = answer.closed() || answer.status() == 101;
    boolean fine = answer.status() >= 100 && answer.status() < 500 && ends;
    return fine
        ? List.of()
        : List.of(line + " with " + header + ": " + value + " -> " + answer.status() + " " + ends);
  }

  private static List<String> values(String header) {
    List<String> values = new ArrayList<>();
    NASTY.values().forEach(values::addAll);
    Random random = new Random(12);
    for (int i = 0; i < 100; i++) {
      StringBuilder value = new StringBuilder();
      for (int pieces = random.nextInt(7) + 1; pieces > 0; pieces--) {
        value.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      values.add(value.toString());
    }
    values.add("1,".repeat(3_000));
    return values;
  }
}
