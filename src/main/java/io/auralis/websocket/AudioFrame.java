package io.auralis.websocket;

import io.auralis.delivery.EncodedChunk;
import io.netty.buffer.ByteBuf;

/**
 * A chunk as a WebSocket frame in memory outside the heap, counted by Netty.
 *
 * <p>Immutable but for its count; all listeners of a format share it.
 */
final class AudioFrame implements EncodedChunk {

  private final long index;
  private final boolean text;
  private final int payloadBytes;
  private final ByteBuf frame;

  private AudioFrame(long index, boolean text, byte[] payload) {
    this.index = index;
    this.text = text;
    this.payloadBytes = payload.length;
    this.frame = WebSocketFrame.of(text ? WebSocketFrame.TEXT : WebSocketFrame.BINARY, payload);
  }

  /** A text message; the payload is UTF-8. */
  static AudioFrame text(long index, byte[] payload) {
    return new AudioFrame(index, true, payload);
  }

  /** A binary message. */
  static AudioFrame binary(long index, byte[] payload) {
    return new AudioFrame(index, false, payload);
  }

  @Override
  public long index() {
    return index;
  }

  @Override
  public int bytes() {
    return frame.readableBytes();
  }

  @Override
  public void retain() {
    frame.retain();
  }

  @Override
  public void release() {
    frame.release();
  }

  boolean isText() {
    return text;
  }

  /** The whole frame, for one more reader who releases it. */
  ByteBuf share() {
    return frame.retainedDuplicate();
  }

  /** A copy of the payload, for ways that make frames of their own. */
  byte[] payload() {
    byte[] copy = new byte[payloadBytes];
    frame.getBytes(WebSocketFrame.headerBytes(payloadBytes), copy);
    return copy;
  }
}
