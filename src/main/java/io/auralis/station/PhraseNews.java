package io.auralis.station;

import java.util.Optional;

/**
 * What a station tells of its phrases: which begins, which plays, which could not be composed, and
 * the notes of those that are heard.
 *
 * <p>The station's thread; any thread may call {@link #nowPlaying}.
 */
final class PhraseNews {

  private final StationClock clock;
  private final Timeline timeline;
  private final Agreement agreement;
  private final Drafts drafts;
  private final StationEvents events;
  private final ProblemReporter problems;
  private final PhraseBoard board;

  PhraseNews(
      StationClock clock,
      Timeline timeline,
      Agreement agreement,
      Drafts drafts,
      StationEvents events,
      ProblemReporter problems) {
    this.clock = clock;
    this.timeline = timeline;
    this.agreement = agreement;
    this.drafts = drafts;
    this.events = events;
    this.problems = problems;
    board = new PhraseBoard(clock);
  }

  /** Posts the notes, then tells which phrases begin to sound and what went wrong. */
  void tell(long now) {
    // Before the news of them: a client that hears it may ask for the notes at once.
    post();
    Timeline.Placed beginning;
    while ((beginning = timeline.beginning(now)) != null) {
      events.generationUpdated(updateOf(beginning, now));
    }
    reportFailure(now);
  }

  /** Has other threads read the phrases as they are now. */
  void post() {
    board.post(timeline.fromCurrent());
  }

  /** What plays now. */
  GenerationUpdate current() {
    Timeline.Placed current = timeline.current();
    return current == null
        ? new GenerationUpdate(agreement.nextPhraseId(), drafts.parameters(), 0)
        : updateOf(current, clock.frames());
  }

  /** The notes that are heard now, or nothing before anything was posted; any thread. */
  Optional<NowPlaying> nowPlaying(StationStatus.State state) {
    return board.read(state);
  }

  private void reportFailure(long now) {
    Throwable failure = drafts.takeFailure();
    if (failure != null
        && problems.report(
            StationProblem.GENERATION_ERROR,
            "Composition failed; the previous settings play on",
            now)) {
      events.compositionFailed(failure);
    }
  }

  private static GenerationUpdate updateOf(Timeline.Placed placed, long now) {
    return new GenerationUpdate(
        placed.phrase().id(),
        placed.phrase().parameters(),
        Timeline.millis(Math.max(0, placed.endFrame() - now)));
  }
}
