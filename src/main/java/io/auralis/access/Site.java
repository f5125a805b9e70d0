package io.auralis.access;

import java.util.List;
import java.util.Optional;

/**
 * Where the service stands as its clients see it.
 *
 * @param scheme {@code http} or {@code https}; empty where that cannot be told: a proxy that is not
 *     trusted may end TLS
 * @param hosts what the request calls the host, each with its port if one is given
 */
public record Site(Optional<String> scheme, List<Authority> hosts) {

  private static final String HTTPS = "https";
  private static final String HTTP = "http";

  /** Whether a page of this origin is the service's own. */
  boolean isOwn(Origin origin) {
    return speaks(origin.scheme())
        && hosts.stream().anyMatch(host -> new Origin(origin.scheme(), host).equals(origin));
  }

  /**
   * A proxy that says http may itself stand behind one that ends TLS, so an https page is believed.
   * The other way round a page that anybody on the way could change would pass for the own one.
   */
  private boolean speaks(String pageScheme) {
    return pageScheme.equals(HTTPS)
        || pageScheme.equals(HTTP) && !scheme.equals(Optional.of(HTTPS));
  }
}
