package io.auralis.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.auralis.websocket.TestClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** The service with the environment that the compose file gives it. */
class ComposeIT {

  private static final Path COMPOSE = Path.of("deploy/compose.yaml");

  /** {@code ${NAME:-default}}, the default also where the variable is empty. */
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+):-([^}]*)}");

  @TempDir Path directory;

  @Test
  void playsWhereNothingIsSet() throws Exception {
    Map<String, String> environment = environment(Map.of());
    assertThat(environment).containsEntry("AURALIS_CONTROL_TOKEN", "");

    try (PackagedApplication application = PackagedApplication.start(directory, environment);
        TestClient listener = TestClient.connect(application.uri())) {
      listener.awaitAudio(5);
      assertThat(application.get("/api/v1/status").body())
          .contains("\"current_key\":\"A minor\"")
          .contains("\"current_bpm\":70");
      assertThat(application.get("/q/health/ready").body()).contains("\"max_listeners\": 100");
      // No token: everybody may control
      listener.send("{\"type\":\"control\",\"bpm\":90}");
      listener.await(message -> message.path("bpm").asInt() == 90);
    }
  }

  @Test
  void passesOnWhatIsSet() throws Exception {
    Map<String, String> set =
        Map.of(
            "AURALIS_ENV", "production",
            "AURALIS_DEFAULT_KEY", "D minor",
            "AURALIS_DEFAULT_BPM", "61",
            "AURALIS_ENABLE_OPUS", "true",
            "AURALIS_MAX_CLIENTS", "7",
            "AURALIS_CONTROL_TOKEN", "secret");

    try (PackagedApplication application = PackagedApplication.start(directory, environment(set));
        TestClient listener = TestClient.connect(application.uri(), "?format=opus")) {
      assertThat(application.get("/api/v1/status").body())
          .contains("\"current_key\":\"D minor\"")
          .contains("\"current_bpm\":61");
      assertThat(application.get("/q/health/ready").body()).contains("\"max_listeners\": 7");
      listener.send("{\"type\":\"control\",\"bpm\":90}");
      listener.awaitError("INVALID_CONTROL");
    }
  }

  /** The environment of the service for these variables of the shell. */
  private static Map<String, String> environment(Map<String, String> shell) throws Exception {
    Map<String, Object> compose = new Yaml().load(Files.readString(COMPOSE));
    Map<?, ?> services = (Map<?, ?>) compose.get("services");
    Map<?, ?> declared = (Map<?, ?>) ((Map<?, ?>) services.get("auralis")).get("environment");
    Map<String, String> environment = new HashMap<>();
    declared.forEach(
        (name, value) -> {
          Matcher variable = VARIABLE.matcher(String.valueOf(value));
          environment.put(
              (String) name,
              variable.matches()
                  ? shell.getOrDefault(variable.group(1), variable.group(2))
                  : String.valueOf(value));
        });
    return environment;
  }
}
