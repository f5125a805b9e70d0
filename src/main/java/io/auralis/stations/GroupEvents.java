package io.auralis.stations;

import io.auralis.synthesis.SynthesisReport;

/** Told of what concerns all stations of a render group. On its thread; must not block. */
public interface GroupEvents {

  /** Another tier makes the sound, because the one before failed or a better one recovered. */
  default void tierChanged(SynthesisReport before, SynthesisReport now) {}

  /** Stations play less than they should, or more again. */
  default void loadStepChanged(GroupStatus now) {}

  /**
   * A tick is over: all that was done between two lines of the grid of 100 ms. Ticks without work
   * are not told of.
   *
   * @param workNanos that its work took
   */
  default void ticked(long workNanos) {}

  /** Tells this one and then another. */
  default GroupEvents and(GroupEvents other) {
    GroupEvents first = this;
    return new GroupEvents() {
      @Override
      public void tierChanged(SynthesisReport before, SynthesisReport now) {
        first.tierChanged(before, now);
        other.tierChanged(before, now);
      }

      @Override
      public void loadStepChanged(GroupStatus now) {
        first.loadStepChanged(now);
        other.loadStepChanged(now);
      }

      @Override
      public void ticked(long workNanos) {
        first.ticked(workNanos);
        other.ticked(workNanos);
      }
    };
  }
}
