package io.auralis.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;

/**
 * One connection of the crowd: the handshake, then frames of RFC 6455, of which only the index and
 * the time of a chunk are looked at.
 */
final class LoadListener {

  /** The sample of RFC 6455, section 1.3. */
  private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

  /** Enough of the answer to a handshake to say what it is. */
  private static final int ANSWER_CHARS = 200;

  /** A burst is late by design. */
  private static final int BURST_CHUNKS = 4;

  private static final long CHUNK_MILLIS = 100;

  /** Masked, with a mask of zeros: 1000, normal closure. */
  private static final byte[] CLOSE_FRAME = {
    (byte) 0x88, (byte) 0x82, 0, 0, 0, 0, 0x03, (byte) 0xE8
  };

  /** A text of 100 bytes of which one comes. */
  private static final byte[] HALF_A_MESSAGE = {(byte) 0x81, (byte) (0x80 | 100), 0, 0, 0, 0, '{'};

  private final Crowd crowd;
  private final String request;
  private final SocketChannel channel;
  private final SelectionKey key;
  private boolean reads;
  private final long began = System.nanoTime();

  private boolean open;
  private final FrameReader frame = new FrameReader();
  private final ChunkOrder order;
  private final StringBuilder answer = new StringBuilder();
  private long heard;
  private long lastMillis;
  private int handshakeEnd;

  LoadListener(LoadOptions options, Crowd crowd, Selector selector, boolean reads)
      throws IOException {
    this(options, "", crowd, selector, reads, false);
  }

