package io.auralis.websocket;

import io.auralis.delivery.Broadcaster;
import io.auralis.station.GenerationUpdate;
import io.auralis.station.StationEvents;
import io.auralis.station.StationProblem;
import io.auralis.wire.ErrorReason;
import io.auralis.wire.Messages;

/** Tells the listeners of a station what the station reports. In its tick. */
public final class ListenerNews implements StationEvents {

  private final Broadcaster broadcaster;

  public ListenerNews(Broadcaster broadcaster) {
    this.broadcaster = broadcaster;
  }

  @Override
  public void generationUpdated(GenerationUpdate update) {
    announce(Messages.Generation.of(update));
  }

  @Override
  public void problemOccurred(StationProblem problem, String message) {
    ErrorReason reason =
        switch (problem) {
          case SYNTHESIS_FAILED -> ErrorReason.SYNTHESIS_FAILED;
          case BUFFER_UNDERRUN -> ErrorReason.BUFFER_UNDERRUN;
          case GENERATION_ERROR -> ErrorReason.GENERATION_ERROR;
        };
    announce(Messages.Error.of(reason, message));
  }

  private void announce(Object message) {
    broadcaster.announce(Messages.write(message));
  }
}
