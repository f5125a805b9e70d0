package io.auralis.record;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A running checksum. */
final class Sha256 {

  private final MessageDigest digest;
  private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);

  Sha256() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  static String of(byte[] bytes) {
    return new Sha256().add(bytes).hex();
  }

  Sha256 add(byte[] bytes) {
    digest.update(bytes);
    return this;
  }

  Sha256 add(long value) {
    digest.update(number.clear().putLong(value).array());
    return this;
  }

  /** Adds the bits of a number, so that 0.0 and -0.0 differ. */
  Sha256 add(double value) {
    return add(Double.doubleToRawLongBits(value));
  }

  /** Ends the checksum. */
  byte[] bytes() {
    return digest.digest();
  }

  /** Ends the checksum, in hexadecimal. */
  String hex() {
    return HexFormat.of().formatHex(bytes());
  }
}
