package io.auralis.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/** Who may control: everybody, or who knows the token. Immutable. */
final class AccessPolicy {

  private static final String BEARER = "Bearer ";

  private final byte[] token;

  /** With a token, control needs it. */
  AccessPolicy(Optional<String> token) {
    this.token = token.map(text -> text.getBytes(StandardCharsets.UTF_8)).orElse(null);
  }

  /** Whether who shows this may control; takes as long for a nearly right token as for any. */
  boolean permits(String shown) {
    return token == null
        || shown != null && MessageDigest.isEqual(token, shown.getBytes(StandardCharsets.UTF_8));
  }

  /** The same for the value of an {@code Authorization} header. */
  boolean permitsHeader(String authorization) {
    boolean bearer =
        authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
    return permits(bearer ? authorization.substring(BEARER.length()).trim() : null);
  }
}
