package io.auralis.websocket;

import io.netty.util.ByteProcessor;

/**
 * Follows a text byte by byte and says whether it is UTF-8 so far, as RFC 3629 has it: no overlong
 * forms, no surrogates, nothing above U+10FFFF. Not thread-safe.
 */
final class Utf8Check implements ByteProcessor {

  private static final int LOWEST_CONTINUATION = 0x80;
  private static final int HIGHEST_CONTINUATION = 0xBF;

  /** Bytes that the character still needs. */
  private int missing;

  /** What the next of them may be. */
  private int lowest = LOWEST_CONTINUATION;

  private int highest = HIGHEST_CONTINUATION;

  /** Takes one byte more; false if no UTF-8 goes on like this. */
  @Override
  public boolean process(byte value) {
    int unsigned = value & 0xFF;
    return missing == 0 ? begins(unsigned) : continues(unsigned);
  }

  /** Whether all characters that began are whole. */
  boolean whole() {
    return missing == 0;
  }

  private boolean begins(int first) {
    if (first < 0x80) {
      return true;
    }
    if (first < 0xC2 || first > 0xF4) {
      return false;
    }
    if (first < 0xE0) {
      missing = 1;
    } else {
      missing = first < 0xF0 ? 2 : 3;
    }
    lowest =
        switch (first) {
          case 0xE0 -> 0xA0;
          case 0xF0 -> 0x90;
          default -> LOWEST_CONTINUATION;
        };
    highest =
        switch (first) {
          case 0xED -> 0x9F;
          case 0xF4 -> 0x8F;
          default -> HIGHEST_CONTINUATION;
        };
    return true;
  }

  private boolean continues(int next) {
    boolean allowed = next >= lowest && next <= highest;
    missing--;
    lowest = LOWEST_CONTINUATION;
    highest = HIGHEST_CONTINUATION;
    return allowed;
  }
}
