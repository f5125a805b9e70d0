package io.auralis.load;

import java.util.Map;
import java.util.TreeMap;

/**
 * What all listeners of a step heard together while it was measured; times are in milliseconds.
 *
 * @param connected listeners that were connected at the end
 * @param silent listeners that were connected and had heard nothing in the last second
 * @param gaps chunks that listeners missed
 * @param listenersWithGaps listeners that missed any
 * @param mostMissed what one listener missed, at most
 * @param repeats chunks that listeners heard twice
 * @param endings how connections ended or failed since the step began
 * @param errors error messages by code, severity and reason, since the step began
 */
record Heard(
    long connected,
    long silent,
    long chunks,
    long gaps,
    long listenersWithGaps,
    long mostMissed,
    long repeats,
    long listenersWithRepeats,
    long malformed,
    Quantiles lateness,
    Quantiles firstAudio,
    Map<String, Long> endings,
    Map<String, Long> errors) {

  /** Of a number of times, in milliseconds. */
  record Quantiles(long p50, long p99, long max) {

    static Quantiles of(Lateness lateness) {
      return new Quantiles(lateness.quantile(0.5), lateness.quantile(0.99), lateness.max());
    }

    @Override
    public String toString() {
      return "p50 " + p50 + " ms, p99 " + p99 + " ms, max " + max + " ms";
    }
  }

  static Heard by(Crowd crowd, long silent) {
    return new Heard(
        crowd.connected,
        silent,
        crowd.chunks,
        crowd.gaps,
        crowd.listenersWithGaps,
        crowd.mostMissed,
        crowd.doubled,
        crowd.listenersWithRepeats,
        crowd.malformed,
        Quantiles.of(crowd.lateness),
        Quantiles.of(crowd.firstAudio),
        new TreeMap<>(crowd.endings),
        new TreeMap<>(crowd.errors));
  }
}
