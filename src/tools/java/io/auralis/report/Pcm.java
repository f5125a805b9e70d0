package io.auralis.report;

/** Reads int16, little-endian. */
final class Pcm {

  private static final double FULL_SCALE = 32_768;

  private Pcm() {}

  /** The sample at a byte, -1 to 1. */
  static double sample(byte[] pcm, int at) {
    return (pcm[at] & 0xFF | pcm[at + 1] << 8) / FULL_SCALE;
  }
}
