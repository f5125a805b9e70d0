package io.auralis.http;

import io.auralis.access.Forwarding;
import io.auralis.access.Headers;
import io.auralis.access.IpAddress;
import io.auralis.access.Site;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.inject.Singleton;

/** Who asks, and under which address, behind the proxies that are trusted. Thread-safe. */
@Singleton
public class Clients {

  private static final IpAddress NOWHERE = IpAddress.parse("0.0.0.0").orElseThrow();

  private final Forwarding forwarding;

  Clients(Forwarding forwarding) {
    this.forwarding = forwarding;
  }

  /** Whom limits count: an IPv4 address, or the /64 of an IPv6 address. */
  public String address(HttpServerRequest request) {
    return forwarding.client(peer(request), headers(request)).client();
  }

  /** Where the service stands for this request. */
  public Site site(HttpServerRequest request) {
    return forwarding.site(peer(request), request.isSSL(), headers(request));
  }

  private static Headers headers(HttpServerRequest request) {
    return name -> request.headers().getAll(name);
  }

  private static IpAddress peer(HttpServerRequest request) {
    SocketAddress address = request.connection().remoteAddress();
    String digits = address == null ? null : address.hostAddress();
    return digits == null ? NOWHERE : IpAddress.parse(digits).orElse(NOWHERE);
  }
}
