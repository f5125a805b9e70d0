package io.auralis.station;

import io.auralis.composition.Phrase;
import io.auralis.ledger.LedgerEntry;
import io.auralis.ledger.PhraseLedger;
import io.auralis.music.GenerationParameters;
import io.auralis.music.Tempo;
import io.auralis.sequencing.Sequencer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What comes next on a station's timeline: has it composed, proposes it to the ledger, and places
 * the entry that the ledger has.
 *
 * <p>Owned by the render thread.
 */
final class Agreement {

  private final Drafts drafts;
  private final PhraseLedger ledger;
  private final Timeline timeline;
  private final ControlApply controlApply;
  private long firstIndex;

  /**
   * The newest entry of the ledger that is placed, or was too late to be; none before the first.
   */
  private LedgerEntry followed;

  /** What was proposed to follow the last phrase, while the ledger has not answered. */
  private LedgerEntry proposed;

  Agreement(Drafts drafts, PhraseLedger ledger, Timeline timeline, ControlApply controlApply) {
    this.drafts = drafts;
    this.ledger = ledger;
    this.timeline = timeline;
    this.controlApply = controlApply;
  }

  /**
   * Goes to where the station is: places what the ledger has of what may still be heard. Where it
   * has nothing, that is where a station would be that has played since frame 0 and that nobody has
   * touched. Before anything else.
   *
   * @param frame the clock
   * @param echoFrames how far back what sounded may still matter
   */
  void join(long frame, long echoFrames) {
    Optional<LedgerEntry> newest = ledger.newest();
    if (newest.isPresent()) {
      resume(newest.get(), frame, echoFrames);
    } else {
      begin(frame, echoFrames);
    }
    timeline.skipTo(frame);
  }

  private void resume(LedgerEntry newest, long frame, long echoFrames) {
    LedgerEntry first = newest;
    while (first.startFrame() > frame - echoFrames) {
      Optional<LedgerEntry> before = ledger.at(first.index() - 1);
      if (before.isEmpty()) {
        break;
      }
      first = before.get();
    }
    firstIndex = first.index();
    timeline.beginAt(first.startFrame());
    follow(Long.MIN_VALUE);
    continueUntil(frame + 1);
  }

  private void begin(long frame, long echoFrames) {
    long phraseFrames = Sequencer.barFrames(drafts.parameters().tempo(), Phrase.BARS);
    long heard = frame / phraseFrames;
    firstIndex = Math.max(0, frame - echoFrames) / phraseFrames;
    drafts.beginAt(firstIndex);
    timeline.beginAt(firstIndex * phraseFrames);
    continueUntil(heard * phraseFrames + 1);
  }

  /**
   * Has the ledger asked what follows the last phrase, if that ends before {@code frame}. An answer
   * that comes later is placed by {@link #follow}.
   */
  void prepare(long frame) {
    while (timeline.end() < frame && !isProposed()) {
      proposed = drafts.compose(nextIndex(), 0, timeline.end(), timeline.last());
      LedgerEntry winner = propose(proposed);
      if (winner == null) {
        return;
      }
      timeline.place(winner, winner.startFrame());
    }
  }

  /**
   * Sees to it that the timeline covers everything before {@code frame}: with what the ledger has,
   * and with what is composed here where it has not answered yet.
   */
  void continueUntil(long frame) {
    prepare(frame);
    while (timeline.last() == null || timeline.end() < frame) {
      placeOwn();
      prepare(frame);
    }
  }

  /** Plays on alone up to a frame where the ledger goes on. */
  private void fill(long frame) {
    while (timeline.end() < frame) {
      placeOwn();
    }
  }

  private void placeOwn() {
    LedgerEntry next =
        isProposed() ? proposed : drafts.compose(nextIndex(), 0, timeline.end(), timeline.last());
    timeline.place(next, next.startFrame());
  }

  private boolean isProposed() {
    return proposed != null
        && proposed.index() == nextIndex()
        && proposed.startFrame() == timeline.end();
  }

