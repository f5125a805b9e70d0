package io.auralis.websocket;

import io.auralis.delivery.FramedChunk;
import io.netty.buffer.ByteBuf;

/**
 * A chunk as a WebSocket frame in memory outside the heap, counted by Netty.
 *
 * <p>Immutable but for its count; all listeners of a format share it.
 */
final class AudioFrame implements FramedChunk {

  private final boolean text;
  private final int payloadBytes;
  private final ByteBuf frame;

  /**
   * A frame that is complete.
   *
   * @param text whether its payload is UTF-8
   * @param payloadBytes bytes behind the frame's header
   * @param frame held by this from here on
   */
  AudioFrame(boolean text, int payloadBytes, ByteBuf frame) {
    this.text = text;
    this.payloadBytes = payloadBytes;
    this.frame = frame;
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

  /** The whole frame, for its holder to read in its stead: to release it is to release this. */
  ByteBuf bytesForHolder() {
    return frame.duplicate();
  }

  /** A copy of the payload, for ways that make frames of their own. */
  byte[] payload() {
    byte[] copy = new byte[payloadBytes];
    frame.getBytes(WebSocketFrame.headerBytes(payloadBytes), copy);
    return copy;
  }
}
