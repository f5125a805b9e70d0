package io.auralis.delivery;

import java.util.OptionalLong;

/**
 * What a new listener asks for.
 *
 * @param format how it wants its audio
 * @param from the index of the chunk to continue with, if it comes back
 * @param notices the words for what concerns this listener alone
 */
public record Admission(StreamFormat format, OptionalLong from, Notices notices) {

  /** A listener that is new and wants nothing special. */
  public static Admission plain() {
    return new Admission(StreamFormat.JSON, OptionalLong.empty(), Notices.NONE);
  }
}
