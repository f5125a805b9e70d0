package io.auralis.station;

import io.auralis.audio.AudioFormat;
import io.auralis.composition.Phrase;
import io.auralis.ledger.LedgerEntry;
import io.auralis.music.Tempo;
import io.auralis.sequencing.Sequencer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Which phrase of a station plays when, in frames. It composes nothing: it places what it is given.
 *
 * <p>Owned by the render thread.
 */
final class Timeline {

  private final Sequencer sequencer;

  /** The phrase that sounds; none before the first. */
  private Placed current;

  /** Those behind it, in order of time, without gaps. */
  private final Deque<Placed> upcoming = new ArrayDeque<>();

  /** Where the first phrase will stand. */
  private long origin;

  /**
   * A phrase and where it stands. Immutable.
   *
   * @param entry that it was placed from
   * @param phrase what is played of it
   * @param beats how many beats of it are played; fewer than its bars have if it is cut inside one.
   *     The last one may be cut short
   * @param fromFrame where it begins to play: its start, or later if the station learned of it late
   * @param endFrame where the next phrase begins
   */
  record Placed(LedgerEntry entry, Phrase phrase, int beats, long fromFrame, long endFrame) {

    /** An entry that nobody has cut. */
    static Placed whole(LedgerEntry entry, long fromFrame) {
      Phrase phrase = entry.phrase();
      return new Placed(
          entry, phrase, phrase.bars() * Tempo.BEATS_PER_BAR, fromFrame, entry.endFrame());
    }

    /** Where its first beat stands. */
    long startFrame() {
      return entry.startFrame();
    }

    Tempo tempo() {
      return phrase.parameters().tempo();
    }

    /** The frame at which a beat of it begins, counted from its start. */
    long frameOf(int beat) {
      return startFrame() + Sequencer.beatFrames(tempo(), beat);
    }

    /** This phrase as if it had ended at a frame behind its start. */
    Placed cutAt(long frame) {
      int heard = 1;
      while (heard < beats && frameOf(heard) < frame) {
        heard++;
      }
      return new Placed(entry, phrase.cutAfterBeats(heard), heard, fromFrame, frame);
    }
  }

  Timeline(Sequencer sequencer) {
    this.sequencer = sequencer;
  }

  /** Has the first phrase stand at a frame. Before anything is placed. */
  void beginAt(long frame) {
    origin = frame;
  }

  /**
   * Has an entry's phrase play from a frame on, whatever was placed there before: what stands there
   * is cut, what stands behind it is gone.
   *
   * @param from its start, or a later frame if what lies before cannot be heard any more: notes
   *     that begin before it are left out then. Behind the start of the phrase that sounds, and not
   *     behind the {@link #end}
   */
  void place(LedgerEntry entry, long from) {
    if (from < end()) {
      clearFrom(from);
    }
    upcoming.addLast(Placed.whole(entry, from));
    sequencer.schedule(entry.phrase(), entry.startFrame(), from);
  }

  private void clearFrom(long frame) {
    while (!upcoming.isEmpty() && upcoming.getLast().fromFrame >= frame) {
      upcoming.removeLast();
    }
    if (!upcoming.isEmpty()) {
      if (upcoming.getLast().endFrame > frame) {
        upcoming.addLast(upcoming.removeLast().cutAt(frame));
      }
    } else if (current != null && current.endFrame > frame && current.fromFrame < frame) {
      current = current.cutAt(frame);
    }
    sequencer.cutAt(frame);
  }

  /** The phrase placed last, or null before the first. */
  Placed last() {
    return upcoming.isEmpty() ? current : upcoming.getLast();
  }

  /** The first phrase that begins at a frame or behind it, or null. */
  Placed from(long frame) {
    for (Placed placed : upcoming) {
      if (placed.fromFrame >= frame) {
        return placed;
      }
    }
    return null;
  }

  /**
   * The phrase that plays right before a frame; the last one where nothing is placed there yet, the
   * first where nothing plays before.
   */
  Placed before(long frame) {
    Placed sounding = current == null ? upcoming.peekFirst() : current;
    for (Placed placed : upcoming) {
      sounding = placed.fromFrame < frame ? placed : sounding;
    }
    return sounding;
  }

  /**
   * The phrase that begins to sound, once for each that the clock has reached.
   *
   * @return null if none begins
   */
  Placed beginning(long clockFrame) {
    Placed next = upcoming.peekFirst();
    if (next == null || next.fromFrame > clockFrame) {
      return null;
    }
    current = upcoming.removeFirst();
    return current;
  }

  /** Whether a phrase begins at one of these frames; the last is exclusive. */
  boolean beginsWithin(long from, long to) {
    return upcoming.stream().anyMatch(placed -> placed.fromFrame >= from && placed.fromFrame < to);
  }

  /** Where the next phrase begins: one that is placed, or one that is still to come. */
  long nextStart() {
    return upcoming.isEmpty() ? end() : upcoming.getFirst().fromFrame;
  }

  /** Forgets what is over at a frame, as if the station had played it. */
  void skipTo(long frame) {
    while (upcoming.size() > 1 && upcoming.getFirst().endFrame <= frame) {
      upcoming.removeFirst();
    }
  }

  /** The phrase that sounds now, or null before the first. */
  Placed current() {
    return current;
  }

  /** The phrase that sounds and those placed behind it, in order of time. Immutable. */
  List<Placed> fromCurrent() {
    List<Placed> phrases = new ArrayList<>(upcoming.size() + 1);
    if (current != null) {
      phrases.add(current);
    }
    phrases.addAll(upcoming);
    return List.copyOf(phrases);
  }

  /** First frame that nothing is placed at. */
  long end() {
    Placed last = last();
    return last == null ? origin : last.endFrame;
  }

  /** Milliseconds of a number of frames. */
  static long millis(long frames) {
    return Math.round(frames * 1000.0 / AudioFormat.SAMPLE_RATE_HZ);
  }
}
