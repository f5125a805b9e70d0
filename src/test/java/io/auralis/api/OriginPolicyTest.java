package io.auralis.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginPolicyTest {

  private static final String ORIGINS = "https://radio.example, http://localhost:3000";

  @ParameterizedTest
  @CsvSource({
    ",                              true",
    "http://music.example:8000,     true",
    "https://music.example:8000,    true",
    "https://radio.example,         true",
    "HTTPS://Radio.Example,         true",
    "http://localhost:3000,         true",
    "http://radio.example,          false",
    "https://radio.example.evil,    false",
    "https://evil.music.example:8000, false",
    "https://music.example,         false",
    "null,                          false"
  })
  void theOwnPageAndListedOriginsArePermitted(String origin, boolean expected) {
    assertThat(new OriginPolicy(ORIGINS, true).permits(origin, "music.example:8000"))
        .isEqualTo(expected);
    assertThat(new OriginPolicy(ORIGINS, true).refuses(origin, "music.example:8000"))
        .isEqualTo(!expected);
    assertThat(new OriginPolicy(ORIGINS, false).refuses(origin, "music.example:8000")).isFalse();
  }

  @Test
  void aStarPermitsAll() {
    assertThat(new OriginPolicy("*", true).refuses("https://any.example", "here")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"radio.example", "https://", "https://radio.example/path", "https://a b"})
  void whatIsNoOriginIsRefusedWithItsVariable(String origin) {
    assertThatThrownBy(() -> new OriginPolicy(origin, true))
        .hasMessageStartingWith("AURALIS_CORS_ORIGINS: " + origin + " is not allowed");
  }
}
