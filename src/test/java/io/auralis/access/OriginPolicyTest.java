package io.auralis.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginPolicyTest {

  private static final String ORIGINS =
      "https://radio.example, http://localhost:3000, https://m\u00fcsik.example, http://[::1]:3000";

  @ParameterizedTest
  @CsvSource({
    "https://radio.example,            true",
    "HTTPS://Radio.Example,            true",
    "https://radio.example:443,        true",
    "https://xn--msik-0ra.example,     true",
    "http://localhost:3000,            true",
    "'http://[0:0:0:0:0:0:0:1]:3000',  true",
    "http://localhost,                 false",
    "http://radio.example,             false",
    "https://radio.example:80,         false",
    "https://radio.example.,           false",
    "https://radio.example/,           false",
    "https://radio.example/x,          false",
    "https://user@radio.example,       false",
    "https://radio.example.evil,       false",
    "https://evil.radio.example,       false",
    "https://evil://radio.example,     false",
    "https://radio.example https://x,  false",
    "null,                             false",
    "'',                               false",
    "https://,                         false"
  })
  void listedOriginsArePermittedWhereverTheServiceStands(String origin, boolean expected) {
    Site elsewhere = site("https", "music.example");
    assertThat(new OriginPolicy(ORIGINS, true).rejects(List.of(origin), elsewhere))
        .isEqualTo(!expected);
    assertThat(new OriginPolicy(ORIGINS, false).rejects(List.of(origin), elsewhere)).isFalse();
    assertThat(new OriginPolicy(ORIGINS, true).allowed(List.of(origin)))
        .isEqualTo(expected ? Optional.of(origin) : Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({
    // No proxy says which scheme the page has.
    "http://music.example,               '',    music.example,       true",
    "https://music.example,              '',    music.example,       true",
    "https://music.example,              '',    music.example:443,   true",
    "http://music.example,               '',    music.example:80,    true",
    "https://music.example:443,          '',    Music.Example,       true",
    "http://music.example:8000,          '',    music.example:8000,  true",
    "https://music.example:8000,         '',    music.example:8000,  true",
    "http://m\u00fcsik.example,          '',    xn--msik-0ra.example, true",
    "'http://[2001:db8::1]:8000',        '',    '[2001:DB8:0::1]:8000', true",
    "http://music.example.,              '',    music.example.,      true",
    "http://music.example.,              '',    music.example,       false",
    "http://music.example,               '',    music.example:443,   false",
    "https://music.example,              '',    music.example:80,    false",
    "http://music.example:8000,          '',    music.example,       false",
    "http://music.example,               '',    music.example:8000,  false",
    "https://evil.music.example,         '',    music.example,       false",
    "https://evil://music.example,       '',    music.example,       false",
    "ftp://music.example,                '',    music.example,       false",
    "https://x@music.example,            '',    music.example,       false",
    "https://music.example/,             '',    music.example,       false",
    "null,                               '',    null,                false",
    // Behind TLS no page that came in clear is the own one.
    "https://music.example,              https, music.example,       true",
    "https://music.example,              https, music.example:443,   true",
    "http://music.example,               https, music.example,       false",
    "http://music.example:443,           https, music.example:443,   false",
    // The proxy that says so may stand behind another one that ends TLS.
    "https://music.example,              http,  music.example,       true",
    "http://music.example,               http,  music.example,       true"
  })
  void theOwnPageIsPermitted(String origin, String scheme, String host, boolean expected) {
    assertThat(new OriginPolicy(ORIGINS, true).rejects(List.of(origin), site(scheme, host)))
        .isEqualTo(!expected);
  }

  @Test
  void noOriginIsNoBrowserAndTwoAreNone() {
    OriginPolicy policy = new OriginPolicy(ORIGINS, true);
    Site site = site("", "radio.example");
    assertThat(policy.rejects(List.of(), site)).isFalse();
    assertThat(policy.rejects(List.of("https://radio.example", "https://radio.example"), site))
        .isTrue();
  }

  @Test
  void aStarPermitsAllAndRepeatsNothing() {
    OriginPolicy policy = new OriginPolicy("*", true);
    for (String origin : List.of("https://any.example", "null", "\u0001://")) {
      assertThat(policy.rejects(List.of(origin), site("", "here"))).isFalse();
      assertThat(policy.allowed(List.of(origin))).contains("*");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "radio.example",
    "https://",
    "https://radio.example/path",
    "https://a b",
    "https://a:b@c",
    "https://radio.example:65536",
    "null"
  })
  void whatIsNoOriginIsNamed(String origin) {
    assertThatThrownBy(() -> new OriginPolicy("http://localhost:3000," + origin, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(origin + " is no origin");
  }

  @Property
  void noOriginThrows(@ForAll String origin) {
    new OriginPolicy(ORIGINS, true).rejects(List.of(origin), site("", "here"));
    Authority.parse(origin);
  }

  private static Site site(String scheme, String host) {
    return new Site(
        Optional.of(scheme).filter(text -> !text.isEmpty()),
        Authority.parse(host).map(List::of).orElse(List.of()));
  }
}
