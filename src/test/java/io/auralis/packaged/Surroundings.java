package io.auralis.packaged;

import java.util.List;
import java.util.Map;

/**
 * Where the packaged service runs. Immutable.
 *
 * @param options of the virtual machine, or of the native image
 * @param environment variables beside those of a test; other characters than ASCII arrive as UTF-8
 * @param token what a client has to show to control, as the environment says
 * @param behindNginx whether clients come through the nginx that ships
 */
record Surroundings(
    List<String> options, Map<String, String> environment, String token, boolean behindNginx) {

  /** Nothing but a token. */
  static final Surroundings PLAIN =
      new Surroundings(List.of(), Map.of("AURALIS_CONTROL_TOKEN", "let-me-in"), "let-me-in", false);

  /** The virtual machine compiles as it does for users: for tests of what it takes. */
  static final Surroundings COMPILED =
      new Surroundings(List.of("-XX:TieredStopAtLevel=4"), Map.of(), "", false);

  /** Nothing at all. */
  static final Surroundings NONE = new Surroundings(List.of(), Map.of(), "", false);
}
