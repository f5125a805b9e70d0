package io.auralis.config;

import io.auralis.access.Origin;
import io.auralis.access.TrustedProxies;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** A form that a text must have. */
public enum TextForm {
  /** Origins of pages (RFC 6454, section 6.2), or an asterisk. */
  ORIGINS(
      "origins as scheme://host or scheme://host:port, separated by commas, or *",
      TextForm::isOrigin),

  /** Addresses, networks (RFC 4632) and names of machines. */
  NETWORKS(
      "addresses like 10.0.0.1, networks like 10.0.0.0/8 or names of machines, separated by commas",
      TextForm::isProxy);

  /**
   * Hosts that people have; RFC 3986 would let a host be {@code *.example}, and it fits no page.
   */
  private static final Pattern ORIGIN =
      Pattern.compile("[^:]+://(?:[\\p{L}\\p{M}\\p{N}._-]+|\\[[0-9A-Fa-f:.]+\\])(?::[0-9]+)?");

  private final String allowed;
  private final Predicate<String> part;

  TextForm(String allowed, Predicate<String> part) {
    this.allowed = allowed;
    this.part = part;
  }

  /** The form in words, as the end of a sentence. */
  public String allowed() {
    return allowed;
  }

  /** Whether a text has the form; a comma at its end is harmless. */
  boolean fits(String value) {
    List<String> parts =
        Arrays.stream(value.split(",")).map(String::strip).filter(it -> !it.isEmpty()).toList();
    return !parts.isEmpty() && parts.stream().allMatch(part);
  }

  private static boolean isOrigin(String text) {
    return text.equals("*")
        || ORIGIN.matcher(text).matches()
            && Origin.parse(text)
                .filter(origin -> origin.authority().port().orElse(1) != 0)
                .isPresent();
  }

  private static boolean isProxy(String text) {
    try {
      TrustedProxies.parse(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
