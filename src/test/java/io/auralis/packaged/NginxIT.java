package io.auralis.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.auralis.websocket.TestClient;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A listener behind Debian's nginx, which restarts, and which says who is asking. */
class NginxIT {

  private static final String DEFAULTS =
      """
      events {
      }
      http {
          server {
              listen 80;
              location / {
                  proxy_pass http://auralis:8000;
                  proxy_http_version 1.1;
                  proxy_set_header Upgrade $http_upgrade;
                  proxy_set_header Connection upgrade;
              }
          }
      }
      """;

  @TempDir Path directory;

  @BeforeEach
  void isInstalled() {
    Nginx.assumeInstalled();
  }

  @Test
  void theStreamOutlivesARestartOfNginxWithItsDefaults() throws Exception {
    resumesAfterARestart(DEFAULTS);
  }

  @Test
  void theStreamOutlivesARestartOfNginxWithTheExample() throws Exception {
    resumesAfterARestart(Nginx.example());
  }

  /** The nginx that ships trusts nobody: what a client claims must not get through. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Forwarded-For: 198.51.100.%d",
        "X-Forwarded-For: 198.51.100.%d, 127.0.0.1",
        "Forwarded: for=198.51.100.%d",
        "X-Real-IP: 198.51.100.%d"
      })
  void aClientCannotClaimAnAddressBehindTheExample(String claim) throws Exception {
    try (PackagedApplication application =
            PackagedApplication.start(
                directory,
                Map.of(
                    "AURALIS_TRUSTED_PROXIES", "127.0.0.1",
                    "AURALIS_MAX_CLIENTS_PER_ADDRESS", "1"));
        Nginx nginx = Nginx.start(Nginx.example(), directory, application.uri().getPort());
        RawListener first = RawListener.connect(nginx.uri(), numbered(claim, 1))) {
      assertThat(first.firstMessage()).contains("\"type\":\"audio\"");
      try (RawListener second = RawListener.connect(nginx.uri(), numbered(claim, 2))) {
        assertThat(second.firstMessage()).contains("SERVER_OVERLOAD");
      }
    }
  }

  private static String numbered(String claim, int number) {
    return claim.replace("%d", Integer.toString(number));
  }

  private void resumesAfterARestart(String configuration) throws Exception {
    List<Long> heard = new ArrayList<>();
    try (PackagedApplication application =
            PackagedApplication.start(directory, Map.of("AURALIS_BUFFER_CAPACITY_SEC", "20"));
        Nginx nginx = Nginx.start(configuration, directory, application.uri().getPort())) {
      URI address = nginx.uri();
      try (TestClient listener = TestClient.connect(address)) {
        listener.awaitAudio(10);
        nginx.stop();
        assertThat(listener.awaitClose()).as("an abnormal end").isNotEqualTo(1000);
        indices(listener.audio(), heard);
      }

      nginx.start();
      long next = heard.get(heard.size() - 1) + 1;
      try (TestClient listener = TestClient.connect(address, "?from=" + next)) {
        assertThat(listener.await("status").path("resumed").asBoolean()).isTrue();
        indices(listener.awaitAudio(10), heard);
      }
    }
    for (int i = 0; i < heard.size(); i++) {
      assertThat(heard.get(i)).isEqualTo(heard.get(0) + i);
    }
  }

  private static void indices(List<JsonNode> audio, List<Long> heard) {
    audio.forEach(message -> heard.add(message.path("chunk_index").asLong()));
  }
}
