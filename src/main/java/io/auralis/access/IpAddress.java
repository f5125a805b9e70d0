package io.auralis.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An IP address. An IPv6 address that carries an IPv4 address counts as that one, and a zone is cut
 * off, so that one machine has one value. Immutable.
 */
public final class IpAddress {

  private static final Pattern IPV4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

  /** A network of this length is what a provider gives one customer. */
  private static final int CLIENT_PREFIX = 64;

  private static final int IPV6_BYTES = 16;
  private static final int MAPPED_PREFIX_BYTES = 12;

  private final byte[] bytes;

  private IpAddress(byte[] bytes) {
    this.bytes = folded(bytes);
  }

  /** The address of a socket. */
  public static IpAddress of(InetAddress address) {
    return new IpAddress(address.getAddress());
  }

  /** Reads an address in digits; a name is none, and is never looked up. */
  public static Optional<IpAddress> parse(String text) {
    int zone = text.indexOf('%');
    String digits = zone > 0 && text.indexOf(':') >= 0 ? text.substring(0, zone) : text;
    boolean ipv6 = digits.indexOf(':') >= 0 && IPV6.matcher(digits).matches();
    if (!ipv6 && !IPV4.matcher(digits).matches()) {
      return Optional.empty();
    }
    try {
      // In brackets the JDK takes digits only, and asks nobody.
      return Optional.of(of(InetAddress.getByName(ipv6 ? "[" + digits + "]" : digits)));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** Whom limits count: the address, or with IPv6 the /64 that one client has all of. */
  public String client() {
    if (bytes.length != IPV6_BYTES) {
      return toString();
    }
    byte[] network = Arrays.copyOf(Arrays.copyOf(bytes, CLIENT_PREFIX / Byte.SIZE), IPV6_BYTES);
    return new IpAddress(network) + "/" + CLIENT_PREFIX;
  }

  int bits() {
    return bytes.length * Byte.SIZE;
  }

  /** Whether the first bits of both are the same. */
  boolean sharesPrefix(IpAddress other, int prefix) {
    if (bytes.length != other.bytes.length) {
      return false;
    }
    int whole = prefix / Byte.SIZE;
    int rest = prefix % Byte.SIZE;
    return Arrays.equals(bytes, 0, whole, other.bytes, 0, whole)
        && (rest == 0 || (bytes[whole] ^ other.bytes[whole]) >> Byte.SIZE - rest == 0);
  }

  private static byte[] folded(byte[] bytes) {
    if (bytes.length != IPV6_BYTES) {
      return bytes;
    }
    for (int i = 0; i < MAPPED_PREFIX_BYTES; i++) {
      if (bytes[i] != (byte) (i < MAPPED_PREFIX_BYTES - 2 ? 0 : 0xFF)) {
        return bytes;
      }
    }
    return Arrays.copyOfRange(bytes, MAPPED_PREFIX_BYTES, IPV6_BYTES);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IpAddress address && Arrays.equals(bytes, address.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    try {
      return InetAddress.getByAddress(bytes).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
