package io.auralis.stations;

import java.security.SecureRandom;
import java.util.Base64;

/** Makes the secrets of personal stations. Thread-safe. */
final class StationIds {

  private static final int ID_BITS = 128;
  private static final int TOKEN_BYTES = 24;

  /** RFC 4648 in lower case: it survives being read aloud and typed. */
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

  private static final int BITS_PER_LETTER = 5;
  private static final int LETTERS = (ID_BITS + BITS_PER_LETTER - 1) / BITS_PER_LETTER;

  private final SecureRandom random = new SecureRandom();

  /** An id of 128 random bits: its link is the invitation. */
  String newId() {
    byte[] bytes = new byte[ID_BITS / Byte.SIZE];
    random.nextBytes(bytes);
    StringBuilder id = new StringBuilder(LETTERS);
    int held = 0;
    int bits = 0;
    for (byte each : bytes) {
      held = held << Byte.SIZE | each & 0xFF;
      bits += Byte.SIZE;
      while (bits >= BITS_PER_LETTER) {
        bits -= BITS_PER_LETTER;
        id.append(ALPHABET.charAt(held >> bits & 31));
      }
    }
    return id.append(ALPHABET.charAt(held << BITS_PER_LETTER - bits & 31)).toString();
  }

  /** A token that lets its holder control a station. */
  String newToken() {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  long newSeed() {
    return random.nextLong();
  }
}
