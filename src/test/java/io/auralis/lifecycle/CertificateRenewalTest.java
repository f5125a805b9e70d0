package io.auralis.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.auralis.tls.TestCertificate;
import io.auralis.tls.TlsProfile;
import io.auralis.websocket.TestClient;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(TlsProfile.class)
class CertificateRenewalTest {

  private static final Duration SEVERAL_PERIODS = Duration.ofSeconds(20);

  @TestHTTPResource(value = "/", tls = true)
  URI server;

  @ConfigProperty(name = "auralis.ssl-cert-path")
  Path certificate;

  @ConfigProperty(name = "auralis.ssl-key-path")
  Path key;

  @Inject CertificateRenewal renewal;

  @Test
  void aNewCertificateIsShownWithoutARestartAndOpenStreamsGoOn() {
    // Given
    Path second = certificate.resolveSibling("second-cert.pem");
    Path secondKey = certificate.resolveSibling("second-key.pem");
    SSLContext trusting = TestCertificate.trusting(certificate, second);
    HttpClient http = HttpClient.newBuilder().sslContext(trusting).build();
    String before = subjectShown(trusting);
    assertThat(before).isEqualTo("CN=first");
    try (TestClient listener = TestClient.connect(server, "", http)) {
      listener.awaitAudio(5);

      // When: the certificate is there, its key is not yet
      TestCertificate.exchange(certificate, second);
      renewal.renew();

      // Then
      assertThat(subjectShown(trusting)).isEqualTo("CN=first");

      // When
      TestCertificate.exchange(key, secondKey);

      // Then: nobody has to say so; a handshake in the moment of the exchange may fail
      await()
          .atMost(SEVERAL_PERIODS)
          .ignoreExceptionsInstanceOf(UncheckedIOException.class)
          .until(() -> subjectShown(trusting).equals("CN=second"));
      int heard = listener.audio().size();
      await().until(() -> listener.audio().size() > heard + 5);
      List<Long> indices =
          listener.audio().stream().map(m -> m.path("chunk_index").asLong()).toList();
      for (int i = 0; i < indices.size(); i++) {
        assertThat(indices.get(i)).isEqualTo(indices.get(0) + i);
      }
    }
  }

  private String subjectShown(SSLContext trusting) {
    try (SSLSocket socket =
        (SSLSocket) trusting.getSocketFactory().createSocket(server.getHost(), server.getPort())) {
      socket.startHandshake();
      return socket.getSession().getPeerPrincipal().getName();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
