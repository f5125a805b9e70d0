package io.auralis.composition;

import io.auralis.music.Chord;
import java.util.List;

/**
 * A chord as it really sounds, pads and bass together, and the judge of what may sound with it.
 *
 * @param bass the MIDI pitch that the bass holds
 */
record SoundingChord(ChordSpan span, int bass) {

  private static final int SEMITONES_PER_OCTAVE = 12;

  /**
   * Whether two held notes grate: a semitone, a minor ninth, or the same with more octaves between.
   * A major seventh, the same two notes the other way up, does not.
   */
  static boolean clash(int onePitch, int otherPitch) {
    return Math.abs(onePitch - otherPitch) % SEMITONES_PER_OCTAVE == 1;
  }

  static boolean inScale(Chord chord, int pitch) {
    return chord.tonality().contains(pitch);
  }

  /** Whether the pitch belongs to the chord itself; what its voicing adds is colour. */
  boolean isChordTone(int pitch) {
    return span.chord().pitchClasses().contains(pitch % SEMITONES_PER_OCTAVE);
  }

  /** Whether a melody note of this pitch may be held over the chord. */
  boolean admits(int pitch) {
    if (clash(pitch, bass) || span.voicing().stream().anyMatch(tone -> clash(pitch, tone))) {
      return false;
    }
    return isChordTone(pitch) || inScale(span.chord(), pitch) && !contradicts(pitch);
  }

  /** A chord tone from outside the scale (the fifth of a minor ii) displaces its neighbours. */
  private boolean contradicts(int pitch) {
    List<Integer> foreign =
        span.chord().pitchClasses().stream()
            .filter(tone -> !span.chord().tonality().contains(tone))
            .toList();
    return foreign.stream()
        .map(tone -> Math.floorMod(pitch - tone, SEMITONES_PER_OCTAVE))
        .anyMatch(distance -> distance == 1 || distance == SEMITONES_PER_OCTAVE - 1);
  }
}