  private LoadListener(
      LoadOptions options,
      String station,
      Crowd crowd,
      Selector selector,
      boolean reads,
      boolean half)
      throws IOException {
    this.crowd = crowd;
    order = new ChunkOrder(crowd);
    this.reads = reads;
    channel = SocketChannel.open();
    channel.configureBlocking(false);
    if (!reads) {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, 16_384);
    }
    key = channel.register(selector, SelectionKey.OP_CONNECT, this);
    channel.connect(new InetSocketAddress(options.host(), options.port()));
    String whole =
        String.format(
            Locale.ROOT,
            "GET /ws/stream?%sformat=%s HTTP/1.1\r\nHost: %s:%d\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade\r\nSec-WebSocket-Key: %s\r\nSec-WebSocket-Version: 13\r\n\r\n",
            station.isEmpty() ? "" : "station=" + station + "&",
            options.format(),
            options.host(),
            options.port(),
            KEY);
    request = half ? whole.substring(0, whole.length() / 2) : whole;
  }

  /** A connection that never says all that a handshake needs. */
  static LoadListener halfHandshake(LoadOptions options, Crowd crowd, Selector selector)
      throws IOException {
    return new LoadListener(options, "", crowd, selector, true, true);
  }

  /** A connection that reads what one station plays. */
  static LoadListener of(LoadOptions options, String station, Crowd crowd, Selector selector)
      throws IOException {
    return new LoadListener(options, station, crowd, selector, true, false);
  }

  /** Whether it is connected and has heard nothing since that moment. */
  boolean silentSince(long wallMillis) {
    return open && lastMillis < wallMillis;
  }

  /** Does what the selector found ready. */
  void ready(ByteBuffer buffer, long wallMillis) {
    try {
      if (key.isConnectable() && channel.finishConnect()) {
        channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
        key.interestOps(SelectionKey.OP_READ);
      } else if (key.isReadable()) {
        read(buffer, wallMillis);
      }
    } catch (IOException e) {
      if (open) {
        lost(e.getMessage());
      } else {
        crowd.failed++;
        crowd.endings.merge("not connected: " + e.getMessage(), 1L, Long::sum);
      }
      close();
    }
  }

  /** Reads from here on. */
  void wakeUp() {
    reads = true;
    if (key.isValid()) {
      key.interestOps(SelectionKey.OP_READ);
    }
  }

  /** Goes; who is not connected yet, or was not answered yet, cannot say so first. */
  void leave(Ending ending) {
    try {
      if (open && ending == Ending.CLOSE_FRAME) {
        channel.write(ByteBuffer.wrap(CLOSE_FRAME));
      } else if (open && ending == Ending.RESET_IN_MESSAGE) {
        channel.write(ByteBuffer.wrap(HALF_A_MESSAGE));
      }
      if (ending == Ending.RESET || ending == Ending.RESET_IN_MESSAGE) {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      }
    } catch (IOException e) {
      // Gone already.
    }
    if (open) {
      crowd.connected--;
    }
    open = false;
    close();
  }

  private void read(ByteBuffer buffer, long wallMillis) throws IOException {
    buffer.clear();
    int bytes = channel.read(buffer);
    if (bytes < 0) {
      lost("end of stream");
      close();
      return;
    }
    crowd.bytes += bytes;
    buffer.flip();
    while (buffer.hasRemaining()) {
      if (!open) {
        shakeHands(buffer);
      } else if (frame.take(buffer)) {
        frameEnded(wallMillis);
      }
    }
  }

  private void shakeHands(ByteBuffer buffer) throws IOException {
    String wanted = "\r\n\r\n";
    while (buffer.hasRemaining() && handshakeEnd < wanted.length()) {
      byte next = buffer.get();
      if (answer.length() < ANSWER_CHARS) {
        answer.append((char) next);
      }
      handshakeEnd = next == wanted.charAt(handshakeEnd) ? handshakeEnd + 1 : next == '\r' ? 1 : 0;
    }
    if (handshakeEnd == wanted.length()) {
      if (answer.indexOf("HTTP/1.1 101") != 0) {
        throw new IOException(answer.toString().lines().findFirst().orElse("no answer"));
      }
      open = true;
      crowd.connected++;
      crowd.openings++;
      if (!reads) {
        key.interestOps(0);
      }
    }
  }

  private void frameEnded(long wallMillis) {
    if (!frame.wellFormed()) {
      crowd.malformed++;
    }
    switch (frame.opcode()) {
      case FrameReader.BINARY ->
          chunk(frame.start().getLong(8), frame.start().getLong(16) / 1_000, wallMillis);
      case FrameReader.TEXT -> {
        String tail = frame.tail();
        if (frame.opening().startsWith("{\"type\":\"audio\"")) {
          chunk(
              Long.parseLong(field(tail, "\"chunk_index\":", ",")),
              Instant.parse(field(tail, "\"timestamp\":\"", "\"")).toEpochMilli(),
              wallMillis);
        } else if (frame.opening().startsWith("{\"type\":\"error\"")) {
          crowd.errors.merge(errorIn(tail), 1L, Long::sum);
        }
      }
      case FrameReader.PING -> pong();
      case FrameReader.CLOSE -> {
        lost("close " + frame.closeCode());
        close();
      }
      default -> {
        // Nothing else comes from this server.
      }
    }
  }

  private void chunk(long index, long timestampMillis, long wallMillis) {
    if (heard == 0) {
      crowd.firstAudio.add((System.nanoTime() - began) / 1_000_000);
    }
    order.take(index);
    crowd.chunks++;
    if (++heard > BURST_CHUNKS) {
      crowd.lateness.add(wallMillis - timestampMillis);
      crowd.delay.add(wallMillis - lastMillis - CHUNK_MILLIS);
    }
    lastMillis = wallMillis;
  }

  private void pong() {
    try {
      // Masked, with a mask of zeros.
      channel.write(ByteBuffer.wrap(new byte[] {(byte) 0x8A, (byte) 0x80, 0, 0, 0, 0}));
    } catch (IOException e) {
      lost(e.getMessage());
      close();
    }
  }

  private void lost(String how) {
    if (open) {
      crowd.connected--;
      crowd.closedByServer++;
      crowd.endings.merge(how, 1L, Long::sum);
    }
    open = false;
  }

  private void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // It is gone either way.
    }
  }

  /** Code, severity and reason of an error; one that is too long has lost its beginning. */
  private static String errorIn(String tail) {
    String error = field(tail, "\"code\":\"", "\"") + " " + field(tail, "\"severity\":\"", "\"");
    return tail.contains("\"reason\":\"")
        ? error + ": " + field(tail, "\"reason\":\"", "\"")
        : error;
  }

  private static String field(String text, String before, String behind) {
    int at = text.indexOf(before);
    int from = at + before.length();
    int to = text.indexOf(behind, from);
    return at < 0 || to < 0 ? "?" : text.substring(from, to);
  }
}
