package io.auralis.lifecycle;

/** The address that a browser on this machine opens the page at. */
final class OpenAddress {

  private OpenAddress() {}

  /**
   * The address of a server.
   *
   * @param tls whether it speaks HTTPS
   * @param host where it listens: an address or a name
   * @param port where it listens
   */
  static String of(boolean tls, String host, int port) {
    return (tls ? "https" : "http") + "://" + authority(host) + ":" + port;
  }

  private static String authority(String host) {
    String bare = host.replaceAll("^\\[|]$", "");
    if (bare.equals("0.0.0.0") || bare.matches("[0:]*::[0:]*|0+(:0+){7}")) {
      // Listens everywhere, so there too.
      return "localhost";
    }
    // RFC 3986, section 3.2.2, and RFC 6874 for the zone of an address.
    return bare.contains(":") ? "[" + bare.replace("%", "%25") + "]" : bare;
  }
}
