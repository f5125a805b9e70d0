package io.auralis.rest;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The methods that each path of the API knows, for the {@code Allow} header of a 405 (RFC 9110,
 * section 15.5.6). A test holds this to the description of the API.
 */
final class AllowedMethods {

  private static final String READ = "GET, HEAD";
  private static final String READ_OR_POST = READ + ", POST";
  private static final String READ_OR_DELETE = READ + ", DELETE";

  private static final String API = "/api/v1/";
  private static final String ANY_STATION = "stations/{id}";
  private static final Pattern STATION = Pattern.compile("^stations/[^/]+");

  /** Routing does not see them. */
  private static final Pattern MATRIX_PARAMETERS = Pattern.compile(";[^/]*");

  private static final Map<String, String> METHODS =
      Map.ofEntries(
          Map.entry("control", READ_OR_POST),
          Map.entry("health", READ),
          Map.entry("phrases/current", READ),
          Map.entry("phrases/current.mid", READ),
          Map.entry("presets", READ),
          Map.entry("stations", READ_OR_POST),
          Map.entry(ANY_STATION, READ_OR_DELETE),
          Map.entry(ANY_STATION + "/control", READ_OR_POST),
          Map.entry(ANY_STATION + "/phrases/current", READ),
          Map.entry(ANY_STATION + "/phrases/current.mid", READ),
          Map.entry(ANY_STATION + "/status", READ),
          Map.entry("status", READ));

  private AllowedMethods() {}

  /**
   * What may be sent to a path.
   *
   * @param path normalised as RFC 3986, section 6.2.2, has it; a slash behind it does not matter
   * @return the methods, or nothing if there is nothing at the path
   */
  static Optional<String> of(String path) {
    if (!path.startsWith(API)) {
      return Optional.empty();
    }
    String below = MATRIX_PARAMETERS.matcher(path.substring(API.length())).replaceAll("");
    String template = STATION.matcher(below).replaceFirst(ANY_STATION);
    return Optional.ofNullable(
        METHODS.get(
            template.endsWith("/") ? template.substring(0, template.length() - 1) : template));
  }
}
