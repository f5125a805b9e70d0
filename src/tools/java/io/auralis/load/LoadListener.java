package io.auralis.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;

/**
 * One connection of the crowd: the handshake, then frames of RFC 6455, of which only the index and
 * the time of a chunk are looked at.
 */
final class LoadListener {

  /** The sample of RFC 6455, section 1.3. */
  private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

  private static final int OPCODE_TEXT = 1;
  private static final int OPCODE_BINARY = 2;
  private static final int OPCODE_CLOSE = 8;
  private static final int OPCODE_PING = 9;

  /** First bytes of what a server may send: whole texts, binaries, closings and pings. */
  private static final Set<Integer> EXPECTED = Set.of(0x81, 0x82, 0x88, 0x89);

  private static final int MASKED = 0x80;

  /** Enough of a message's start for a header, and of its end for index and time in JSON. */
  private static final int EDGE_BYTES = 200;

  /** A burst is late by design. */
  private static final int BURST_CHUNKS = 4;

  private static final int BINARY_HEADER = 24;

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
  private final byte[] header = new byte[10];
  private int headerBytes;
  private int opcode;
  private long payloadLeft;
  private final byte[] start = new byte[BINARY_HEADER];
  private int startBytes;
  private final byte[] end = new byte[EDGE_BYTES];
  private int endBytes;
  private long heard;
  private long next = -1;
  private int handshakeEnd;

  LoadListener(LoadOptions options, Crowd crowd, Selector selector, boolean reads)
      throws IOException {
    this(options, crowd, selector, reads, false);
  }

  private LoadListener(
      LoadOptions options, Crowd crowd, Selector selector, boolean reads, boolean half)
      throws IOException {
    this.crowd = crowd;
    this.reads = reads;
    channel = SocketChannel.open();
    channel.configureBlocking(false);
    if (!reads) {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, 16_384);
    }
    key = channel.register(selector, SelectionKey.OP_CONNECT, this);
    channel.connect(new InetSocketAddress(options.host(), options.port()));
    String whole =
        ("GET /ws/stream?format=%s HTTP/1.1\r\nHost: %s:%d\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade\r\nSec-WebSocket-Key: %s\r\nSec-WebSocket-Version: 13\r\n\r\n")
            .formatted(options.format(), options.host(), options.port(), KEY);
    request = half ? whole.substring(0, whole.length() / 2) : whole;
  }

  /** A connection that never says all that a handshake needs. */
  static LoadListener halfHandshake(LoadOptions options, Crowd crowd, Selector selector)
      throws IOException {
    return new LoadListener(options, crowd, selector, true, true);
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
      } else if (payloadLeft > 0) {
        takePayload(buffer);
        if (payloadLeft == 0) {
          frameEnded(wallMillis);
        }
      } else {
        takeHeader(buffer, wallMillis);
      }
    }
  }

  private void shakeHands(ByteBuffer buffer) throws IOException {
    String wanted = "\r\n\r\n";
    while (buffer.hasRemaining() && handshakeEnd < wanted.length()) {
      byte next = buffer.get();
      if (endBytes < EDGE_BYTES) {
        end[endBytes++] = next;
      }
      handshakeEnd = next == wanted.charAt(handshakeEnd) ? handshakeEnd + 1 : next == '\r' ? 1 : 0;
    }
    if (handshakeEnd == wanted.length()) {
      String answer = new String(end, 0, endBytes, StandardCharsets.US_ASCII);
      if (!answer.startsWith("HTTP/1.1 101")) {
        throw new IOException(answer.lines().findFirst().orElse("no answer"));
      }
      open = true;
      endBytes = 0;
      crowd.connected++;
      crowd.openings++;
      if (!reads) {
        key.interestOps(0);
      }
    }
  }

  private void takeHeader(ByteBuffer buffer, long wallMillis) {
    header[headerBytes++] = buffer.get();
    if (headerBytes < 2) {
      return;
    }
    int length = header[1] & 0x7F;
    int extra = length == 126 ? Short.BYTES : length == 127 ? Long.BYTES : 0;
    if (headerBytes < 2 + extra) {
      return;
    }
    long payload = extra == 0 ? length : 0;
    for (int i = 0; i < extra; i++) {
      payload = payload << Byte.SIZE | header[2 + i] & 0xFF;
    }
    opcode = header[0] & 0x0F;
    if (!EXPECTED.contains(header[0] & 0xFF) || (header[1] & MASKED) != 0) {
      crowd.malformed++;
    }
    payloadLeft = payload;
    headerBytes = 0;
    startBytes = 0;
    endBytes = 0;
    if (payload == 0) {
      frameEnded(wallMillis);
    }
  }

  private void takePayload(ByteBuffer buffer) {
    int bytes = (int) Math.min(payloadLeft, buffer.remaining());
    int at = buffer.position();
    if (startBytes < start.length) {
      int wanted = Math.min(start.length - startBytes, bytes);
      buffer.get(at, start, startBytes, wanted);
      startBytes += wanted;
    }
    if (opcode != OPCODE_BINARY) {
      int kept = Math.min(endBytes, Math.max(0, EDGE_BYTES - bytes));
      System.arraycopy(end, endBytes - kept, end, 0, kept);
      int wanted = Math.min(bytes, EDGE_BYTES);
      buffer.get(at + bytes - wanted, end, kept, wanted);
      endBytes = kept + wanted;
    }
    buffer.position(at + bytes);
    payloadLeft -= bytes;
  }

  private void frameEnded(long wallMillis) {
    switch (opcode) {
      case OPCODE_BINARY -> {
        ByteBuffer fields = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
        chunk(fields.getLong(8), fields.getLong(16) / 1_000, wallMillis);
      }
      case OPCODE_TEXT -> {
        String opening = new String(start, 0, startBytes, StandardCharsets.US_ASCII);
        String tail = new String(end, 0, endBytes, StandardCharsets.US_ASCII);
        if (opening.startsWith("{\"type\":\"audio\"")) {
          chunk(
              Long.parseLong(field(tail, "\"chunk_index\":", ",")),
              Instant.parse(field(tail, "\"timestamp\":\"", "\"")).toEpochMilli(),
              wallMillis);
        } else if (tail.startsWith("{\"type\":\"error\"")) {
          String severity = field(tail, "\"severity\":\"", "\"");
          crowd.errors.merge(field(tail, "\"code\":\"", "\"") + " " + severity, 1L, Long::sum);
        }
      }
      case OPCODE_PING -> pong();
      case OPCODE_CLOSE -> {
        int code = endBytes < 2 ? 0 : (end[0] & 0xFF) << Byte.SIZE | end[1] & 0xFF;
        lost("close " + code);
        close();
      }
      default -> {
        // Nothing else comes from this server.
      }
    }
  }

  private void chunk(long index, long timestampMillis, long wallMillis) {
    if (next < 0) {
      crowd.firstAudio.add((System.nanoTime() - began) / 1_000_000);
    } else if (index > next) {
      crowd.gaps += index - next;
    } else if (index < next) {
      crowd.doubled++;
    }
    next = index + 1;
    crowd.chunks++;
    if (++heard > BURST_CHUNKS) {
      crowd.lateness.add(wallMillis - timestampMillis);
    }
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

  private static String field(String text, String before, String behind) {
    int from = text.indexOf(before) + before.length();
    return text.substring(from, text.indexOf(behind, from));
  }
}
