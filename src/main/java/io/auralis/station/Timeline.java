package io.auralis.station;

import io.auralis.audio.AudioFormat;
import io.auralis.composition.Chapters;
import io.auralis.composition.Composer;
import io.auralis.composition.Phrase;
import io.auralis.composition.PhraseEnding;
import io.auralis.music.GenerationParameters;
import io.auralis.music.Tempo;
import io.auralis.sequencing.Sequencer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The phrases of a station on its frame timeline, composed just before they are needed.
 *
 * <p>Owned by the render thread.
 */
final class Timeline {

  private final Composer composer;
  private final Sequencer sequencer;
  private final long seed;
  private final ControlApply controlApply;
  private GenerationParameters parameters;
  private PhraseEnding ending = PhraseEnding.none();
  private long origin;
  private Placed last;
  private final Deque<Placed> upcoming = new ArrayDeque<>();
  private Placed current;
  private long nextIndex;
  private long composed;
  private long failures;
  private Throwable failure;

  /**
   * A phrase and where it stands. Immutable.
   *
   * @param beats how many beats of it are played; fewer than its bars have if it is cut inside one
   */
  record Placed(Phrase phrase, int beats, long startFrame) {

    long endFrame() {
      return startFrame + frames(beats);
    }

    /** Frames from the start of the phrase to a beat. */
    long frames(int beat) {
      return Sequencer.beatFrames(tempo(), beat);
    }

    Tempo tempo() {
      return phrase.parameters().tempo();
    }

    /** This phrase as if it had ended after that many beats, at least one. */
    Placed cutAfter(int heardBeats) {
      return new Placed(phrase.cutAfterBeats(heardBeats), heardBeats, startFrame);
    }
  }

  Timeline(Composer composer, Sequencer sequencer, StationSettings settings) {
    this.composer = composer;
    this.sequencer = sequencer;
    this.seed = settings.seed();
    this.controlApply = settings.controlApply();
    this.parameters = settings.parameters();
  }

  /** The parameters of phrases composed from here on. */
  GenerationParameters parameters() {
    return parameters;
  }

  /** The tempo right before a frame that phrases are composed for. */
  Tempo tempoBefore(long frame) {
    Placed sounding = last;
    if (last.startFrame >= frame) {
      sounding = current == null ? last : current;
      for (Placed placed : upcoming) {
        sounding = placed.startFrame < frame ? placed : sounding;
      }
    }
    return sounding.tempo();
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
    nextIndex = Chapters.firstOf(audible);
    ending = Chapters.before(nextIndex, parameters.tempo());
    origin = nextIndex * phraseFrames;
    while (nextIndex < audible) {
      ending = compose().ending();
      origin += phraseFrames;
    }
    composeUntil(heard * phraseFrames + 1);
    while (upcoming.size() > 1) {
      upcoming.removeFirst();
    }
  }

  /** Composes until the timeline covers everything before {@code frame}. */
  void composeUntil(long frame) {
    while (last == null || last.endFrame() < frame) {
      long start = end();
      Phrase phrase = compose();
      ending = phrase.ending();
      last = new Placed(phrase, phrase.bars() * Tempo.BEATS_PER_BAR, start);
      upcoming.addLast(last);
      sequencer.schedule(phrase, start);
    }
  }

  /**
   * Has {@code changed} begin at the first beat, bar line or end of a phrase, as the station's
   * settings say, that is not before {@code frame}.
   *
   * @return where the new phrase will begin
   */
  long change(GenerationParameters changed, long frame) {
    composeUntil(frame);
    parameters = changed;
    int beats = beatsUntil(frame);
    if (beats < last.beats) {
      Placed shortened = last.cutAfter(beats);
      sequencer.cutAt(shortened.endFrame());
      if (upcoming.peekLast() == last) {
        upcoming.removeLast();
        upcoming.addLast(shortened);
      } else {
        current = shortened;
      }
      last = shortened;
      ending = shortened.phrase.ending();
    }
    return last.endFrame();
  }

  /** Beats of the last phrase before the first place, not before {@code frame}, to cut it at. */
  private int beatsUntil(long frame) {
    int step = controlApply.stepBeats();
    int beats = Math.min(step, last.beats);
    while (beats < last.beats && last.startFrame + last.frames(beats) < frame) {
      beats = Math.min(beats + step, last.beats);
    }
    return beats;
  }

  /**
   * The phrase that begins to sound, once for each that the clock has reached.
   *
   * @return null if none begins
   */
  Placed beginning(long clockFrame) {
    Placed next = upcoming.peekFirst();
    if (next == null || next.startFrame > clockFrame) {
      return null;
    }
    current = upcoming.removeFirst();
    return current;
  }

  /** Whether a phrase begins at one of these frames; the last is exclusive. */
  boolean beginsWithin(long from, long to) {
    return upcoming.stream()
        .anyMatch(placed -> placed.startFrame >= from && placed.startFrame < to);
  }

  /** The phrase that sounds now, or null before the first. */
  Placed current() {
    return current;
  }

  /** The phrase that sounds and those composed behind it, in order of time. Immutable. */
  List<Placed> fromCurrent() {
    List<Placed> phrases = new ArrayList<>(upcoming.size() + 1);
    if (current != null) {
      phrases.add(current);
    }
    phrases.addAll(upcoming);
    return List.copyOf(phrases);
  }

  /** First frame that nothing is composed for. */
  long end() {
    return last == null ? origin : last.endFrame();
  }

  /** Identity of the phrase composed last. */
  String lastPhraseId() {
    return last.phrase.id();
  }

  /** Identity of the phrase that will be composed next. */
  String nextPhraseId() {
    return Phrase.idOf(nextIndex);
  }

  long composed() {
    return composed;
  }

  long failures() {
    return failures;
  }

  /** What went wrong since the last call, or null. */
  Throwable takeFailure() {
    Throwable taken = failure;
    failure = null;
    return taken;
  }

  private Phrase compose() {
    long index = nextIndex++;
    try {
      Phrase phrase = composer.compose(seed, index, parameters, ending);
      composed++;
      return phrase;
    } catch (RuntimeException | Error e) {
      failures++;
      failure = e;
      return again(index);
    }
  }

  /** The previous phrase once more, or a rest where there is none. */
  private Phrase again(long index) {
    if (last == null) {
      return new Phrase(index, parameters, Phrase.BARS, List.of(), List.of(), ending);
    }
    Phrase previous = last.phrase;
    return new Phrase(
        index,
        previous.parameters(),
        previous.bars(),
        previous.chords(),
        previous.notes(),
        previous.ending());
  }

  /** Milliseconds of a number of frames. */
  static long millis(long frames) {
    return Math.round(frames * 1000.0 / AudioFormat.SAMPLE_RATE_HZ);
  }
}
