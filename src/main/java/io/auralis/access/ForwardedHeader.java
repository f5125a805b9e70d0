package io.auralis.access;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code Forwarded} header of RFC 7239: a list of elements, each with named parameters. */
final class ForwardedHeader {

  /** A token or a quoted text, and what stands behind it. */
  private static final Pattern PAIR =
      Pattern.compile(
          "[ \\t]*([A-Za-z]{1,32})=(?:\"((?:[^\"\\\\]|\\\\.){0,300}+)\"|([^\",; \\t]{0,300}+))"
              + "[ \\t]*([,;]|$)");

  private ForwardedHeader() {}

  /**
   * All elements in their order, the names of their parameters in small letters. What cannot be
   * read ends its line in an element without parameters, so that nothing before it counts.
   */
  static List<Map<String, String>> elements(List<String> lines) {
    List<Map<String, String>> elements = new ArrayList<>();
    for (String line : lines) {
      Matcher pair = PAIR.matcher(line);
      Map<String, String> element = new HashMap<>();
      int position = 0;
      while (position < line.length()) {
        if (!pair.region(position, line.length()).lookingAt()) {
          element = new HashMap<>();
          break;
        }
        String quoted = pair.group(2);
        element.put(
            pair.group(1).toLowerCase(Locale.ROOT),
            quoted == null ? pair.group(3) : quoted.replaceAll("\\\\(.)", "$1"));
        position = pair.end();
        if (pair.group(4).equals(",")) {
          elements.add(element);
          element = new HashMap<>();
        }
      }
      elements.add(element);
    }
    return elements;
  }
}
