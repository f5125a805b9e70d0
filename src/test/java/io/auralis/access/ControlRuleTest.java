package io.auralis.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlRuleTest {

  /** Of a header each byte is a character: Netty reads it as Latin-1. */
  @ParameterizedTest
  @ValueSource(strings = {"sesame", "${x}$$\u00e4", "${x}$$\\u00e4", "\u0639\u0631\u0628\u064a"})
  void aTokenIsKnownInWhateverBytesAClientSendsIt(String token) {
    ControlRule policy = ControlRule.token(token);
    String bytes = new String(token.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);

    assertThat(policy.permitsHeader("Bearer " + bytes)).isTrue();
    assertThat(policy.permitsHeader("bearer  " + bytes + " ")).isTrue();
    assertThat(policy.permitsHeader("Bearer " + token)).isTrue();
    assertThat(policy.permits(token)).isTrue();
    assertThat(policy.permitsHeader("Bearer x" + bytes)).isFalse();
    assertThat(policy.permitsHeader("Basic " + bytes)).isFalse();
    assertThat(policy.permitsHeader(bytes)).isFalse();
    assertThat(policy.permitsHeader(null)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer x", "", "Basic x"})
  void withoutATokenEverybodyMay(String header) {
    assertThat(ControlRule.open().permitsHeader(header)).isTrue();
  }
}
