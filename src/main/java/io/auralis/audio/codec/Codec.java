package io.auralis.audio.codec;

/** What turns chunks into packets; several formats may carry the packets of one. */
public enum Codec {
  /** The PCM as it is: one packet a chunk. */
  PCM,
  /** Opus: five packets of 20 ms a chunk. */
  OPUS
}
