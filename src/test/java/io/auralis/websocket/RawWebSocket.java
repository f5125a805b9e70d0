package io.auralis.websocket;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** A WebSocket client that sends what it is told to, be it right or wrong, and reads frames. */
public final class RawWebSocket implements Closeable {

  private static final int PATIENCE_MILLIS = 20_000;

  private final Socket socket;
  private final DataInputStream in;

  /** A frame of the server. */
  public record Frame(int first, byte[] payload) {

    public int opcode() {
      return first & 0x0F;
    }

    public String text() {
      return new String(payload, StandardCharsets.UTF_8);
    }

    /** The code of a close frame; 1005, as RFC 6455 has it, if it has none. */
    public int closeCode() {
      return payload.length < Short.BYTES ? 1005 : ByteBuffer.wrap(payload).getShort() & 0xFFFF;
    }
  }

  /** Over a connection on which nothing was said yet. */
  public RawWebSocket(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
  }

  /** A WebSocket on the stream, audio as binary messages. */
  public static RawWebSocket connect(URI server) throws IOException {
    RawWebSocket client = new RawWebSocket(new Socket(server.getHost(), server.getPort()));
    client.send(handshake(""));
    String answer = client.readHead();
    if (!answer.startsWith("HTTP/1.1 101")) {
      throw new AssertionError(answer);
    }
    return client;
  }

  /** A right handshake, with more headers. */
  public static byte[] handshake(String headers) {
    return ("GET /ws/stream?format=pcm HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n"
            + "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            + "Sec-WebSocket-Version: 13\r\n"
            + headers
            + "\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  public void send(byte[] bytes) throws IOException {
    send(bytes, bytes.length);
  }

  /** Sends in pieces of so many bytes; less arrives if the server hangs up before. */
  public void send(byte[] bytes, int piece) throws IOException {
    OutputStream out = socket.getOutputStream();
    try {
      for (int at = 0; at < bytes.length; at += piece) {
        out.write(bytes, at, Math.min(piece, bytes.length - at));
        out.flush();
      }
    } catch (SocketException e) {
      // What the server said before it hung up is still to be read.
    }
  }

  /** An HTTP answer up to its body; empty at the end of the connection. */
  public String readHead() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        return head.toString();
      }
      head.append((char) next);
    }
    return head.toString();
  }

  /** So many bytes of a body. */
  public String readBody(int bytes) throws IOException {
    return new String(in.readNBytes(bytes), StandardCharsets.UTF_8);
  }

  /** The next frame; nothing at the end of the connection. */
  public Optional<Frame> read() throws IOException {
    try {
      int first = in.readUnsignedByte();
      long length = in.readUnsignedByte();
      if (length == 126) {
        length = in.readUnsignedShort();
      } else if (length == 127) {
        length = in.readLong();
      }
      byte[] payload = new byte[(int) length];
      in.readFully(payload);
      return Optional.of(new Frame(first, payload));
    } catch (EOFException e) {
      return Optional.empty();
    } catch (SocketTimeoutException e) {
      throw new AssertionError("The server neither answered nor hung up", e);
    }
  }

  /** The next frame that is no audio and no news of the station. */
  public Optional<Frame> readAnswer() throws IOException {
    Optional<Frame> frame = read();
    while (frame.isPresent()
        && (frame.get().opcode() == ClientFrames.BINARY
            || frame.get().text().contains("generation_update"))) {
      frame = read();
    }
    return frame;
  }

  /** Reads up to the server's close frame, and says its code; -1 if the connection ends without. */
  public int awaitClose() throws IOException {
    try {
      for (Optional<Frame> frame = read(); frame.isPresent(); frame = read()) {
        if (frame.get().opcode() == ClientFrames.CLOSE) {
          return frame.get().closeCode();
        }
      }
    } catch (SocketException e) {
      // A reset.
    }
    return -1;
  }

  /** Whether nothing but the end of the connection comes. */
  public boolean awaitEnd() throws IOException {
    try {
      return read().isEmpty();
    } catch (SocketException e) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  @Override
  public String toString() {
    return Arrays.toString(new Object[] {socket});
  }
}
