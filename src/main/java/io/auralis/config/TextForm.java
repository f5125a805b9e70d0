package io.auralis.config;

import io.auralis.access.Origin;
import io.auralis.access.TrustedProxies;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
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

  private static final int BITS_OF_IPV4 = 32;
  private static final int BITS_OF_IPV6 = 128;

  private static final Pattern NETWORK = Pattern.compile("([^/]+)(?:/([0-9]{1,3}))?");

  /** A name (RFC 1123, section 2.1); one whose last label is a number would be an address. */
  private static final Pattern NAME =
      Pattern.compile(
          "(?=.{1,253}$)(?:[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?\\.)*"
              + "(?![0-9]+\\.?$)[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?\\.?");

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
        || !text.endsWith(":")
            && Origin.parse(text)
                .filter(origin -> origin.authority().port().orElse(1) != 0)
                .isPresent();
  }

  private static boolean isProxy(String text) {
    try {
      TrustedProxies.parse(text);
      return isNetwork(text);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isNetwork(String text) {
    Matcher network = NETWORK.matcher(text);
    if (!network.matches()) {
      return false;
    }
    String address = network.group(1);
    boolean v4 = IpAddress.isIpv4(address);
    boolean v6 = !v4 && IpAddress.isIpv6(address);
    if (network.group(2) == null) {
      return v4 || v6 || NAME.matcher(address).matches();
    }
    int bits = Integer.parseInt(network.group(2));
    return v4 && bits <= BITS_OF_IPV4 || v6 && bits <= BITS_OF_IPV6;
  }
}
