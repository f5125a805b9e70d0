package io.auralis.access;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * From which pages browsers may use the service: its own, and those of origins that are listed.
 * Immutable.
 */
public final class OriginPolicy {

  private static final String ANY = "*";

  private final Set<Origin> listed;
  private final boolean any;
  private final boolean strict;

  /**
   * A policy.
   *
   * @param origins separated by commas, each {@code scheme://host[:port]}, or {@code *}
   * @param strict whether requests of other origins are rejected; else browsers only keep the
   *     answers from them
   * @throws IllegalArgumentException that names the entry and says what an entry must be
   */
  public OriginPolicy(String origins, boolean strict) {
    Set<Origin> found = new HashSet<>();
    boolean star = false;
    for (String entry : entries(origins)) {
      if (entry.equals(ANY)) {
        star = true;
      } else {
        found.add(checked(entry));
      }
    }
    this.listed = Set.copyOf(found);
    this.any = star;
    this.strict = strict;
  }

  /**
   * Whether a request is rejected.
   *
   * @param origins all its {@code Origin} headers; none is no browser, or the own page
   * @param site where the service stands for this request
   */
  public boolean rejects(List<String> origins, Site site) {
    return strict && !origins.isEmpty() && allowed(origins).isEmpty() && !isOwn(origins, site);
  }

  /**
   * What {@code Access-Control-Allow-Origin} must say for these {@code Origin} headers; empty if
   * nothing. Browsers compare it letter by letter with what they sent.
   */
  public Optional<String> allowed(List<String> origins) {
    if (origins.isEmpty()) {
      return Optional.empty();
    }
    return any
        ? Optional.of(ANY)
        : single(origins).filter(listed::contains).map(origin -> origins.get(0));
  }

  private static boolean isOwn(List<String> origins, Site site) {
    return single(origins).filter(site::isOwn).isPresent();
  }

  private static Optional<Origin> single(List<String> origins) {
    return origins.size() == 1 ? Origin.parse(origins.get(0)) : Optional.empty();
  }

  private static List<String> entries(String origins) {
    List<String> entries = new ArrayList<>();
    for (String part : origins.split(",")) {
      if (!part.isBlank()) {
        entries.add(part.strip());
      }
    }
    return entries;
  }

  private static Origin checked(String entry) {
    return Origin.parse(entry)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    entry
                        + " is no origin: an entry must be scheme://host, scheme://host:port or"
                        + " *"));
  }
}
