package io.auralis.stations;

import io.auralis.synthesis.SynthesisReport;

/** Told of what concerns all stations of a render group. On its thread; must not block. */
public interface GroupEvents {

  /** Another tier makes the sound, because the one before failed or a better one recovered. */
  void tierChanged(SynthesisReport before, SynthesisReport now);

  /** Stations play less than they should, or more again. */
  void loadStepChanged(GroupStatus now);
}
