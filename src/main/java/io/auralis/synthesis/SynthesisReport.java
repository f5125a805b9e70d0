package io.auralis.synthesis;

import java.util.List;

/**
 * A moment of the synthesis, safe to read from any thread.
 *
 * @param tier label of what renders now
 * @param description device and software, for people
 * @param degraded whether less is heard than should be, because what plays the score did not open
 *     or has failed, or whether a better device has failed and is tried again
 * @param audible whether music is heard; false for silence
 * @param lastFailure what failed last, for people; empty if nothing did
 * @param tiers all tiers, the best first
 */
public record SynthesisReport(
    String tier,
    String description,
    boolean degraded,
    boolean audible,
    String lastFailure,
    List<TierReport> tiers) {

  /** What stands for the device of a tier that did not open. */
  static final String NO_DEVICE = "none";

  public SynthesisReport {
    tiers = List.copyOf(tiers);
  }

  /**
   * A tier's history.
   *
   * @param label short name, for metrics
   * @param device device and software, for people; {@code none} if the tier did not open
   * @param falls how often it failed while it played
   * @param recoveries how often it played again after a failure
   * @param rejections how many runs of single stations it failed with while it rendered others
   */
  public record TierReport(
      String label, String device, long falls, long recoveries, long rejections) {}

  /** The history of the tier with this label; one without events if there is none. */
  public TierReport tier(String label) {
    return tiers.stream()
        .filter(candidate -> candidate.label().equals(label))
        .findFirst()
        .orElse(new TierReport(label, NO_DEVICE, 0, 0, 0));
  }
}
