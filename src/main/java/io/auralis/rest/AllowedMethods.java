package io.auralis.rest;

import java.util.Set;

/**
 * The methods that a path knows, for the {@code Allow} header of a 405 (RFC 9110, section 15.5.6).
 * RESTEasy leaves it out. A test holds this to the description of the API.
 */
final class AllowedMethods {

  private static final String READ = "GET, HEAD";
  private static final String STATIONS = "api/v1/stations";

  private static final Set<String> TAKE_POST = Set.of("api/v1/control", STATIONS);

  private AllowedMethods() {}

  /**
   * What may be sent to a path.
   *
   * @param path of a resource; a slash before or behind it does not matter
   */
  static String of(String path) {
    String[] parts = path.replaceAll("^/+|/+$", "").split("/");
    String whole = String.join("/", parts);
    boolean below = whole.startsWith(STATIONS + "/");
    if (TAKE_POST.contains(whole) || below && parts.length == 5 && parts[4].equals("control")) {
      return READ + ", POST";
    }
    return below && parts.length == 4 ? READ + ", DELETE" : READ;
  }
}
