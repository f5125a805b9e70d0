package io.auralis.api;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * From which pages browsers may use the service: its own, and those of origins that are listed.
 * Immutable.
 */
final class OriginPolicy {

  private static final String ANY = "*";

  private final Set<String> origins;
  private final boolean strict;

  /**
   * A policy.
   *
   * @param origins separated by commas, each {@code scheme://host[:port]}, or {@code *}
   * @param strict whether requests of other origins are refused; else browsers only keep the
   *     answers from them
   */
  OriginPolicy(String origins, boolean strict) {
    this.origins =
        Arrays.stream(origins.split(","))
            .map(String::strip)
            .filter(origin -> !origin.isEmpty())
            .map(OriginPolicy::checked)
            .collect(Collectors.toUnmodifiableSet());
    this.strict = strict;
  }

  /** Whether a page of this origin may see answers; null is no browser, or the own page. */
  boolean permits(String origin, String host) {
    return origin == null
        || isListed(origin)
        || origin
            .toLowerCase(Locale.ROOT)
            .endsWith("://" + String.valueOf(host).toLowerCase(Locale.ROOT));
  }

  /** Whether the origin is listed, and needs to be told so. */
  boolean isListed(String origin) {
    return origins.contains(ANY) || origins.contains(origin.toLowerCase(Locale.ROOT));
  }

  /** Whether a request of this origin is refused. */
  boolean refuses(String origin, String host) {
    return strict && !permits(origin, host);
  }

  private static String checked(String origin) {
    if (origin.equals(ANY)) {
      return origin;
    }
    try {
      URI uri = new URI(origin);
      if (uri.getScheme() != null && uri.getHost() != null && uri.getRawPath().isEmpty()) {
        return origin.toLowerCase(Locale.ROOT);
      }
    } catch (URISyntaxException e) {
      // Told below.
    }
    throw new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "AURALIS_CORS_ORIGINS: %s is not allowed: it must be scheme://host, scheme://host:port or *",
            origin));
  }
}
