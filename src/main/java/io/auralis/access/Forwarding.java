package io.auralis.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Sees through proxies that are trusted: who asks, and under which address.
 *
 * <p>Each proxy appends the address that it was asked from, so the list of hops is read from its
 * end: the first hop that is not trusted is the client, and what stands before it is only what the
 * client said. Where a hop is no address, the last one that was known counts. Thread-safe; nothing
 * throws.
 */
public final class Forwarding {

  private static final String HTTP = "http";
  private static final String HTTPS = "https";

  private final TrustedProxies proxies;

  /** Believes these proxies. */
  public Forwarding(TrustedProxies proxies) {
    this.proxies = proxies;
  }

  /**
   * Who asks. {@code X-Forwarded-For} counts before {@code Forwarded} (RFC 7239): a proxy that sets
   * the first passes the second on as the client sent it.
   *
   * @param peer the other end of the connection
   */
  public IpAddress client(IpAddress peer, Headers headers) {
    if (!proxies.trust(peer)) {
      return peer;
    }
    List<String> hops = split(headers.all("X-Forwarded-For"));
    if (hops.isEmpty()) {
      hops =
          ForwardedHeader.elements(headers.all("Forwarded")).stream()
              .map(element -> element.getOrDefault("for", ""))
              .toList();
    }
    IpAddress nearest = peer;
    for (int i = hops.size() - 1; i >= 0; i--) {
      Optional<IpAddress> hop = hop(hops.get(i));
      if (hop.isEmpty()) {
        return nearest;
      }
      nearest = hop.get();
      if (!proxies.trust(nearest)) {
        return nearest;
      }
    }
    return nearest;
  }

  /**
   * How the client addresses the service.
   *
   * @param tls whether the connection itself is encrypted
   */
  public Site site(IpAddress peer, boolean tls, Headers headers) {
    List<Authority> hosts = new ArrayList<>();
    headers.all("Host").forEach(host -> Authority.parse(host).ifPresent(hosts::add));
    Optional<String> scheme = tls ? Optional.of(HTTPS) : Optional.empty();
    if (proxies.trust(peer)) {
      scheme =
          first(headers, "X-Forwarded-Proto", "proto")
              .flatMap(Forwarding::scheme)
              .or(() -> tls(tls));
      first(headers, "X-Forwarded-Host", "host").flatMap(Authority::parse).ifPresent(hosts::add);
      OptionalInt port = port(headers);
      if (port.isPresent()) {
        List.copyOf(hosts).forEach(host -> hosts.add(host.orPort(port)));
      }
    }
    return new Site(scheme, List.copyOf(hosts));
  }

  private static Optional<String> tls(boolean tls) {
    return tls ? Optional.of(HTTPS) : Optional.empty();
  }

  private static Optional<String> scheme(String text) {
    String scheme = text.toLowerCase(Locale.ROOT);
    return scheme.equals(HTTP) || scheme.equals(HTTPS) ? Optional.of(scheme) : Optional.empty();
  }

  private static OptionalInt port(Headers headers) {
    return split(headers.all("X-Forwarded-Port")).stream()
        .findFirst()
        .flatMap(port -> Authority.parse("port:" + port))
        .map(Authority::port)
        .orElse(OptionalInt.empty());
  }

  /** What the first proxy says, the one that the client asked. */
  private static Optional<String> first(Headers headers, String name, String parameter) {
    List<String> values = split(headers.all(name));
    return values.isEmpty()
        ? ForwardedHeader.elements(headers.all("Forwarded")).stream()
            .findFirst()
            .map(element -> element.get(parameter))
        : Optional.of(values.get(0));
  }

  /** The entries of all lines; a header that is there has one at least, empty ones included. */
  private static List<String> split(List<String> lines) {
    List<String> entries = new ArrayList<>();
    for (String line : lines) {
      for (String entry : line.split(",", -1)) {
        entries.add(entry.strip());
      }
    }
    return entries;
  }

  /** An address with or without a port: {@code 1.2.3.4:5}, {@code [2001:db8::1]:5}. */
  private static Optional<IpAddress> hop(String text) {
    if (text.startsWith("[")) {
      int end = text.indexOf(']');
      boolean whole = end > 0 && isPort(text.substring(end + 1));
      return whole
          ? Optional.of(text.substring(1, end))
              .filter(address -> address.indexOf(':') >= 0)
              .flatMap(IpAddress::parse)
          : Optional.empty();
    }
    int colon = text.indexOf(':');
    boolean withPort = colon >= 0 && colon == text.lastIndexOf(':');
    return !withPort
        ? IpAddress.parse(text)
        : isPort(text.substring(colon))
            ? IpAddress.parse(text.substring(0, colon))
            : Optional.empty();
  }

  /** RFC 7239 permits a port that is made up: {@code _http}. */
  private static boolean isPort(String text) {
    return text.isEmpty() || text.matches(":(?:\\d{1,5}|_[\\w.-]{1,64})");
  }
}
