package io.auralis.station;

import io.auralis.score.Score;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * Where the render thread posts the phrases of its timeline, for other threads to read what is
 * heard.
 *
 * <p>Holds one immutable list: the phrase under the clock and those composed behind it, which the
 * lead bounds. The render thread posts; any thread reads, and writes the notes down itself.
 */
final class PhraseBoard {

  private final StationClock clock;
  private volatile List<Timeline.Placed> phrases = List.of();

  PhraseBoard(StationClock clock) {
    this.clock = clock;
  }

  void post(List<Timeline.Placed> fromCurrent) {
    phrases = fromCurrent;
  }

  /** What is heard at this moment, or nothing before the first post. */
  Optional<NowPlaying> read(StationStatus.State state) {
    // Before the clock: the first phrase has begun when it is posted, so it has begun at this time.
    List<Timeline.Placed> known = phrases;
    if (known.isEmpty()) {
      return Optional.empty();
    }
    long now = clock.frames();
    int current = known.size() - 1;
    while (current > 0 && known.get(current).startFrame() > now) {
      current--;
    }
    LongFunction<Instant> wallTimes = clock.wallTimes();
    return Optional.of(
        new NowPlaying(
            state,
            now,
            wallTimes.apply(now),
            written(known.get(current), wallTimes),
            known.stream()
                .skip(current + 1)
                .findFirst()
                .map(placed -> written(placed, wallTimes))));
  }

  private static NowPlaying.Placed written(
      Timeline.Placed placed, LongFunction<Instant> wallTimes) {
    return new NowPlaying.Placed(
        Score.of(placed.phrase(), placed.beats()),
        placed.startFrame(),
        wallTimes.apply(placed.startFrame()));
  }
}
