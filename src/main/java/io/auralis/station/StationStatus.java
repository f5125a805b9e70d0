package io.auralis.station;

import io.auralis.music.GenerationParameters;

/**
 * A moment of a station, safe to read from any thread.
 *
 * @param state what the station does
 * @param parameters the parameters last asked for
 * @param bufferMillis audio that is rendered ahead of the clock
 * @param publishedChunks index of the next chunk to publish
 * @param phrases phrases composed
 * @param controls controls accepted
 * @param underruns chunks that were late
 * @param synthesisFailures runs of the synthesiser that failed for this station
 * @param compositionFailures phrases that could not be composed
 */
public record StationStatus(
    State state,
    GenerationParameters parameters,
    double bufferMillis,
    long publishedChunks,
    long phrases,
    long controls,
    long underruns,
    long synthesisFailures,
    long compositionFailures) {

  /** Whether the station has ticked: the first snapshot with a phrase is that of the first tick. */
  public boolean started() {
    return phrases > 0;
  }

  /** The same where more was asked for than the station knows yet. */
  public StationStatus asked(GenerationParameters lastAsked, long accepted) {
    return new StationStatus(
        state,
        lastAsked,
        bufferMillis,
        publishedChunks,
        phrases,
        accepted,
        underruns,
        synthesisFailures,
        compositionFailures);
  }

  /** What a station does. */
  public enum State {
    /** Nobody listens: the clock runs, phrases are composed, nothing is rendered. */
    IDLE,
    /** Chunks are rendered and published. */
    PLAYING
  }
}
