package io.auralis.access;

import java.util.Optional;

/** All addresses whose first bits are the same: {@code 10.0.0.0/8}. */
record Network(IpAddress address, int prefix) {

  private static final int MAPPED_BITS = 96;

  /** Reads an address, or an address with a prefix length. */
  static Optional<Network> parse(String text) {
    int slash = text.indexOf('/');
    String base = slash < 0 ? text : text.substring(0, slash);
    return base.indexOf('%') >= 0
        ? Optional.empty()
        : IpAddress.parse(base)
            .flatMap(
                address ->
                    slash < 0
                        ? Optional.of(new Network(address, address.bits()))
                        : of(address, base, text.substring(slash + 1)));
  }

  private static Optional<Network> of(IpAddress address, String base, String length) {
    if (!length.matches("\\d{1,3}")) {
      return Optional.empty();
    }
    // In ::ffff:10.0.0.0/104 the first 96 bits only say that it is an IPv4 address.
    boolean mapped = base.indexOf(':') >= 0 && address.bits() < MAPPED_BITS;
    int prefix = Integer.parseInt(length) - (mapped ? MAPPED_BITS : 0);
    return prefix < 0 || prefix > address.bits()
        ? Optional.empty()
        : Optional.of(new Network(address, prefix));
  }

  boolean contains(IpAddress other) {
    return address.sharesPrefix(other, prefix);
  }
}
