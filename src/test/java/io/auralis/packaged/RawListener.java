package io.auralis.packaged;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A listener that writes its own handshake, so that it may claim anything in a header. */
final class RawListener implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int TWO_BYTES_FOLLOW = 126;
  private static final int EIGHT_BYTES_FOLLOW = 127;

  private final Socket socket;
  private final DataInputStream in;

  private RawListener(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(socket.getInputStream());
  }

  /** Connects with a line of its own in the handshake. */
  static RawListener connect(URI server, String header) throws IOException {
    Socket socket = new Socket(server.getHost(), server.getPort());
    socket.setSoTimeout((int) PATIENCE.toMillis());
    RawListener listener = new RawListener(socket);
    String handshake =
        String.join(
            "\r\n",
            "GET /ws/stream HTTP/1.1",
            "Host: " + server.getAuthority(),
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            header,
            "",
            "");
    socket.getOutputStream().write(handshake.getBytes(StandardCharsets.ISO_8859_1));
    listener.skipHead();
    return listener;
  }

  private void skipHead() throws IOException {
    StringBuilder head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("closed after " + head);
      }
      head.append((char) next);
    }
    if (!head.toString().startsWith("HTTP/1.1 101 ")) {
      throw new IOException("no stream: " + head);
    }
  }

  /** What the first frame holds. */
  String firstMessage() throws IOException {
    in.readUnsignedByte();
    long length = in.readUnsignedByte();
    if (length == TWO_BYTES_FOLLOW) {
      length = in.readUnsignedShort();
    } else if (length == EIGHT_BYTES_FOLLOW) {
      length = in.readLong();
    }
    return new String(in.readNBytes((int) length), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
