package io.auralis.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate for this machine that signs itself, made by the JDK's keytool: two PEM files.
 *
 * @param certificate file with the certificate
 * @param key file with its key, PKCS#8
 */
public record TestCertificate(Path certificate, Path key) {

  private static final String PASSWORD = "changeit";
  private static final String ALIAS = "server";

  /** Makes one with an EC key in a directory. */
  public static TestCertificate make(Path directory, String name) {
    return make(directory, name, "EC");
  }

  /** Makes one in a directory. */
  public static TestCertificate make(Path directory, String name, String algorithm) {
    Path store = directory.resolve(name + ".p12");
    try {
      keytool(store, name, algorithm);
      KeyStore keys = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(store)) {
        keys.load(in, PASSWORD.toCharArray());
      }
      return new TestCertificate(
          write(
              directory.resolve(name + "-cert.pem"),
              "CERTIFICATE",
              keys.getCertificate(ALIAS).getEncoded()),
          write(
              directory.resolve(name + "-key.pem"),
              "PRIVATE KEY",
              keys.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void keytool(Path store, String name, String algorithm) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                algorithm,
                "-dname",
                "CN=" + name,
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-validity",
                "2",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!Files.exists(store)) {
      throw new IOException("keytool made nothing: " + output);
    }
  }

  /** A client's context that trusts the certificates of these files and no others. */
  public static SSLContext trusting(Path... certificates) {
    try {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      for (Path file : certificates) {
        try (InputStream in = Files.newInputStream(file)) {
          Certificate certificate = CertificateFactory.getInstance("X.509").generateCertificate(in);
          trusted.setCertificateEntry(file.toString(), certificate);
        }
      }
      TrustManagerFactory managers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return context;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Puts a file in the place of another in one step, as tools that renew certificates do. */
  public static void exchange(Path file, Path by) {
    try {
      Path beside = file.resolveSibling(file.getFileName() + ".new");
      Files.copy(by, beside, StandardCopyOption.REPLACE_EXISTING);
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Bytes as PEM (RFC 7468). */
  static Path write(Path file, String label, byte[] bytes) throws IOException {
    return Files.writeString(
        file,
        String.format(
            Locale.ROOT,
            "-----BEGIN %s-----%n%s%n-----END %s-----%n",
            label,
            Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes),
            label));
  }
}
