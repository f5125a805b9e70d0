package io.auralis.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Headers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class SecurityHeadersTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/app.js",
        "/styles/base.css",
        "/manifest.webmanifest",
        "/api/v1/status",
        "/api/v1/presets",
        "/q/health/live",
        "/q/metrics",
        "/nothing"
      })
  void everyAnswerTellsBrowsersNotToGuessFrameOrTell(String path) {
    Headers headers = given().when().get(path).headers();

    assertThat(headers.getValues("X-Content-Type-Options")).containsExactly("nosniff");
    assertThat(headers.getValues("X-Frame-Options")).containsExactly("DENY");
    assertThat(headers.getValues("Referrer-Policy")).containsExactly("no-referrer");
    // Over HTTP it has no meaning (RFC 6797, section 7.2).
    assertThat(headers.getValues("Strict-Transport-Security")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/index.html", "/app.js", "/styles/base.css"})
  void thePageMayDoWhatItNeedsAndNothingElse(String path) {
    Headers headers = given().when().get(path).headers();

    assertThat(headers.getValues("Content-Security-Policy")).hasSize(1);
    assertThat(headers.getValue("Content-Security-Policy"))
        .contains("default-src 'none'")
        .contains("script-src 'self'")
        .contains("connect-src 'self'")
        .contains("frame-ancestors 'none'")
        .contains("base-uri 'none'")
        .contains("form-action 'none'")
        .doesNotContain("unsafe")
        .doesNotContain("http");
  }
}
