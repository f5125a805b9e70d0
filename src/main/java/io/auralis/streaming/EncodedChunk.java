package io.auralis.streaming;

/**
 * A chunk as it goes over the wire, encoded once and shared by all listeners.
 *
 * @param index the chunk's index
 * @param text the message
 */
public record EncodedChunk(long index, String text) {}
