package io.auralis.load;

/** How a listener leaves. */
enum Ending {
  /** With a close frame, as the protocol has it. */
  CLOSE_FRAME,
  /** By hanging up without a word. */
  END_OF_STREAM,
  /** By a TCP reset, while the server sends. */
  RESET,
  /** By a TCP reset in the middle of a message of its own. */
  RESET_IN_MESSAGE
}
