package io.auralis.delivery;

/**
 * Puts the packets of a chunk into one format's message. Knows no station and keeps no state, so
 * that all stations share it.
 *
 * <p>Thread-safe; called on connections' threads, once for all listeners of a format.
 */
public interface Framing {

  /** The message that carries a chunk; the caller holds it. */
  FramedChunk frame(PacketChunk chunk);
}
