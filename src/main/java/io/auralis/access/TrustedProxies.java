package io.auralis.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The proxies whose headers are believed: addresses, networks and host names.
 *
 * <p>Addresses and networks are known at once. Names are known from the first {@link #lookUp()} on,
 * which blocks and belongs on a thread that may; {@link #trust} never waits. Thread-safe.
 */
public final class TrustedProxies {

  private static final Pattern NAME =
      Pattern.compile(
          "(?=.{1,253}$)[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,62})"
              + "(?:\\.[A-Za-z0-9_][A-Za-z0-9_-]{0,62})*\\.?");

  /** A last label of digits alone is an address that somebody mistyped. */
  private static final Pattern MISTYPED = Pattern.compile("(?:.*\\.)?[0-9]+\\.?");

  /** Ten minutes of a question every ten seconds. */
  static final int MOST_MISSES = 60;

  private final List<Network> networks;
  private final List<String> names;
  private final Map<String, Known> known = new HashMap<>();
  private volatile Set<IpAddress> found = Set.of();

  /**
   * What a name stood for.
   *
   * @param misses how often it has had no address since
   */
  private record Known(Set<IpAddress> addresses, int misses) {

    static final Known NOTHING = new Known(Set.of(), 0);

    Known missed() {
      return misses < MOST_MISSES ? new Known(addresses, misses + 1) : NOTHING;
    }
  }

  private TrustedProxies(List<Network> networks, List<String> names) {
    this.networks = List.copyOf(networks);
    this.names = List.copyOf(names);
  }

  /**
   * Reads a list separated by commas.
   *
   * @throws IllegalArgumentException that names the entry and says what an entry must be
   */
  public static TrustedProxies parse(String text) {
    List<Network> networks = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (String part : text.split(",")) {
      String entry = part.strip();
      if (entry.isEmpty()) {
        continue;
      }
      Network network = Network.parse(entry).orElse(null);
      if (network != null) {
        networks.add(network);
      } else if (NAME.matcher(entry).matches() && !MISTYPED.matcher(entry).matches()) {
        names.add(entry);
      } else {
        throw new IllegalArgumentException(
            entry
                + " is no proxy: an entry must be an IP address, a network like 10.0.0.0/8, or the"
                + " name of a host");
      }
    }
    return new TrustedProxies(networks, names);
  }

  /** Whether headers from this address are believed. */
  public boolean trust(IpAddress address) {
    return found.contains(address)
        || networks.stream().anyMatch(network -> network.contains(address));
  }

  /** The entries that {@link #lookUp()} asks for. */
  public List<String> names() {
    return names;
  }

  /**
   * Asks the name service for all names; blocks. The addresses that it tells count from then on. A
   * name that it does not know keeps its addresses for {@value #MOST_MISSES} further questions: a
   * name service that fails for a while takes no proxy away.
   *
   * @return the names that have no address
   */
  public List<String> lookUp() {
    return lookUp(InetAddress::getAllByName);
  }

  synchronized List<String> lookUp(NameService service) {
    List<String> unknown = new ArrayList<>();
    Set<IpAddress> addresses = new HashSet<>();
    for (String name : names) {
      Known now;
      try {
        Set<IpAddress> answer = new HashSet<>();
        for (InetAddress address : service.addresses(name)) {
          answer.add(IpAddress.of(address));
        }
        now = new Known(answer, 0);
      } catch (UnknownHostException e) {
        now = known.getOrDefault(name, Known.NOTHING).missed();
      }
      known.put(name, now);
      addresses.addAll(now.addresses());
      if (now.addresses().isEmpty()) {
        unknown.add(name);
      }
    }
    found = Set.copyOf(addresses);
    return unknown;
  }

  /** Tells the addresses of a name. */
  interface NameService {

    InetAddress[] addresses(String name) throws UnknownHostException;
  }
}
