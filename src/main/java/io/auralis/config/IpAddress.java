package io.auralis.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Tells addresses from names; asks no name server. */
final class IpAddress {

  private static final Pattern IPV4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(?:\\.(?!$)|$)){4}");

  private static final Pattern IPV6_CHARACTERS = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  private IpAddress() {}

  /** Whether a text is four numbers from 0 to 255. */
  static boolean isIpv4(String text) {
    return IPV4.matcher(text).matches();
  }

  /** Whether a text is an address of RFC 4291, section 2.2, without brackets and zone. */
  static boolean isIpv6(String text) {
    if (!IPV6_CHARACTERS.matcher(text).matches()) {
      return false;
    }
    try {
      // Nothing with a colon is a name: this parses.
      InetAddress.getByName(text);
      return true;
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
