package io.auralis.audio;

import java.util.Locale;

/**
 * 100 ms of a station's audio, ready to send: 4,410 frames of interleaved int16, little-endian.
 *
 * <p>Shared by all listeners without a copy: nobody may change {@code pcm} but the {@link
 * ChunkRing} that owns it, when it comes round.
 *
 * @param index position in the station's stream, from 0 without gaps
 * @param timestampMicros wall time of the first frame in microseconds since 1970-01-01T00:00Z
 * @param pcm 17,640 bytes
 */
public record AudioChunk(long index, long timestampMicros, byte[] pcm) {

  public AudioChunk {
    if (index < 0 || pcm.length != AudioFormat.CHUNK_BYTES) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "index %d, %d bytes; expected are an index of at least 0 and %d bytes",
              index,
              pcm.length,
              AudioFormat.CHUNK_BYTES));
    }
  }

  /** The same audio with another time. */
  public AudioChunk at(long micros) {
    return new AudioChunk(index, micros, pcm);
  }
}
