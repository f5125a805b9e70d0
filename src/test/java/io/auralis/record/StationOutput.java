package io.auralis.record;

import io.auralis.sequencing.ControlBlock;

/** Receives what one station makes, in order, on the thread that runs the station. */
public interface StationOutput {

  /** Controls go into the synthesis graph; they are valid during the call. */
  void controlsWritten(ControlBlock controls);

  /**
   * A message with audio goes to a listener.
   *
   * @param format label of the listener's format
   * @param frame the whole WebSocket frame
   */
  void messageSent(String format, byte[] frame);
}
