package io.auralis.station;

import io.auralis.music.GenerationParameters;
import io.auralis.synthesis.SynthesisReport;

/**
 * A moment of a station, safe to read from any thread.
 *
 * @param state what the station does
 * @param parameters the parameters last asked for
 * @param synthesis what renders, and what failed
 * @param bufferMillis audio that is rendered ahead of the clock
 * @param renderMillis smoothed time that rendering a block takes
 * @param realTimeFactor smoothed seconds of audio per second of rendering; 0 before the first
 * @param load what is shed because rendering is slow
 * @param publishedChunks index of the next chunk to publish
 * @param phrases phrases composed
 * @param controls controls accepted
 * @param underruns chunks that were late
 * @param synthesisFailures runs of the synthesiser that failed
 * @param compositionFailures phrases that could not be composed
 */
public record StationStatus(
    State state,
    GenerationParameters parameters,
    SynthesisReport synthesis,
    double bufferMillis,
    double renderMillis,
    double realTimeFactor,
    Load load,
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
  StationStatus asked(GenerationParameters lastAsked, long accepted) {
    return new StationStatus(
        state,
        lastAsked,
        synthesis,
        bufferMillis,
        renderMillis,
        realTimeFactor,
        load,
        publishedChunks,
        phrases,
        accepted,
        underruns,
        synthesisFailures,
        compositionFailures);
  }

  /**
   * What is shed because rendering is slow.
   *
   * @param step 0 for everything; 1 has one oscillator for a pad's note, 2 holds 24 notes, 3 twelve
   * @param shed steps shed since the start
   * @param restored steps given back since the start
   */
  public record Load(int step, long shed, long restored) {}

  /** What a station does. */
  public enum State {
    /** Nobody listens: the clock runs, phrases are composed, nothing is rendered. */
    IDLE,
    /** Chunks are rendered and published. */
    PLAYING
  }
}
