package io.auralis.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForwardingTest {

  private static final IpAddress PROXY = address("10.0.0.1");
  private static final IpAddress STRANGER = address("198.51.100.1");

  private final Forwarding forwarding =
      new Forwarding(TrustedProxies.parse("10.0.0.0/8, 2001:db8:ffff::/48"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // The client appends nothing, or lies: what it sent stands on the left.
        "203.0.113.7                           | 203.0.113.7",
        "1.1.1.1, 203.0.113.7                  | 203.0.113.7",
        "unknown, 203.0.113.7                  | 203.0.113.7",
        "10.0.0.9, 203.0.113.7                 | 203.0.113.7",
        // Hops that are trusted are passed by.
        "203.0.113.7, 10.0.0.2                 | 203.0.113.7",
        "1.1.1.1, 203.0.113.7, 10.0.0.2        | 203.0.113.7",
        "10.0.0.3, 10.0.0.2                    | 10.0.0.3",
        "203.0.113.7, 2001:db8:ffff::1         | 203.0.113.7",
        "203.0.113.7, ::ffff:10.0.0.2          | 203.0.113.7",
        // Forms of an address.
        "203.0.113.7:5678                      | 203.0.113.7",
        "' 203.0.113.7\t'                      | 203.0.113.7",
        "::ffff:203.0.113.7                    | 203.0.113.7",
        "::ffff:cb00:7107                      | 203.0.113.7",
        "2001:db8::1                           | 2001:db8:0:0:0:0:0:0/64",
        "[2001:db8::1]:5678                    | 2001:db8:0:0:0:0:0:0/64",
        "[2001:db8::1]                         | 2001:db8:0:0:0:0:0:0/64",
        "2001:DB8:0:0:aaaa:bbbb:cccc:dddd      | 2001:db8:0:0:0:0:0:0/64",
        "2001:db8:0:1::1                       | 2001:db8:0:1:0:0:0:0/64",
        "fe80::1%eth0                          | fe80:0:0:0:0:0:0:0/64",
        "[fe80::1%eth0]:80                     | fe80:0:0:0:0:0:0:0/64",
        // What is no address falls back to the last one that is known.
        "unknown                               | 10.0.0.1",
        "203.0.113.7, unknown                  | 10.0.0.1",
        "203.0.113.7, unknown, 10.0.0.2        | 10.0.0.2",
        "client.example                        | 10.0.0.1",
        "1.2.3.4;                              | 10.0.0.1",
        "1.2.3.4:                              | 10.0.0.1",
        "1.2.3                                 | 10.0.0.1",
        "1.2.3.256                             | 10.0.0.1",
        "1.2.3.4.5                             | 10.0.0.1",
        "1.2.3.4/8                             | 10.0.0.1",
        "[1.2.3.4]                             | 10.0.0.1",
        "[2001:db8::1                          | 10.0.0.1",
        "[2001:db8::1]x                        | 10.0.0.1",
        "2001:db8::1::2                        | 10.0.0.1",
        "''                                    | 10.0.0.1",
        "','                                   | 10.0.0.1",
        "'203.0.113.7,'                        | 10.0.0.1",
        ":80                                   | 10.0.0.1",
        "%                                     | 10.0.0.1",
        "_hidden                               | 10.0.0.1",
      })
  void theFirstHopFromTheEndThatIsNotTrustedIsTheClient(String forwardedFor, String client) {
    Headers headers = headers(Map.of("X-Forwarded-For", forwardedFor));

    assertThat(forwarding.client(PROXY, headers).client()).isEqualTo(client);
    assertThat(forwarding.client(STRANGER, headers)).isEqualTo(STRANGER);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "for=203.0.113.7                                  | 203.0.113.7",
        "for=1.1.1.1, for=203.0.113.7;proto=https;by=x    | 203.0.113.7",
        "For=\"[2001:db8::1]:47011\"                      | 2001:db8:0:0:0:0:0:0/64",
        "for=203.0.113.7:_http, for=10.0.0.2              | 203.0.113.7",
        "for=\"a\\\",b\", for=203.0.113.7                 | 203.0.113.7",
        "for=unknown                                      | 10.0.0.1",
        "for=203.0.113.7, for=\"                          | 10.0.0.1",
        "proto=https                                      | 10.0.0.1",
        ";                                                | 10.0.0.1",
      })
  void theStandardHeaderCountsWhereTheOtherIsMissing(String forwarded, String client) {
    assertThat(forwarding.client(PROXY, headers(Map.of("Forwarded", forwarded))).client())
        .isEqualTo(client);
    assertThat(
            forwarding.client(
                PROXY, headers(Map.of("Forwarded", forwarded, "X-Forwarded-For", "192.0.2.9"))))
        .isEqualTo(address("192.0.2.9"));
  }

  @Test
  void severalLinesAreOneList() {
    Headers headers =
        name ->
            name.equals("X-Forwarded-For")
                ? List.of("1.1.1.1", "203.0.113.7, 10.0.0.3", "10.0.0.2")
                : List.of();
    assertThat(forwarding.client(PROXY, headers)).isEqualTo(address("203.0.113.7"));
  }

  @Test
  void schemeAndHostAreBelievedFromATrustedProxyOnly() {
    Headers headers =
        headers(
            Map.of(
                "Host", "inside:8000",
                "X-Forwarded-Proto", "HTTPS, http",
                "X-Forwarded-Host", "radio.example",
                "X-Forwarded-Port", "8443"));
    Site behind = forwarding.site(PROXY, false, headers);
    assertThat(behind.scheme()).contains("https");
    assertThat(behind.isOwn(origin("https://radio.example:8443"))).isTrue();
    assertThat(behind.isOwn(origin("https://radio.example"))).isTrue();
    assertThat(behind.isOwn(origin("http://radio.example"))).isFalse();

    Site direct = forwarding.site(STRANGER, false, headers);
    assertThat(direct.scheme()).isEmpty();
    assertThat(direct.hosts()).containsExactly(Authority.parse("inside:8000").orElseThrow());
    assertThat(forwarding.site(STRANGER, true, headers).scheme()).contains("https");
  }

  @Test
  void nonsenseInAForwardedSchemeOrPortCountsNothing() {
    Headers headers =
        headers(
            Map.of(
                "Host", "radio.example",
                "X-Forwarded-Proto", "a%n%s",
                "X-Forwarded-Host", "://",
                "X-Forwarded-Port", "99999"));
    assertThat(forwarding.site(PROXY, false, headers))
        .isEqualTo(new Site(Optional.empty(), List.of(Authority.parse("radio.example").get())));
  }

  @Property
  void noHeaderThrows(@ForAll String value) {
    Headers headers = name -> List.of(value, "10.0.0.2");
    forwarding.client(PROXY, headers);
    forwarding.client(PROXY, headers(Map.of("Forwarded", value)));
    forwarding.site(PROXY, false, headers);
  }

  @Test
  void aHeaderAsLongAsOneMayBeIsReadInNoTime() {
    for (String piece : List.of("10.0.0.2,", "for=10.0.0.2,", "for=\"\\a", "[", ";", "a=b;")) {
      String value = piece.repeat(20_000 / piece.length());
      long start = System.nanoTime();
      for (int i = 0; i < 10; i++) {
        forwarding.client(PROXY, name -> List.of(value));
        forwarding.client(PROXY, headers(Map.of("Forwarded", value)));
      }
      assertThat(System.nanoTime() - start).as(piece).isLessThan(2_000_000_000L);
    }
  }

  private static Headers headers(Map<String, String> values) {
    return name -> Arrays.stream(new String[] {values.get(name)}).filter(v -> v != null).toList();
  }

  private static Origin origin(String text) {
    return Origin.parse(text).orElseThrow();
  }

  private static IpAddress address(String text) {
    return IpAddress.parse(text).orElseThrow();
  }
}