  /**
   * Has {@code changed} begin at the first beat, bar line or end of a phrase, as the station's
   * settings say, that is not before {@code frame}.
   *
   * @return the entry that was proposed; it plays once the ledger has it
   */
  LedgerEntry change(GenerationParameters changed, long frame) {
    continueUntil(frame);
    drafts.parameters(changed);
    Timeline.Placed sounding = timeline.before(frame);
    long start = firstPlace(sounding, frame);
    Timeline.Placed replaced = timeline.from(start);
    if (replaced != null && replaced != timeline.last()) {
      // The ledger replaces its last entry only: what stands behind that is changed.
      sounding = timeline.last();
      start = firstPlace(sounding, frame);
      replaced = null;
    }
    long index = replaced == null ? nextIndex() : replaced.phrase().index();
    int revision = replaced == null ? 0 : replaced.entry().revision() + 1;
    LedgerEntry changing =
        drafts.compose(
            index, revision, start, start < sounding.endFrame() ? sounding.cutAt(start) : sounding);
    LedgerEntry winner = propose(changing);
    if (winner != null) {
      timeline.place(winner, winner.startFrame());
    }
    return changing;
  }

  /**
   * Places what others appended. What begins before a frame that is rendered already is joined at
   * its next bar line.
   *
   * @param head first frame that is not rendered
   */
  void follow(long head) {
    for (LedgerEntry next = news(); next != null; next = news()) {
      followed = next;
      long from = firstBarLine(next, head);
      if (!isPlaced(next) && from < next.endFrame()) {
        fill(from);
        timeline.place(next, from);
        drafts.parameters(next.phrase().parameters());
      }
    }
  }

  /**
   * The entry behind the one followed last, or a newer revision of that one; null if none. Where
   * some are missing, the oldest behind them.
   */
  private LedgerEntry news() {
    LedgerEntry newest = ledger.newest().orElse(null);
    if (newest == followed || newest == null) {
      return null;
    }
    if (followed != null) {
      LedgerEntry known = ledger.at(followed.index()).orElse(followed);
      if (known.revision() > followed.revision()) {
        return known;
      }
    }
    LedgerEntry next = newest;
    long after = followed == null ? -1 : followed.index();
    while (next.index() - 1 > after) {
      Optional<LedgerEntry> before = ledger.at(next.index() - 1);
      if (before.isEmpty()) {
        break;
      }
      next = before.get();
    }
    return next.index() > after ? next : null;
  }

  /** Whether the same music is placed at the same time already, whoever composed it. */
  private boolean isPlaced(LedgerEntry entry) {
    return timeline.fromCurrent().stream()
        .map(Timeline.Placed::entry)
        .anyMatch(
            placed ->
                placed == entry
                    || placed.startFrame() == entry.startFrame()
                        && placed.phrase().equals(entry.phrase()));
  }

  /** The start of an entry, or its first bar line not before a frame. */
  private static long firstBarLine(LedgerEntry entry, long frame) {
    Tempo tempo = entry.phrase().parameters().tempo();
    long line = entry.startFrame();
    for (int bars = 1; bars <= entry.phrase().bars() && line < frame; bars++) {
      line = entry.startFrame() + Sequencer.barFrames(tempo, bars);
    }
    return line;
  }

  /** The first place of a phrase, not before {@code frame}, to cut it at; its end if none is. */
  private long firstPlace(Timeline.Placed placed, long frame) {
    int step = controlApply.stepBeats();
    int beats = Math.min(step, placed.beats());
    while (beats < placed.beats() && placed.frameOf(beats) < frame) {
      beats = Math.min(beats + step, placed.beats());
    }
    return beats < placed.beats() ? placed.frameOf(beats) : placed.endFrame();
  }

  /** Identity of the phrase placed last. */
  String lastPhraseId() {
    return timeline.last().phrase().id();
  }

  /** Identity of the phrase that will be composed next. */
  String nextPhraseId() {
    return Phrase.idOf(nextIndex());
  }

  private long nextIndex() {
    Timeline.Placed last = timeline.last();
    return last == null ? firstIndex : last.phrase().index() + 1;
  }

  /** The entry that the ledger has in this place; null if that is not known yet, or it refuses. */
  private LedgerEntry propose(LedgerEntry entry) {
    CompletableFuture<LedgerEntry> winner = ledger.propose(entry).toCompletableFuture();
    return winner.isCompletedExceptionally() ? null : winner.getNow(null);
  }
}
