package io.auralis.config;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;

/** Finds out whether the service can listen where the settings say. */
public final class ListenAddress {

  /** Ports below need a right that few processes have. */
  private static final int FIRST_FREE_PORT = 1024;

  private static final int PATIENCE_MILLIS = 500;

  private ListenAddress() {}

  /**
   * Why nobody can listen there, as one line that names the setting; nothing if it works. Opens the
   * port and closes it again.
   */
  public static Optional<String> problem(String host, int port) {
    InetAddress address;
    try {
      address = InetAddress.getByName(host);
    } catch (UnknownHostException | SecurityException e) {
      return Optional.of(refusedHost(host, "No machine of this name is known"));
    }
    if (opens(address, port)) {
      return Optional.empty();
    }
    if (!opens(address, 0)) {
      return Optional.of(refusedHost(host, "This machine does not have it"));
    }
    if (port < FIRST_FREE_PORT && !answers(address, port)) {
      return Optional.of(
          refusedPort(
              port, "a port that this user may open, from 1024 up; this one needs more rights"));
    }
    return Optional.of(
        refusedPort(
            port,
            String.format(
                Locale.ROOT, "a port that is free; another process listens on it at %s", host)));
  }

  private static String refusedHost(String host, String reason) {
    return Setting.named("auralis.host")
            .refused(
                host,
                "an address of this machine or a name that leads to one; 0.0.0.0 means all of"
                    + " them")
        + ". "
        + reason;
  }

  private static String refusedPort(int port, String allowed) {
    return Setting.named("auralis.port").refused(String.valueOf(port), allowed);
  }

  private static boolean opens(InetAddress address, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(address, port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean answers(InetAddress address, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), PATIENCE_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
