package io.auralis.station;

import io.auralis.composition.Chapters;
import io.auralis.composition.Composer;
import io.auralis.composition.Phrase;
import io.auralis.composition.PhraseEnding;
import io.auralis.ledger.LedgerEntry;
import io.auralis.music.GenerationParameters;
import java.util.List;

/**
 * Composes the entries that a station proposes. Where composing fails, the phrase before plays
 * again.
 *
 * <p>Owned by the render thread.
 */
final class Drafts {

  private final Composer composer;
  private final long seed;
  private GenerationParameters parameters;

  /** What the first phrase follows. */
  private PhraseEnding beginning = PhraseEnding.none();

  private long composed;
  private long failures;
  private Throwable failure;

  /**
   * @param seed decides the music
   * @param parameters of the first phrase
   */
  Drafts(Composer composer, long seed, GenerationParameters parameters) {
    this.composer = composer;
    this.seed = seed;
    this.parameters = parameters;
  }

  /** The parameters of phrases composed from here on. */
  GenerationParameters parameters() {
    return parameters;
  }

  /** Has phrases composed from here on have other parameters. */
  void parameters(GenerationParameters changed) {
    parameters = changed;
  }

  /**
   * Composes from the start of the chapter, so that the first entry follows what was before it.
   *
   * @param index of the first entry
   */
  void beginAt(long index) {
    long first = Chapters.firstOf(index);
    beginning = Chapters.before(first, parameters.tempo());
    for (long skipped = first; skipped < index; skipped++) {
      try {
        beginning = phrase(skipped, beginning).ending();
      } catch (RuntimeException | Error e) {
        failed(e);
      }
    }
  }

  /**
   * Composes what follows a phrase.
   *
   * @param before the phrase as it is heard, null for the first
   */
  LedgerEntry compose(long index, int revision, long startFrame, Timeline.Placed before) {
    PhraseEnding ending = before == null ? beginning : before.phrase().ending();
    try {
      return entry(revision, startFrame, phrase(index, ending));
    } catch (RuntimeException | Error e) {
      failed(e);
      return entry(revision, startFrame, again(index, before));
    }
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

  private LedgerEntry entry(int revision, long start, Phrase phrase) {
    return new LedgerEntry(revision, start, phrase, composer.name(), composer.version());
  }

  private Phrase phrase(long index, PhraseEnding ending) {
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
