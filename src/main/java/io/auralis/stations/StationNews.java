package io.auralis.stations;

import io.auralis.station.GenerationUpdate;
import io.auralis.station.StationEvents;
import io.auralis.station.StationProblem;
import java.util.Locale;
import org.jboss.logging.Logger;

/**
 * Tells listeners what concerns them, and the log what concerns operators. In the tick of its
 * station.
 *
 * @param listeners how listeners are told
 * @param log the station's
 * @param quiet whether the coming and going of listeners is of no interest: there are many stations
 *     like this one
 */
record StationNews(StationEvents listeners, EventLog log, boolean quiet) implements StationEvents {

  private static final Logger LOG = Logger.getLogger(StationNews.class);

  @Override
  public void generationUpdated(GenerationUpdate update) {
    listeners.generationUpdated(update);
  }

  @Override
  public void problemOccurred(StationProblem problem, String message) {
    listeners.problemOccurred(problem, message);
  }

  @Override
  public void joined(long chunk, String phraseId, long millis) {
    log.told(
        Logger.Level.INFO,
        text("The station joins at chunk %d, in %s; it took %d ms", chunk, phraseId, millis));
  }

  @Override
  public void awoke(long firstChunk) {
    log.told(level(), text("A listener came: the station plays from chunk %d", firstChunk));
  }

  @Override
  public void fellIdle() {
    log.told(level(), "Nobody listens: the station keeps composing and renders nothing");
  }

  @Override
  public void compositionFailed(Throwable failure) {
    LOG.error("Composition failed; the previous phrase plays again", failure);
  }

  @Override
  public void fellBehind(long chunks) {
    log.told(
        Logger.Level.WARN,
        text("The station fell %d chunks behind and goes on at its clock", chunks));
  }

  private Logger.Level level() {
    return quiet ? Logger.Level.DEBUG : Logger.Level.INFO;
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
