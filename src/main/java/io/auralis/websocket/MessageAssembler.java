package io.auralis.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;

/**
 * Puts the fragments of a message together and checks its size, and a text's UTF-8 as it comes.
 *
 * <p>Frames come in an order that the decoder has checked. Belongs to the connection's event loop.
 */
final class MessageAssembler {

  private final int maxBytes;

  /** The fragments of a message so far; null between messages. */
  private ByteBuf fragments;

  private boolean text;
  private Utf8Check utf8;

  /**
   * An assembler.
   *
   * @param maxBytes that a message may have
   */
  MessageAssembler(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /**
   * Takes a data frame and what it holds.
   *
   * @return the whole message if this was its last frame, else null
   * @throws CorruptedWebSocketFrameException if the message is too big or no UTF-8
   */
  WebSocketFrame take(WebSocketFrame frame) {
    if (!(frame instanceof ContinuationWebSocketFrame)) {
      text = frame instanceof TextWebSocketFrame;
      utf8 = text ? new Utf8Check() : null;
    }
    try {
      check(frame);
    } catch (CorruptedWebSocketFrameException e) {
      frame.release();
      throw e;
    }
    return fragments == null && frame.isFinalFragment() ? frame : append(frame);
  }

  /** Forgets a message that is not whole. */
  void forget() {
    ReferenceCountUtil.release(fragments);
    fragments = null;
  }

  private void check(WebSocketFrame frame) {
    int before = fragments == null ? 0 : fragments.readableBytes();
    if (before + frame.content().readableBytes() > maxBytes) {
      throw new CorruptedWebSocketFrameException(
          WebSocketCloseStatus.MESSAGE_TOO_BIG, "Messages may have up to " + maxBytes + " bytes");
    }
    if (text
        && (frame.content().forEachByte(utf8) >= 0 || frame.isFinalFragment() && !utf8.whole())) {
      throw new CorruptedWebSocketFrameException(
          WebSocketCloseStatus.INVALID_PAYLOAD_DATA, "A text message must be UTF-8");
    }
  }

  private WebSocketFrame append(WebSocketFrame frame) {
    if (fragments == null) {
      fragments = Unpooled.buffer(frame.content().readableBytes(), maxBytes);
    }
    fragments.writeBytes(frame.content());
    boolean last = frame.isFinalFragment();
    frame.release();
    if (!last) {
      return null;
    }
    ByteBuf whole = fragments;
    fragments = null;
    return text ? new TextWebSocketFrame(whole) : new BinaryWebSocketFrame(whole);
  }
}
