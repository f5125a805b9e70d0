package io.auralis.packaged;

import java.util.List;
import java.util.Map;

/**
 * All of it once more on a machine whose digits are Arabic and whose charset is ASCII, with a token
 * of what shells, YAML, properties and JSON each take for something else, behind the nginx that
 * ships.
 */
class ForeignLocaleIT extends PackagedApplicationIT {

  /** Both readings of the backslash: six characters, and the letter that they stand for. */
  private static final String TOKEN = "${x}$$\\u00e4\u00e4";

  @Override
  Surroundings surroundings() {
    Nginx.assumeInstalled();
    return new Surroundings(
        List.of("-Duser.language=ar", "-Duser.country=EG"),
        Map.of(
            "LC_ALL", "C",
            "AURALIS_ENV", "production",
            "AURALIS_TRUSTED_PROXIES", "127.0.0.1",
            "AURALIS_CONTROL_TOKEN", TOKEN),
        TOKEN,
        true);
  }
}
