package io.auralis.station;

/** Told of what listeners should know. Called on the render thread; must not block. */
public interface StationEvents {

  /** A phrase begins, or a control was accepted. */
  void generationUpdated(GenerationUpdate update);

  /** Something went wrong and the stream goes on. */
  void problemOccurred(StationProblem problem, String message);

  /**
   * The station went to where its siblings are.
   *
   * @param chunk where it joins them
   * @param phraseId the phrase that sounds there
   * @param millis it took to get there
   */
  default void joined(long chunk, String phraseId, long millis) {}

  /**
   * A listener came to a station that was idle.
   *
   * @param firstChunk the first chunk that is rendered
   */
  default void awoke(long firstChunk) {}

  /** Nobody listens any more: the station keeps composing and renders nothing. */
  default void fellIdle() {}

  /** A phrase could not be composed: the one before plays again. Told once a second at most. */
  default void compositionFailed(Throwable failure) {}

  /** The station fell so many chunks behind that it leaves them out and goes on at its clock. */
  default void fellBehind(long chunks) {}
}
