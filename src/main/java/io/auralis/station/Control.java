package io.auralis.station;

import io.auralis.music.GenerationParameters;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A wish for other music.
 *
 * @param change makes the new parameters from the ones asked for before, so that concurrent changes
 *     of different fields both count
 * @param timestamp the client's, repeated in the update that everybody gets
 * @param sender names the client in the log
 * @param echo gets the update with this control's own timestamp, where the one that everybody gets
 *     has another's; on the render thread, must not block
 */
public record Control(
    UnaryOperator<GenerationParameters> change,
    Optional<String> timestamp,
    String sender,
    Consumer<GenerationUpdate> echo) {

  public Control {
    Objects.requireNonNull(change, "change");
    Objects.requireNonNull(timestamp, "timestamp");
    Objects.requireNonNull(sender, "sender");
    Objects.requireNonNull(echo, "echo");
  }

  /** A control whose sender does not listen. */
  public Control(
      UnaryOperator<GenerationParameters> change, Optional<String> timestamp, String sender) {
    this(change, timestamp, sender, update -> {});
  }
}
