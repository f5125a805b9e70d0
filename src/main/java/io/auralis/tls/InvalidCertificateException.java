package io.auralis.tls;

/** A certificate or key that cannot be used; the message names variable, file and reason. */
public final class InvalidCertificateException extends RuntimeException {

  InvalidCertificateException(String message) {
    super(message);
  }
}
