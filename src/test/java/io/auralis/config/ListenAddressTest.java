package io.auralis.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListenAddressTest {

  private static final String HOST_ALLOWED =
      " is not allowed: it must be an address of this machine or a name that leads to one; 0.0.0.0"
          + " means all of them. ";

  @Test
  void aPortThatIsFreeIsLeftFree() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();

      assertThat(ListenAddress.problem("127.0.0.1", port))
          .contains(
              "AURALIS_PORT="
                  + port
                  + " is not allowed: it must be a port that is free; another process listens on it"
                  + " at 127.0.0.1");
    }
    assertThat(ListenAddress.problem("127.0.0.1", port)).isEmpty();
    assertThat(ListenAddress.problem("127.0.0.1", port)).isEmpty();
  }

  @Test
  void anAddressOfAnotherMachineIsNamed() {
    assertThat(ListenAddress.problem("192.0.2.1", 8000))
        .contains("AURALIS_HOST=192.0.2.1" + HOST_ALLOWED + "This machine does not have it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-such-host.invalid", "127.0.0.1:8000", "http://localhost", "a b"})
  void aNameThatLeadsNowhereIsNamed(String host) {
    assertThat(ListenAddress.problem(host, 8000))
        .contains("AURALIS_HOST=" + host + HOST_ALLOWED + "No machine of this name is known");
  }
}
