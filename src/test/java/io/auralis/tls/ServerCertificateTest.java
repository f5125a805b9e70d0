package io.auralis.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerCertificateTest {

  @TempDir static Path directory;

  private static TestCertificate elliptic;
  private static TestCertificate rsa;
  private static TestCertificate edwards;

  @BeforeAll
  static void makeCertificates() {
    elliptic = TestCertificate.make(directory, "elliptic", "EC");
    rsa = TestCertificate.make(directory, "rsa", "RSA");
    edwards = TestCertificate.make(directory, "edwards", "Ed25519");
  }

  @Test
  void aCertificateAndItsKeyAreRead() {
    ServerCertificate found = read(elliptic.certificate(), elliptic.key());

    assertThat(found.subject()).isEqualTo("CN=elliptic");
    assertThat(found.validUntil()).isAfter(Instant.now());
    assertThat(found.isSameAs(read(elliptic.certificate(), elliptic.key()))).isTrue();
    assertThat(found.isSameAs(read(rsa.certificate(), rsa.key()))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"rsa, RSA", "elliptic, EC"})
  void keysInTheirOlderFormsAreReadToo(String name, String label) throws IOException {
    // Given: PKCS#8 is a version, an algorithm and the older form in an octet string
    TestCertificate certificate = name.equals("rsa") ? rsa : elliptic;
    byte[] pkcs8 =
        Base64.getMimeDecoder()
            .decode(Files.readString(certificate.key()).replaceAll("--.*--", ""));
    byte[] bare = lastElement(pkcs8);
    if (label.equals("EC")) {
      Path unnamed = TestCertificate.write(directory.resolve("unnamed"), "EC PRIVATE KEY", bare);
      assertKeyRefused(
          unnamed,
          "It does not name its curve: openssl pkcs8 -topk8 -nocrypt writes it so that it does");
      bare = withCurve(bare, pkcs8);
    }
    Path older = TestCertificate.write(directory.resolve(name), label + " PRIVATE KEY", bare);

    // When, then
    assertThat(read(certificate.certificate(), older).subject()).isEqualTo("CN=" + name);
    assertTheServerReads(certificate.certificate(), older);
    assertTheServerReads(certificate.certificate(), certificate.key());
  }

  /** What the check accepts must not fail when the server starts. */
  private static void assertTheServerReads(Path certificate, Path key) throws IOException {
    PemKeyCertOptions options =
        new PemKeyCertOptions()
            .setCertValue(Buffer.buffer(Files.readAllBytes(certificate)))
            .setKeyValue(Buffer.buffer(Files.readAllBytes(key)));
    assertThatCode(() -> options.getKeyManagerFactory(null)).doesNotThrowAnyException();
  }

  @Test
  void whatIsWrongIsNamedWithItsVariableFileAndReason() throws IOException {
    Path missing = directory.resolve("missing.pem");
    Path text = Files.writeString(directory.resolve("text.pem"), "Hello");
    Path damaged =
        TestCertificate.write(directory.resolve("damaged.pem"), "CERTIFICATE", new byte[9]);
    Path damagedKey =
        TestCertificate.write(directory.resolve("key.pem"), "PRIVATE KEY", new byte[9]);
    Path locked =
        TestCertificate.write(
            directory.resolve("locked.pem"), "ENCRYPTED PRIVATE KEY", new byte[9]);

    assertCertificateRefused(missing, "There is no such file");
    assertCertificateRefused(directory, "It cannot be read");
    assertCertificateRefused(text, "No certificate is in it");
    assertCertificateRefused(damaged, "No certificate is in it");
    assertKeyRefused(missing, "There is no such file");
    assertKeyRefused(text, "No private key is in it");
    assertKeyRefused(elliptic.certificate(), "No private key is in it");
    assertKeyRefused(damagedKey, "Its content is damaged, or not for a certificate of the kind EC");
    assertKeyRefused(rsa.key(), "Its content is damaged, or not for a certificate of the kind EC");
    assertKeyRefused(locked, "It is protected by a password");
    assertKeyRefused(
        TestCertificate.make(directory, "other", "EC").key(),
        "It is not the key of the certificate");
    assertThatThrownBy(() -> read(edwards.certificate(), edwards.key()))
        .hasMessageContaining("RSA or EC")
        .hasMessageContaining("The certificate is for a key of the kind EdDSA");
  }

  private static void assertCertificateRefused(Path certificate, String reason) {
    assertThatThrownBy(() -> read(certificate, elliptic.key()))
        .isInstanceOf(InvalidCertificateException.class)
        .hasMessage(
            "AURALIS_SSL_CERT_PATH=%s is not allowed: it must be a readable file with a certificate,"
                + " or a chain that begins with it, in PEM form. %s",
            certificate, reason);
  }

  private static void assertKeyRefused(Path key, String reason) {
    assertThatThrownBy(() -> read(elliptic.certificate(), key))
        .isInstanceOf(InvalidCertificateException.class)
        .hasMessage(
            "AURALIS_SSL_KEY_PATH=%s is not allowed: it must be a readable file with the"
                + " certificate's RSA or EC key in PEM form, without a password. %s",
            key, reason);
  }

  private static ServerCertificate read(Path certificate, Path key) {
    return ServerCertificate.read(certificate.toString(), key.toString());
  }

  /** A SEC 1 key with the curve in it, as openssl writes it. */
  private static byte[] withCurve(byte[] sec1, byte[] pkcs8) {
    // Behind the name of elliptic keys stands that of the curve.
    byte[] elliptic = {0x06, 0x07, 0x2A, (byte) 0x86, 0x48, (byte) 0xCE, 0x3D, 0x02, 0x01};
    int at = 0;
    while (!Arrays.equals(Arrays.copyOfRange(pkcs8, at, at + elliptic.length), elliptic)) {
      at++;
    }
    at += elliptic.length;
    int length = 2 + pkcs8[at + 1];
    // The version and the key, each shorter than 128 bytes; a public key behind them is left out.
    int kept = 2 + 3 + 2 + sec1[2 + 3 + 1];
    byte[] named = Arrays.copyOf(sec1, kept + 2 + length);
    named[1] = (byte) (named.length - 2);
    named[kept] = (byte) 0xA0;
    named[kept + 1] = (byte) length;
    System.arraycopy(pkcs8, at, named, kept + 2, length);
    return named;
  }

  /** The content of the octet string at the end; its length is one, two or three bytes long. */
  private static byte[] lastElement(byte[] der) {
    for (int i = der.length - 2; i > 0; i--) {
      if (der[i] != 0x04) {
        continue;
      }
      int first = der[i + 1] & 0xFF;
      int lengthBytes = first < 0x80 ? 1 : 1 + (first & 0x7F);
      int length = first;
      for (int j = 1; j < lengthBytes && first >= 0x80 && lengthBytes <= 3; j++) {
        length = (j == 1 ? 0 : length << 8) | der[i + 1 + j] & 0xFF;
      }
      // Nested octet strings end at the same place; the outermost holds a sequence.
      if (i + 1 + lengthBytes + length == der.length && der[i + 1 + lengthBytes] == 0x30) {
        return Arrays.copyOfRange(der, i + 1 + lengthBytes, der.length);
      }
    }
    throw new AssertionError(new String(der, StandardCharsets.ISO_8859_1));
  }
}
