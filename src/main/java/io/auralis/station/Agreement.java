package io.auralis.station;

import io.auralis.composition.Chapters;
import io.auralis.composition.Composer;
import io.auralis.composition.Phrase;
import io.auralis.composition.PhraseEnding;
import io.auralis.ledger.LedgerEntry;
import io.auralis.ledger.PhraseLedger;
import io.auralis.music.GenerationParameters;
import io.auralis.music.Tempo;
import io.auralis.sequencing.Sequencer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * What comes next on a station's timeline: composes it, proposes it to the ledger, and places the
 * entry that the ledger has.
 *
 * <p>Owned by the render thread.
 */
final class Agreement {

  private final Composer composer;
  private final PhraseLedger ledger;
  private final Timeline timeline;
  private final long seed;
  private final ControlApply controlApply;
  private GenerationParameters parameters;

  /** What the first phrase follows. */
  private PhraseEnding beginning = PhraseEnding.none();

  private long firstIndex;
  private long composed;
  private long failures;
  private Throwable failure;

  Agreement(
      Composer composer, PhraseLedger ledger, Timeline timeline, StationSettings settings) {
    this.composer = composer;
    this.ledger = ledger;
    this.timeline = timeline;
    this.seed = settings.seed();
    this.controlApply = settings.controlApply();
    this.parameters = settings.parameters();
  }

  /** The parameters of phrases composed from here on. */
  GenerationParameters parameters() {
    return parameters;
  }

  /**
   * Goes to where a station would be that has played since frame 0 and that nobody has touched:
   * composes from the start of the chapter, without placing what cannot be heard any more. Before
   * anything else.
   *
   * @param frame the clock
   * @param echoFrames how far back what sounded may still matter
   */
  void join(long frame, long echoFrames) {
    long phraseFrames = Sequencer.beatFrames(parameters.tempo(), Phrase.BARS * Tempo.BEATS_PER_BAR);
    long heard = frame / phraseFrames;
    long audible = Math.max(0, frame - echoFrames) / phraseFrames;
    firstIndex = Chapters.firstOf(audible);
    beginning = Chapters.before(firstIndex, parameters.tempo());
    while (firstIndex < audible) {
      try {
        beginning = compose(firstIndex, beginning).ending();
      } catch (RuntimeException | Error e) {
        failed(e);
      }
      firstIndex++;
    }
    timeline.beginAt(firstIndex * phraseFrames);
    continueUntil(heard * phraseFrames + 1);
    timeline.skipToLast();
  }

  /** Composes until the timeline covers everything before {@code frame}. */
  void continueUntil(long frame) {
    while (timeline.last() == null || timeline.end() < frame) {
      Timeline.Placed last = timeline.last();
      append(nextIndex(), 0, timeline.end(), last);
    }
  }

  /**
   * Has {@code changed} begin at the first beat, bar line or end of a phrase, as the station's
   * settings say, that is not before {@code frame}.
   *
   * @return the phrase that carries it
   */
  Timeline.Placed change(GenerationParameters changed, long frame) {
    continueUntil(frame);
    parameters = changed;
    Timeline.Placed sounding = timeline.before(frame);
    long start = firstPlace(sounding, frame);
    Timeline.Placed replaced = timeline.from(start);
    long index = replaced == null ? nextIndex() : replaced.phrase().index();
    int revision = replaced == null ? 0 : replaced.revision() + 1;
    append(
        index, revision, start, start < sounding.endFrame() ? sounding.cutAt(start) : sounding);
    return timeline.last();
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

  /** Phrases composed since the start. */
  long composed() {
    return composed;
  }

  /** Phrases that could not be composed since the start. */
  long failures() {
    return failures;
  }

  /** What went wrong since the last call, or null. */
  Throwable takeFailure() {
    Throwable taken = failure;
    failure = null;
    return taken;
  }

  private long nextIndex() {
    Timeline.Placed last = timeline.last();
    return last == null ? firstIndex : last.phrase().index() + 1;
  }

  /** Composes what follows a phrase, and places what the ledger has then. */
  private void append(long index, int revision, long start, Timeline.Placed before) {
    PhraseEnding ending = before == null ? beginning : before.phrase().ending();
    LedgerEntry entry;
    try {
      entry = entry(revision, start, compose(index, ending));
    } catch (RuntimeException | Error e) {
      failed(e);
      entry = entry(revision, start, again(index, before));
    }
    timeline.place(agreed(entry));
  }

  /** The entry that the ledger has in this place; ours while it does not say. */
  private LedgerEntry agreed(LedgerEntry proposed) {
    CompletableFuture<LedgerEntry> winner = ledger.propose(proposed).toCompletableFuture();
    try {
      return winner.getNow(proposed);
    } catch (CompletionException e) {
      // The music goes on.
      failure = e.getCause();
      return proposed;
    }
  }

  private LedgerEntry entry(int revision, long start, Phrase phrase) {
    return new LedgerEntry(revision, start, phrase, composer.name(), composer.version());
  }

  private Phrase compose(long index, PhraseEnding ending) {
    Phrase phrase = composer.compose(seed, index, parameters, ending);
    composed++;
    return phrase;
  }

  private void failed(Throwable why) {
    failures++;
    failure = why;
  }

  /** The previous phrase once more, or a rest where there is none. */
  private Phrase again(long index, Timeline.Placed before) {
    if (before == null) {
      return new Phrase(index, parameters, Phrase.BARS, List.of(), List.of(), beginning);
    }
    Phrase previous = before.phrase();
    return new Phrase(
        index,
        previous.parameters(),
        previous.bars(),
        previous.chords(),
        previous.notes(),
        previous.ending());
  }
}
