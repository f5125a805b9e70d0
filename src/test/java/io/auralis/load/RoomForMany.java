package io.auralis.load;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Places for a crowd, where ten are the default, and addresses counted. */
public final class RoomForMany implements QuarkusTestProfile {

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of("auralis.max-clients", "2000", "auralis.max-clients-per-address", "2000");
  }
}
