package io.auralis.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/** Who may control: everybody, or a client that knows the token. Immutable. */
public final class AccessPolicy {

  /** Why a control is refused, for the log. */
  public static final String WRONG_TOKEN = "a control without the token";

  private static final String BEARER = "Bearer ";

  private final byte[] token;

  /** With a token, control needs it. */
  public AccessPolicy(Optional<String> token) {
    this.token = token.map(text -> text.getBytes(StandardCharsets.UTF_8)).orElse(null);
  }

  /** Whether a client that shows this may control; a nearly right token takes as long as any. */
  public boolean permits(String shown) {
    return token == null
        || shown != null && MessageDigest.isEqual(token, shown.getBytes(StandardCharsets.UTF_8));
  }

  /** The same for the value of an {@code Authorization} header, a character for each byte of it. */
  public boolean permitsHeader(String authorization) {
    boolean bearer =
        authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
    if (!bearer) {
      return permits(null);
    }
    String shown = authorization.substring(BEARER.length()).trim();
    // Clients send letters beyond ASCII as UTF-8; browsers send some as Latin-1.
    return permits(new String(shown.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8))
        || permits(shown);
  }
}
