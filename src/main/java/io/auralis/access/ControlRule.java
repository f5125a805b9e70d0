package io.auralis.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

/**
 * Which clients may control a station: everybody, a client with the server's token, the client that
 * made it, or nobody. Immutable.
 *
 * <p>Of a token only its SHA-256 is kept. A nearly right token takes as long as any.
 */
public final class ControlRule {

  private static final String BEARER = "Bearer ";

  private final Mode mode;
  private final byte[] hash;

  /** The kind of rule. */
  public enum Mode {
    /** Everybody may control. */
    OPEN,
    /** A client that shows the server's token may control. */
    TOKEN,
    /** Nobody may control. */
    LOCKED,
    /** A client that shows the token of the station's maker may control. */
    MAKER;

    /** The word on the wire. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private ControlRule(Mode mode, String token) {
    this.mode = mode;
    this.hash = token == null ? null : sha256(token);
  }

  /** Everybody may control. */
  public static ControlRule open() {
    return new ControlRule(Mode.OPEN, null);
  }

  /** The server's token is needed. */
  public static ControlRule token(String token) {
    return new ControlRule(Mode.TOKEN, token);
  }

  /** Nobody may control. */
  public static ControlRule locked() {
    return new ControlRule(Mode.LOCKED, null);
  }

  /** The token is needed that the station's maker got. */
  public static ControlRule maker(String token) {
    return new ControlRule(Mode.MAKER, token);
  }

  /** The kind of rule. */
  public Mode mode() {
    return mode;
  }

  /**
   * Whether a client that shows this may control.
   *
   * @param shown null if it shows nothing
   */
  public boolean permits(String shown) {
    return switch (mode) {
      case OPEN -> true;
      case LOCKED -> false;
      case TOKEN, MAKER -> shown != null && MessageDigest.isEqual(hash, sha256(shown));
    };
  }

  /**
   * The same for the value of an {@code Authorization} header, a character for each byte of it.
   *
   * @param authorization null if there is none
   */
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

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
