package io.auralis.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenAddressTest {

  @ParameterizedTest
  @CsvSource({
    "false, 0.0.0.0, http://localhost:8000",
    "true, 0.0.0.0, https://localhost:8000",
    "false, 127.0.0.1, http://127.0.0.1:8000",
    "false, 127.0.0.2, http://127.0.0.2:8000",
    "false, localhost, http://localhost:8000",
    "true, radio.example, https://radio.example:8000",
    "false, ::, http://localhost:8000",
    "false, 0:0:0:0:0:0:0:0, http://localhost:8000",
    "false, ::0, http://localhost:8000",
    "false, ::1, http://[::1]:8000",
    "false, [::1], http://[::1]:8000",
    "false, 2001:db8::10, http://[2001:db8::10]:8000",
    "false, fe80::1%eth0, http://[fe80::1%25eth0]:8000"
  })
  void theAddressIsOneThatAnswers(boolean tls, String host, String address) {
    assertThat(OpenAddress.of(tls, host, 8000)).isEqualTo(address);
  }
}
