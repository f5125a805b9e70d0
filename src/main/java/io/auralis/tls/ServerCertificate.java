package io.auralis.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;

/**
 * A certificate chain and the private key of its first certificate, read from two PEM files and
 * found to belong together. Immutable.
 *
 * <p>Only to look at: the server reads the files again itself.
 */
public final class ServerCertificate {

  /** Where the certificate lies. */
  public static final String CERTIFICATE_VARIABLE = "AURALIS_SSL_CERT_PATH";

  /** Where the key lies. */
  public static final String KEY_VARIABLE = "AURALIS_SSL_KEY_PATH";

  private static final String CERTIFICATE_FILE =
      "a readable file with a certificate, or a chain that begins with it, in PEM form";
  private static final String KEY_FILE =
      "a readable file with the certificate's RSA or EC key in PEM form, without a password";

  private final X509Certificate certificate;
  private final byte[] content;

  private ServerCertificate(X509Certificate certificate, byte[] content) {
    this.certificate = certificate;
    this.content = content;
  }

  /**
   * Reads both files.
   *
   * @throws InvalidCertificateException that names the variable, the file, what is wrong with it
   *     and what is expected
   */
  public static ServerCertificate read(String certificatePath, String keyPath) {
    byte[] chain = content(CERTIFICATE_VARIABLE, certificatePath, CERTIFICATE_FILE);
    X509Certificate certificate = parse(certificatePath, chain);
    byte[] key = content(KEY_VARIABLE, keyPath, KEY_FILE);
    PrivateKey privateKey;
    try {
      privateKey =
          PemKey.read(new String(key, StandardCharsets.ISO_8859_1), certificate.getPublicKey());
      if (!belongTogether(privateKey, certificate.getPublicKey())) {
        throw new GeneralSecurityException("It is not the key of the certificate");
      }
    } catch (GeneralSecurityException e) {
      throw wrong(KEY_VARIABLE, keyPath, KEY_FILE, e.getMessage());
    }
    byte[] content = Arrays.copyOf(chain, chain.length + key.length);
    System.arraycopy(key, 0, content, chain.length, key.length);
    return new ServerCertificate(certificate, content);
  }

  /** Whom the certificate names. */
  public String subject() {
    return certificate.getSubjectX500Principal().getName();
  }

  /** The end of its validity. */
  public Instant validUntil() {
    return certificate.getNotAfter().toInstant();
  }

  /** Whether both files held the same bytes. */
  public boolean isSameAs(ServerCertificate other) {
    return Arrays.equals(content, other.content);
  }

  private static byte[] content(String variable, String path, String allowed) {
    try {
      return Files.readAllBytes(Path.of(path));
    } catch (NoSuchFileException e) {
      throw wrong(variable, path, allowed, "There is no such file");
    } catch (IOException | IllegalArgumentException e) {
      throw wrong(variable, path, allowed, "It cannot be read");
    }
  }

  private static X509Certificate parse(String path, byte[] chain) {
    try {
      return CertificateFactory.getInstance("X.509")
          .generateCertificates(new ByteArrayInputStream(chain))
          .stream()
          .map(X509Certificate.class::cast)
          .findFirst()
          .orElseThrow(() -> new CertificateException("No certificate is in it"));
    } catch (CertificateException e) {
      throw wrong(CERTIFICATE_VARIABLE, path, CERTIFICATE_FILE, "No certificate is in it");
    }
  }

  private static boolean belongTogether(PrivateKey key, PublicKey certified)
      throws GeneralSecurityException {
    byte[] sample = certified.getEncoded();
    Signature signature =
        Signature.getInstance(
            certified.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA");
    signature.initSign(key);
    signature.update(sample);
    byte[] signed = signature.sign();
    signature.initVerify(certified);
    signature.update(sample);
    return signature.verify(signed);
  }

  private static InvalidCertificateException wrong(
      String variable, String path, String allowed, String reason) {
    return new InvalidCertificateException(
        String.format(
            Locale.ROOT,
            "%s=%s is not allowed: it must be %s. %s",
            variable,
            path,
            allowed,
            reason));
  }
}
