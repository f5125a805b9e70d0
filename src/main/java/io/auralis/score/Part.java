package io.auralis.score;

import io.auralis.composition.Instrument;
import java.util.Locale;

/**
 * An instrument's part in a score, and what stands in for the instrument in a MIDI file: channel
 * and program of the General MIDI Level 1 sound set, both counted from 1 as its tables do.
 */
public enum Part {
  /** Pad 2 (warm). */
  PAD("Pad", 1, 90),
  /** Ocarina: the one among General MIDI's melody instruments that is nearest to a sine. */
  LEAD("Lead", 2, 80),
  /** Synth Bass 2. */
  SUB("Bass", 3, 40),
  /** Bass Drum 1 of the standard kit. */
  KICK("Kick", Part.DRUM_CHANNEL, 1),
  /** Seashore: a wave of noise that comes and goes. */
  SWELL("Swell", 5, 123),
  /** FX 3 (crystal). */
  BELL("Bells", 4, 99),
  /** Breath Noise. */
  BREATH("Breath", 6, 122);

  static final int DRUM_CHANNEL = 10;

  private static final int BASS_DRUM_1 = 36;
  private static final int MIDDLE_C = 60;

  private final String title;
  private final int midiChannel;
  private final int midiProgram;

  Part(String title, int midiChannel, int midiProgram) {
    this.title = title;
    this.midiChannel = midiChannel;
    this.midiProgram = midiProgram;
  }

  static Part of(Instrument instrument) {
    return switch (instrument) {
      case PAD -> PAD;
      case LEAD -> LEAD;
      case SUB -> SUB;
      case KICK -> KICK;
      case SWELL -> SWELL;
      case BELL -> BELL;
      case BREATH -> BREATH;
    };
  }

  /** The name by which data refer to the part, for example "pad". */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The name for people, for example "Bells". */
  public String title() {
    return title;
  }

  /** Whether its notes have a pitch; noise has none. */
  public boolean pitched() {
    return this != SWELL && this != BREATH;
  }

  int midiChannel() {
    return midiChannel;
  }

  int midiProgram() {
    return midiProgram;
  }

  /** The MIDI key that plays a note of this pitch with the part's program. */
  int midiKey(int pitch) {
    if (this == KICK) {
      return BASS_DRUM_1;
    }
    return pitched() ? pitch : MIDDLE_C;
  }
}
