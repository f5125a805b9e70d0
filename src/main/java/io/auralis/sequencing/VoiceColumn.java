package io.auralis.sequencing;

/**
 * Columns of the {@code voices} bank: one skewed square oscillator with envelope, LFO, vibrato and
 * glide.
 *
 * <p>The order is the tensor's layout and part of the graph contract. The first sixteen are eight
 * ramps, each a value at the block's start and its change per control frame. The host computes them
 * in double precision and takes whole turns out, so that angles stay small however late it is.
 */
public enum VoiceColumn implements ControlColumn {
  ATTACK("1", "Position in the attack: 0 at the onset, 1 at its end; the graph clips it"),
  ATTACK_STEP("1", "Change of that per control frame"),
  DECAY("1", "What is left of the decay: 1 until it starts, 0 at its end; the graph clips it"),
  DECAY_STEP("1", "Change of that per control frame"),
  RELEASE("1", "What is left of the release: 1 until it starts, 0 at its end; the graph clips it"),
  RELEASE_STEP("1", "Change of that per control frame"),
  LFO("rad", "Half the angle of the LFO, in [0, pi)"),
  LFO_STEP("rad", "Change of that per control frame"),
  VIBRATO("rad", "Angle of the vibrato's first partial in the phase"),
  VIBRATO_STEP("rad", "Change of that per control frame"),
  VIBRATO_OCTAVE("rad", "Angle of the vibrato's second partial in the phase"),
  VIBRATO_OCTAVE_STEP("rad", "Change of that per control frame"),
  GLIDE(
      "1", "Negative time since the onset in time constants of the glide; the graph keeps it <= 0"),
  GLIDE_STEP("1", "Change of that per control frame"),
  PHASE("rad", "Phase without modulation in the middle of the first control frame, in [0, 2 pi)"),
  PHASE_STEP("rad", "Phase advance per control frame without whole turns, in [-pi, pi)"),
  ALPHA("1", "Exponent of the envelope's ramps; 1 is linear"),
  SUSTAIN("1", "Level that the decay falls to, 0 to 1"),
  OMEGA("rad/sample", "Angular frequency without modulation"),
  VIBRATO_TURN("rad", "How far the vibrato's first partial turns the phase"),
  VIBRATO_OCTAVE_TURN("rad", "How far its second partial does"),
  GLIDE_TURN("rad", "How far the glide turns the phase back at the onset"),
  DRIVE("1", "Argument of the tanh shaper without envelope; torchsynth's square/saw has pi*K/2"),
  DRIVE_ENVELOPE("1", "What the full envelope adds to it"),
  SKEW("1", "Level of the octave inside the shaper: 0 is square, more is nearer to saw"),
  SWEEP("1", "How far the LFO closes the drive, 0 to 1"),
  LFO_DEPTH("1", "How far the LFO lowers the gain, 0 to 1"),
  LEFT("1", "Linear gain on the left; 0 on both sides silences the slot"),
  RIGHT("1", "Linear gain on the right");

  private final String unit;
  private final String meaning;

  VoiceColumn(String unit, String meaning) {
    this.unit = unit;
    this.meaning = meaning;
  }

  @Override
  public String unit() {
    return unit;
  }

  @Override
  public String meaning() {
    return meaning;
  }
}
