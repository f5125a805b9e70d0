package io.auralis.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.auralis.limits.LogLines;
import io.auralis.limits.TaskGuard;
import io.auralis.tls.TestCertificate;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What nobody foresaw in a look at the certificate's files, every five seconds. */
class CertificateRenewalFailureTest {

  @TempDir Path directory;

  @Test
  void itIsCountedAndLoggedAndNotSwallowed() {
    // Given: a good certificate, and a registry that is not there
    TestCertificate files = TestCertificate.make(directory, "first");
    CertificateRenewal renewal =
        new CertificateRenewal(
            true,
            Optional.of(files.certificate().toString()),
            Optional.of(files.key().toString()),
            Optional.of("auralis"),
            null,
            null,
            null);

    try (LogLines log = LogLines.of(TaskGuard.class)) {
      // When
      assertThat(renewal.look()).isFalse();
      assertThat(renewal.look()).isFalse();

      // Then
      assertThat(renewal.taskFailures()).isEqualTo(2);
      assertThat(log.lines()).hasSize(1);
      assertThat(log.lines().get(0).getMessage())
          .startsWith("Looking for a new certificate failed");
    }
  }
}
