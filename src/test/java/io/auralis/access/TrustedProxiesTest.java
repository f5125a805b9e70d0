package io.auralis.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8,             10.255.255.255,   true",
    "10.0.0.0/8,             11.0.0.0,         false",
    "10.1.2.3/8,             10.9.9.9,         true",
    "10.0.0.0/9,             10.128.0.0,       false",
    "0.0.0.0/0,              203.0.113.7,      true",
    "0.0.0.0/0,              2001:db8::1,      false",
    "192.0.2.1,              192.0.2.1,        true",
    "192.0.2.1,              ::ffff:192.0.2.1, true",
    "192.0.2.1,              192.0.2.2,        false",
    "::ffff:10.0.0.0/104,    10.9.9.9,         true",
    "::ffff:10.0.0.0/104,    11.0.0.0,         false",
    "2001:db8::/32,          2001:db8:1::1,    true",
    "2001:db8::/33,          2001:db8:8000::,  false",
    "::1,                    ::1,              true",
    "'192.0.2.1, 10.0.0.0/8', 10.0.0.1,        true"
  })
  void addressesAndNetworksAreTrusted(String proxies, String address, boolean expected) {
    assertThat(TrustedProxies.parse(proxies).trust(IpAddress.parse(address).orElseThrow()))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/",
        "10.0.0.0/a",
        "10.0.0/8",
        "10.0.0.256",
        "1.2.3",
        "2001:db8::/129",
        "2001:db8::1::2",
        "::ffff:10.0.0.0/95",
        "fe80::1%eth0",
        "[::1]",
        "a b",
        "host/24",
        "-",
        "*",
        "http://proxy",
        "proxy:80",
        "a..b",
        "${x}",
        "/8"
      })
  void whatIsNoProxyIsNamed(String entry) {
    assertThatThrownBy(() -> TrustedProxies.parse("10.0.0.1, " + entry))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            entry
                + " is no proxy: an entry must be an IP address, a network like 10.0.0.0/8, or the"
                + " name of a host");
  }

  @Test
  void aNameServiceThatFailsForAWhileTakesNoProxyAway() throws UnknownHostException {
    // Given
    TrustedProxies proxies = TrustedProxies.parse("nginx");
    InetAddress first = InetAddress.getByName("192.0.2.7");
    InetAddress second = InetAddress.getByName("192.0.2.8");
    TrustedProxies.NameService broken =
        name -> {
          throw new UnknownHostException(name);
        };
    assertThat(proxies.lookUp(broken)).containsExactly("nginx");
    assertThat(proxies.lookUp(name -> new InetAddress[] {first})).isEmpty();

    // When: it fails for ten minutes
    for (int i = 0; i < TrustedProxies.MOST_MISSES; i++) {
      assertThat(proxies.lookUp(broken)).isEmpty();
      assertThat(proxies.trust(IpAddress.of(first))).isTrue();
    }

    // Then
    assertThat(proxies.lookUp(broken)).containsExactly("nginx");
    assertThat(proxies.trust(IpAddress.of(first))).isFalse();

    // When: the proxy moves
    proxies.lookUp(name -> new InetAddress[] {second});
    assertThat(proxies.trust(IpAddress.of(second))).isTrue();
    proxies.lookUp(name -> new InetAddress[] {first});
    assertThat(proxies.trust(IpAddress.of(second))).isFalse();
  }

  @Test
  void aNameIsTrustedOnceItIsLookedUp() {
    TrustedProxies proxies = TrustedProxies.parse("localhost, no-such-host.invalid, 10.0.0.1,");
    assertThat(proxies.names()).containsExactly("localhost", "no-such-host.invalid");
    IpAddress loopback = IpAddress.parse("127.0.0.1").orElseThrow();
    assertThat(proxies.trust(loopback)).isFalse();

    assertThat(proxies.lookUp()).containsExactly("no-such-host.invalid");
    assertThat(proxies.trust(loopback)).isTrue();
  }
}
