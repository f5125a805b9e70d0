package io.auralis.station;

/** Told of what listeners should know. Called on the render thread; must not block. */
public interface StationEvents {

  /** A phrase begins, or a control was accepted. */
  void generationUpdated(GenerationUpdate update);

  /** Something went wrong and the stream goes on. */
  void problemOccurred(StationProblem problem, String message);
}
