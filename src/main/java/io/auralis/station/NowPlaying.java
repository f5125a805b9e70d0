package io.auralis.station;

import io.auralis.score.Score;
import java.time.Instant;
import java.util.Optional;

/**
 * What listeners hear at a moment: the phrase under the station's clock, not what is rendered ahead
 * of it. Immutable.
 *
 * @param state whether somebody listens; an idle station's phrase is what a new listener would hear
 * @param frame the station's clock
 * @param time the wall time that belongs to it
 * @param current the phrase that sounds
 * @param next the phrase behind it, if it is composed already; a control may still cut it
 */
public record NowPlaying(
    StationStatus.State state, long frame, Instant time, Placed current, Optional<Placed> next) {

  /**
   * A score on the station's timeline.
   *
   * @param startFrame where its first beat stands
   * @param startTime the wall time at which that is heard
   */
  public record Placed(Score score, long startFrame, Instant startTime) {}
}
