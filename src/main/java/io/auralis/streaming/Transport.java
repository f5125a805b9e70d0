package io.auralis.streaming;

import java.util.concurrent.CompletionStage;

/** A listener's connection, whatever carries it. Methods never block. */
public interface Transport {

  /** Sends one message; the stage completes when the connection takes the next. */
  CompletionStage<Void> send(String message);

  /** Ends the connection. */
  void close(DisconnectReason reason);
}
