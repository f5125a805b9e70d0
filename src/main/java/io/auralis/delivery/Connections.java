package io.auralis.delivery;

/**
 * All connections to the stream, those included that are no listener's any more and wait for their
 * clients to hang up. Any thread.
 */
public interface Connections {

  /** How many there are. */
  int open();

  /** Ends them without waiting for their clients, as far as it can be done. */
  void cut();
}
