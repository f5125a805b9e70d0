package io.auralis.audio.codec;

import java.util.Locale;

/** What turns chunks into packets; several formats may carry the packets of one. */
public enum Codec {
  /** The PCM as it is: one packet a chunk. */
  PCM,
  /** Opus: five packets of 20 ms a chunk. */
  OPUS;

  /** Its name in a log line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
