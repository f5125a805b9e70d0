package io.auralis.synthesis;

/** Is told what each run of a tier took; on the render thread, so it must not block. */
@FunctionalInterface
public interface SynthesisObserver {

  /** Is told and does nothing. */
  SynthesisObserver NONE = (tier, blocks, nanos) -> {};

  /**
   * A tier has rendered a batch, or a part of one; what is thrown away counts, what failed does
   * not.
   *
   * @param tier label of the tier that rendered
   * @param blocks of 100 ms that were rendered, at least 1
   * @param nanos that it took
   */
  void rendered(String tier, int blocks, long nanos);
}
