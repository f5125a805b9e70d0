package io.auralis.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Sends bytes as they are and reads what comes back. */
public final class RawHttp {

  private static final int PATIENCE_MILLIS = 4_000;
  private static final String END_OF_HEADERS = "\r\n\r\n";

  private RawHttp() {}

  /**
   * An answer.
   *
   * @param status 0 if none came
   * @param headers in small letters
   * @param closed whether the server ended the connection in time
   */
  public record Answer(int status, String headers, String body, boolean closed) {}

  /** Sends a request and reads until the server closes, switches protocols, or says no more. */
  public static Answer send(URI server, String request) throws IOException {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      return send(socket, request);
    }
  }

  /** The same on a connection that is open. */
  public static Answer send(Socket socket, String request) throws IOException {
    socket.setSoTimeout(PATIENCE_MILLIS);
    boolean closed = false;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      InputStream in = socket.getInputStream();
      for (int next = in.read(); ; next = in.read()) {
        if (next < 0) {
          closed = true;
          break;
        }
        bytes.write(next);
        if (next == '\n' && switched(text(bytes))) {
          break;
        }
      }
    } catch (SocketTimeoutException e) {
      // What came until now is the answer.
    } catch (SocketException e) {
      closed = true;
    }
    return answer(text(bytes), closed);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  private static boolean switched(String text) {
    return text.endsWith(END_OF_HEADERS) && text.startsWith("HTTP/1.1 101");
  }

  private static Answer answer(String text, boolean closed) {
    int end = text.indexOf(END_OF_HEADERS);
    if (!text.startsWith("HTTP/1.") || end < 0) {
      return new Answer(0, "", text, closed);
    }
    return new Answer(
        Integer.parseInt(text.substring(9, 12)),
        text.substring(0, end).toLowerCase(Locale.ROOT),
        text.substring(end + END_OF_HEADERS.length()),
        closed);
  }
}
