package io.auralis.api;

import io.netty.util.NetUtil;
import java.util.Arrays;
import java.util.HexFormat;

/** What limits take for one client. */
final class ClientAddress {

  private static final int IPV6_BYTES = 16;
  private static final int NETWORK_BYTES = 8;
  private static final String UNKNOWN = "unknown";

  private ClientAddress() {}

  /**
   * What all addresses of one client have in common: an IPv4 address itself, of an IPv6 address its
   * /64, because a client has all of that. What is no address is itself.
   */
  static String group(String address) {
    if (address == null) {
      return UNKNOWN;
    }
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
    return bytes != null && bytes.length == IPV6_BYTES
        ? HexFormat.of().formatHex(Arrays.copyOf(bytes, NETWORK_BYTES)) + "/64"
        : address;
  }
}
