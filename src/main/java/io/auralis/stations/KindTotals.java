package io.auralis.stations;

import io.auralis.station.StationStatus;

/**
 * What the stations of a kind have done since the start, and what they do now. Immutable.
 *
 * @param playing stations that somebody listens to
 * @param idle stations that nobody listens to
 * @param phrases phrases composed
 * @param controls controls accepted
 * @param underruns chunks that were late
 * @param synthesisFailures runs of the synthesiser that failed
 * @param compositionFailures phrases that could not be composed
 */
public record KindTotals(
    int playing,
    int idle,
    long phrases,
    long controls,
    long underruns,
    long synthesisFailures,
    long compositionFailures) {

  static final KindTotals NONE = new KindTotals(0, 0, 0, 0, 0, 0, 0);

  /** With one station more. */
  KindTotals plus(StationStatus station) {
    boolean plays = station.state() == StationStatus.State.PLAYING;
    return new KindTotals(
        playing + (plays ? 1 : 0),
        idle + (plays ? 0 : 1),
        phrases + station.phrases(),
        controls + station.controls(),
        underruns + station.underruns(),
        synthesisFailures + station.synthesisFailures(),
        compositionFailures + station.compositionFailures());
  }

  /** The same where nothing that is counted is less than it was. */
  KindTotals notBelow(KindTotals before) {
    return new KindTotals(
        playing,
        idle,
        Math.max(phrases, before.phrases),
        Math.max(controls, before.controls),
        Math.max(underruns, before.underruns),
        Math.max(synthesisFailures, before.synthesisFailures),
        Math.max(compositionFailures, before.compositionFailures));
  }

  /** Of stations that are there no more: what they did, and nothing that they do. */
  KindTotals withoutPresence() {
    return new KindTotals(
        0, 0, phrases, controls, underruns, synthesisFailures, compositionFailures);
  }
}
