package io.auralis.tls;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A server that shows the certificate {@code first}; {@code second} lies beside it. */
public final class TlsProfile implements QuarkusTestProfile {

  @Override
  public Map<String, String> getConfigOverrides() {
    Path directory;
    try {
      directory = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "tls");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    TestCertificate first = TestCertificate.make(directory, "first");
    TestCertificate.make(directory, "second", "RSA");
    return Map.of(
        "auralis.enable-ssl", "true",
        "auralis.ssl-cert-path", first.certificate().toString(),
        "auralis.ssl-key-path", first.key().toString());
  }
}
