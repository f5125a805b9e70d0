package io.auralis.rest;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code If-None-Match} (RFC 9110, section 13.1.2). */
final class EntityTags {

  private static final Pattern TAG =
      Pattern.compile("[ \\t,]*(?:W/)?\"([\\x21\\x23-\\x7E\\x80-\\xFF]*+)\"[ \\t]*(?:,|$)");

  private EntityTags() {}

  /**
   * Whether the client has what this tag stands for. Weak tags count as strong ones: a proxy that
   * compresses weakens them.
   *
   * @param headers all lines of the header; what is no list of tags ends its line
   * @param tag without quotes
   */
  static boolean match(List<String> headers, String tag) {
    for (String header : headers) {
      if (header.strip().equals("*")) {
        return true;
      }
      Matcher tags = TAG.matcher(header);
      while (tags.lookingAt()) {
        if (tags.group(1).equals(tag)) {
          return true;
        }
        tags.region(tags.end(), header.length());
      }
    }
    return false;
  }
}
