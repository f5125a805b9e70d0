package io.auralis.access;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host and perhaps a port, as a {@code Host} header and an origin have them (RFC 3986, section
 * 3.2). Two that mean the same are equal: letters are small, IPv6 has one form, names are in ASCII.
 *
 * @param host a name, an IPv4 address, or an IPv6 address in brackets
 * @param port the port, if one is given
 */
public record Authority(String host, OptionalInt port) {

  private static final int MAX_LENGTH = 255;
  private static final int MAX_PORT = 65_535;
  private static final Pattern FORM =
      Pattern.compile("(\\[[0-9A-Fa-f:.]+\\]|[^\\[\\]:]+)(?::(\\d{0,5}))?");
  private static final Pattern NAME =
      Pattern.compile("(?:[A-Za-z0-9._~!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+");

  /** Reads it; empty for everything else, a user before the host included. */
  public static Optional<Authority> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (text.length() > MAX_LENGTH || !form.matches()) {
      return Optional.empty();
    }
    String digits = form.group(2);
    OptionalInt port =
        digits == null || digits.isEmpty()
            ? OptionalInt.empty()
            : OptionalInt.of(Integer.parseInt(digits));
    if (port.isPresent() && port.getAsInt() > MAX_PORT) {
      return Optional.empty();
    }
    return host(form.group(1)).map(host -> new Authority(host, port));
  }

  /** The same host with this port, where it has none. */
  Authority orPort(OptionalInt other) {
    return port.isPresent() ? this : new Authority(host, other);
  }

  private static Optional<String> host(String text) {
    if (text.startsWith("[")) {
      return IpAddress.parse(text.substring(1, text.length() - 1))
          .map(address -> address.bits() == Integer.SIZE ? address + "" : "[" + address + "]");
    }
    try {
      String ascii = text.chars().allMatch(c -> c < 0x80) ? text : IDN.toASCII(text);
      return Optional.of(ascii.toLowerCase(Locale.ROOT)).filter(NAME.asMatchPredicate());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return port.isPresent() ? host + ":" + port.getAsInt() : host;
  }
}
