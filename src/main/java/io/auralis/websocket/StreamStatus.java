package io.auralis.websocket;

import io.auralis.delivery.DropReason;
import io.auralis.delivery.Notices;
import io.auralis.stations.LiveStation;
import io.auralis.stations.RenderGroup;
import io.auralis.wire.ErrorReason;
import io.auralis.wire.Messages;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;

/** The words for what a station does, and for what happens to one of its listeners. */
@Singleton
class StreamStatus {

  private final RenderGroup group;

  StreamStatus(RenderGroup group) {
    this.group = group;
  }

  /**
   * What a station does.
   *
   * @param resumed for a listener that asked to continue: whether it does; else null
   */
  Messages.Status of(LiveStation station, Boolean resumed) {
    return Messages.Status.of(
        station.status().bufferMillis(),
        station.broadcaster().listeners(),
        group.status().blockMillis(),
        resumed);
  }

  /**
   * What the fan-out of a station has to say to a listener.
   *
   * @param greeting what it hears before all else
   */
  Notices notices(LiveStation station, Optional<String> greeting) {
    return new ListenerNotices(station, greeting);
  }

  private final class ListenerNotices implements Notices {

    private final LiveStation station;
    private final Optional<String> greeting;

    private ListenerNotices(LiveStation station, Optional<String> greeting) {
      this.station = station;
      this.greeting = greeting;
    }

    @Override
    public Optional<String> greeting() {
      return greeting;
    }

    @Override
    public Optional<String> placed(boolean resumed) {
      return Optional.of(Messages.write(of(station, resumed)));
    }

    @Override
    public Optional<String> overran(long chunks, DropReason reason) {
      String why =
          switch (reason) {
            case SLOW -> "the connection is too slow";
            case LATE -> "the server was too late";
          };
      String message = String.format(Locale.ROOT, "%d chunks were lost: %s", chunks, why);
      return Optional.of(Messages.write(Messages.Error.of(ErrorReason.of(reason), message)));
    }
  }
}
