package io.auralis.station;

/** Is told what each run of the synthesiser took; on the render thread, so it must not block. */
@FunctionalInterface
public interface SynthesisObserver {

  /**
   * A run has succeeded, perhaps on a lower tier than the one it began with.
   *
   * @param tier label of the tier that rendered
   * @param blocks of 100 ms that were rendered, at least 1
   * @param nanos that the run took
   */
  void rendered(String tier, int blocks, long nanos);
}
