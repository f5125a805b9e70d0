package io.auralis.access;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Scheme, host and port of a page, compared as RFC 6454, section 5, has it: a port that is left out
 * is the one of the scheme.
 *
 * @param scheme in small letters
 * @param authority the host, and the port unless it is the scheme's own
 */
public record Origin(String scheme, Authority authority) {

  private static final Map<String, Integer> PORTS =
      Map.of("http", 80, "https", 443, "ws", 80, "wss", 443);
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*");
  private static final String SEPARATOR = "://";

  /** The port of a scheme goes without saying. */
  public Origin {
    if (authority.port().equals(ownPort(scheme))) {
      authority = new Authority(authority.host(), OptionalInt.empty());
    }
  }

  /**
   * Reads {@code scheme://host} or {@code scheme://host:port}; empty for everything else: {@code
   * null}, a list, a path, a user.
   */
  public static Optional<Origin> parse(String text) {
    int end = text.indexOf(SEPARATOR);
    if (end < 0 || !SCHEME.matcher(text.substring(0, end)).matches()) {
      return Optional.empty();
    }
    String scheme = text.substring(0, end).toLowerCase(Locale.ROOT);
    return Authority.parse(text.substring(end + SEPARATOR.length()))
        .map(authority -> new Origin(scheme, authority));
  }

  private static OptionalInt ownPort(String scheme) {
    Integer port = PORTS.get(scheme);
    return port == null ? OptionalInt.empty() : OptionalInt.of(port);
  }

  @Override
  public String toString() {
    return scheme + SEPARATOR + authority;
  }
}
