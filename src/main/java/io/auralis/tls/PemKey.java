package io.auralis.tls;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A private key in one of the three forms that tools write: PKCS#8 ({@code PRIVATE KEY}), PKCS#1
 * ({@code RSA PRIVATE KEY}, RFC 8017) and SEC 1 ({@code EC PRIVATE KEY}, RFC 5915).
 *
 * <p>The server's own parser ({@code PemKeyCertOptions} of Vert.x) reads what is accepted here,
 * which a test holds. It is not used itself, because settings are checked before Quarkus starts. It
 * reads with Netty's buffers, whose allocator takes its sizes from system properties when it is
 * first used, and Quarkus sets them later. It also has no words for a password, a file without a
 * key or a curve without a name.
 */
final class PemKey {

  private static final Pattern KEY =
      Pattern.compile(
          "-----BEGIN (|RSA |EC )PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END \\1PRIVATE KEY-----");

  /** What the server can use. */
  private static final Set<String> ALGORITHMS = Set.of("RSA", "EC");

  /** Tags of ASN.1. */
  private static final int INTEGER = 0x02;

  private static final int OCTET_STRING = 0x04;
  private static final int SEQUENCE = 0x30;
  private static final int CURVE = 0xA0;

  private PemKey() {}

  /**
   * Reads a key.
   *
   * @param certified the public key of the certificate that it should belong to
   * @throws GeneralSecurityException with a message for people
   */
  static PrivateKey read(String pem, PublicKey certified) throws GeneralSecurityException {
    if (!ALGORITHMS.contains(certified.getAlgorithm())) {
      throw new GeneralSecurityException(
          "The certificate is for a key of the kind " + certified.getAlgorithm());
    }
    if (pem.contains("ENCRYPTED")) {
      throw new GeneralSecurityException("It is protected by a password");
    }
    Matcher matcher = KEY.matcher(pem);
    if (!matcher.find()) {
      throw new GeneralSecurityException("No private key is in it");
    }
    try {
      byte[] encoded = Base64.getMimeDecoder().decode(matcher.group(2));
      if (matcher.group(1).equals("EC ") && !namesItsCurve(encoded)) {
        throw new UnnamedCurveException();
      }
      byte[] pkcs8 = matcher.group(1).isEmpty() ? encoded : wrapped(encoded, certified);
      return KeyFactory.getInstance(certified.getAlgorithm())
          .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    } catch (UnnamedCurveException e) {
      throw e;
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new GeneralSecurityException(
          "Its content is damaged, or not for a certificate of the kind "
              + certified.getAlgorithm(),
          e);
    }
  }

  /** The server takes the curve from the key, where RFC 5915 lets it be left out. */
  private static final class UnnamedCurveException extends GeneralSecurityException {
    private UnnamedCurveException() {
      super("It does not name its curve: openssl pkcs8 -topk8 -nocrypt writes it so that it does");
    }
  }

  /** Looks for the curve behind version and key, the elements of a SEC 1 key. */
  private static boolean namesItsCurve(byte[] sec1) {
    int at = contentStart(sec1, 0);
    for (int element = 0; element < 2; element++) {
      at = contentStart(sec1, at) + contentLength(sec1, at);
    }
    return at < sec1.length && (sec1[at] & 0xFF) == CURVE;
  }

  /** PKCS#8 (RFC 5958) around a bare key: a version, the algorithm, the key. */
  private static byte[] wrapped(byte[] key, PublicKey certified) {
    return element(
        SEQUENCE,
        element(INTEGER, new byte[1]),
        algorithm(certified.getEncoded()),
        element(OCTET_STRING, key));
  }

  /** The algorithm, first of the two elements of a public key (RFC 5280, section 4.1). */
  private static byte[] algorithm(byte[] publicKey) {
    int content = contentStart(publicKey, 0);
    int length = contentStart(publicKey, content) - content + contentLength(publicKey, content);
    byte[] algorithm = new byte[length];
    System.arraycopy(publicKey, content, algorithm, 0, length);
    return algorithm;
  }

  private static int contentStart(byte[] der, int element) {
    int length = der[element + 1] & 0xFF;
    return element + 2 + (length < 0x80 ? 0 : length & 0x7F);
  }

  private static int contentLength(byte[] der, int element) {
    int length = der[element + 1] & 0xFF;
    if (length < 0x80) {
      return length;
    }
    int value = 0;
    for (int i = 0; i < (length & 0x7F); i++) {
      value = value << Byte.SIZE | der[element + 2 + i] & 0xFF;
    }
    return value;
  }

  private static byte[] element(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream element = new ByteArrayOutputStream();
    element.write(tag);
    int length = content.size();
    if (length < 0x80) {
      element.write(length);
    } else if (length <= 0xFF) {
      element.write(0x81);
      element.write(length);
    } else {
      element.write(0x82);
      element.write(length >> Byte.SIZE);
      element.write(length);
    }
    element.writeBytes(content.toByteArray());
    return element.toByteArray();
  }
}
