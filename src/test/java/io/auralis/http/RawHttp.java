package io.auralis.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends bytes as they are and reads what comes back. */
public final class RawHttp {

  private static final int PATIENCE_MILLIS = 4_000;
  private static final Pattern CONTENT_LENGTH =
      Pattern.compile("(?i)\\r\\ncontent-length: *(\\d+)\\r\\n");
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
    return send(socket, request, false);
  }

  /**
   * Sends a request and reads no more than its answer: the connection may stay open, and nothing is
   * said of that.
   */
  public static Answer sendForOne(URI server, String request) throws IOException {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      return send(socket, request, true);
    }
  }

  private static Answer send(Socket socket, String request, boolean one) throws IOException {
    socket.setSoTimeout(PATIENCE_MILLIS);
    boolean closed = false;
    boolean headEnded = false;
    long end = Long.MAX_VALUE;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      // One read for many bytes: an answer of 100 kB byte by byte takes as many system calls.
      InputStream in = new BufferedInputStream(socket.getInputStream());
      while (bytes.size() < end) {
        int next = in.read();
        if (next < 0) {
          closed = true;
          break;
        }
        bytes.write(next);
        if (next == '\n' && !headEnded && text(bytes).endsWith(END_OF_HEADERS)) {
          headEnded = true;
          if (text(bytes).startsWith("HTTP/1.1 101")) {
            break;
          }
          end = one ? bytes.size() + contentLength(text(bytes)) : end;
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

  /** Without one, the end of the connection ends the answer. */
  private static long contentLength(String head) {
    Matcher length = CONTENT_LENGTH.matcher(head);
    return length.find() ? Long.parseLong(length.group(1)) : Integer.MAX_VALUE;
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
