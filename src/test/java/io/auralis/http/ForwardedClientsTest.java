package io.auralis.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.auralis.access.AddressLimit;
import io.auralis.access.IpAddress;
import io.auralis.access.TrustedProxies;
import io.auralis.stations.Stations;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients behind a proxy that is trusted by its name, in production. */
@QuarkusTest
@TestProfile(ForwardedClientsTest.BehindAProxy.class)
class ForwardedClientsTest {

  /** The proxy is this machine. */
  public static final class BehindAProxy implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "auralis.env", "production",
          "auralis.cors-origins", "https://listed.example",
          "auralis.max-clients-per-address", "9",
          "auralis.trusted-proxies", "localhost, 10.0.0.0/8");
    }
  }

  @TestHTTPResource("/")
  URI server;

  @Inject Stations stations;
  @Inject AddressLimit addresses;
  @Inject TrustedProxies proxies;

  private final List<Socket> sockets = new ArrayList<>();

  @BeforeEach
  void waitForTheName() {
    IpAddress peer = IpAddress.parse("127.0.0.1").orElseThrow();
    await().until(() -> proxies.trust(peer) && stations.main().broadcaster().listeners() == 0);
  }

  @AfterEach
  void hangUp() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "203.0.113.7                 | 1.1.1.1, 203.0.113.7          | 1",
        "1.1.1.1, 203.0.113.7        | 2.2.2.2, 203.0.113.7          | 1",
        "203.0.113.7, 10.0.0.1       | 203.0.113.7                   | 1",
        "::ffff:203.0.113.7          | 203.0.113.7:81                | 1",
        "2001:db8:1:2::1             | [2001:db8:1:2:ffff::9]:5678   | 1",
        "2001:db8:1:2::1             | 2001:db8:1:3::1               | 2",
        "203.0.113.7, 203.0.113.8    | 203.0.113.7                   | 2",
        "unknown                     | client.example                | 1",
      })
  void whatAClientClaimsCountsNothing(String one, String other, int clients) throws IOException {
    assertThat(handshake("X-Forwarded-For: " + one)).isEqualTo(101);
    assertThat(handshake("X-Forwarded-For: " + other)).isEqualTo(101);

    await().until(() -> stations.main().broadcaster().listeners() == 2);
    assertThat(addresses.addresses()).isEqualTo(clients);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "radio.example:443  |                         | https://radio.example      | 101",
        "radio.example      |                         | https://radio.example:443  | 101",
        "radio.example:80   |                         | http://radio.example       | 101",
        "radio.example:8080 |                         | http://radio.example:8080  | 101",
        "radio.example      | X-Forwarded-Proto: http | https://radio.example      | 101",
        "inside:8000        | X-Forwarded-Host: radio.example | https://radio.example | 101",
        "radio.example      | X-Forwarded-Port: 8443  | https://radio.example:8443 | 101",
        "inside:8000        |                         | https://listed.example:443 | 101",
        "radio.example      | X-Forwarded-Proto: https | http://radio.example      | 403",
        "radio.example      |                         | http://radio.example:8080  | 403",
        "radio.example      |                         | https://evil://radio.example | 403",
        "radio.example      |                         | https://radio.example.evil | 403",
        "radio.example      |                         | null                       | 403",
        "radio.example      |                         | https://x@radio.example    | 403",
      })
  void originsAreComparedBehindTheProxy(String host, String header, String origin, int status)
      throws IOException {
    String more = header == null ? "X-Ignored: 1" : header;
    assertThat(handshake(host, more + "\r\nOrigin: " + origin)).isEqualTo(status);
    RawHttp.Answer rest =
        RawHttp.send(
            server,
            "GET /api/v1/status HTTP/1.1\r\nConnection: close\r\nHost: "
                + host
                + "\r\nOrigin: "
                + origin
                + "\r\n"
                + more
                + "\r\n\r\n");
    assertThat(rest.status()).isEqualTo(status == 101 ? 200 : status);
  }

  @Test
  void aRejectedPageIsToldWhy() throws IOException {
    RawHttp.Answer answer =
        RawHttp.send(server, request("radio.example", "Origin: https://evil.example"));
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body()).contains("AURALIS_CORS_ORIGINS");
    assertThat(answer.closed()).isTrue();
  }

  private int handshake(String header) throws IOException {
    return handshake("radio.example", header);
  }

  private int handshake(String host, String header) throws IOException {
    Socket socket = new Socket(server.getHost(), server.getPort());
    sockets.add(socket);
    return RawHttp.send(socket, request(host, header)).status();
  }

  private static String request(String host, String header) {
    return "GET /ws/stream HTTP/1.1\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\n"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nHost: "
        + host
        + "\r\n"
        + header
        + "\r\n\r\n";
  }
}
