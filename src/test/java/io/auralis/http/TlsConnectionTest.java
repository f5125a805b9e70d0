package io.auralis.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.auralis.tls.TestCertificate;
import io.auralis.tls.TlsProfile;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The same rules hold where bytes are encrypted. */
@QuarkusTest
@TestProfile(TlsProfile.class)
class TlsConnectionTest {

  @TestHTTPResource(value = "/", tls = true)
  URI server;

  @ConfigProperty(name = "auralis.ssl-cert-path")
  Path certificate;

  @Inject ConnectionGate gate;

  @Test
  void theVeryFirstRequestIsLookedAt() throws IOException {
    // Clients of other tests may keep theirs.
    int before = gate.open();
    for (int i = 0; i < 20; i++) {
      try (Socket socket = connect()) {
        RawHttp.Answer answer = RawHttp.send(socket, "GET / HTTP/1.1\r\n\r\n");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.headers()).contains("application/problem+json");
        assertThat(answer.closed()).isTrue();
      }
    }
    await().until(() -> gate.open() <= before);
  }

  @Test
  void aHandshakeThatIsNotFinishedAndARequestThatIsNotEnd() throws IOException {
    int before = gate.open();
    long ended = gate.ended(ConnectionEnd.HEADERS_TIMEOUT);
    try (Socket silent = new Socket(server.getHost(), server.getPort());
        Socket half = new Socket(server.getHost(), server.getPort());
        Socket request = connect()) {
      // The beginning of a ClientHello.
      half.getOutputStream().write(new byte[] {22, 3, 1, 2, 0, 1, 0, 1});
      request.getOutputStream().write("GET / HTTP/1.1\r\nHo".getBytes(StandardCharsets.US_ASCII));

      await()
          .atMost(Duration.ofSeconds(15))
          .until(() -> gate.ended(ConnectionEnd.HEADERS_TIMEOUT) >= ended + 3);
      assertThat(silent.getInputStream().read()).isEqualTo(-1);
      String answer = new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 408");
    }
    await().until(() -> gate.open() <= before);
  }

  private Socket connect() throws IOException {
    return TestCertificate.trusting(certificate)
        .getSocketFactory()
        .createSocket(server.getHost(), server.getPort());
  }
}
