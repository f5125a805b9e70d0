package io.auralis.sequencing;

/**
 * Columns of the {@code voices} bank: one skewed square oscillator with envelope, LFO, vibrato and
 * glide.
 *
 * <p>The order is the tensor's layout and part of the graph contract. Phases are in cycles so that
 * the host can reduce them to [0, 1) in double precision.
 */
public enum VoiceColumn implements ControlColumn {
  TIME("s", "Time since the onset at the block's first sample; negative before it"),
  GATE("s", "How long the note is held"),
  RELEASE_AT("s", "When the release begins: at the end of the gate, or earlier if the note is cut"),
  ATTACK("s", "Length of the attack ramp"),
  DECAY("s", "Length of the decay ramp"),
  SUSTAIN("1", "Level held until the gate closes, 0 to 1"),
  RELEASE("s", "Length of the release ramp, above 0"),
  ALPHA("1", "Exponent of the ramps; 1 is linear"),
  PHASE("cycles", "Phase without modulation at the block's first sample, in [0, 1)"),
  STEP("cycles", "Phase advance without modulation per control frame, reduced to [0, 1)"),
  OMEGA("rad/sample", "Angular frequency without modulation"),
  GAIN("1", "Linear gain; 0 silences the slot"),
  PAN("1", "Position from -1 left to 1 right"),
  DRIVE("1", "Argument of the tanh shaper; torchsynth's square/saw has pi*K/2"),
  DRIVE_ENVELOPE("1", "Share of the drive that follows the envelope, 0 to 1"),
  SKEW("1", "Level of the octave inside the shaper: 0 is square, more is nearer to saw"),
  LFO_PHASE("cycles", "Phase of the LFO at the block's first sample, in [0, 1)"),
  LFO_RATE("Hz", "Rate of the LFO"),
  LFO_DEPTH("1", "How far the LFO lowers the gain, 0 to 1"),
  SWEEP("1", "How far the LFO closes the drive, 0 to 1"),
  VIBRATO_PHASE("cycles", "Phase of the vibrato at the block's first sample, in [0, 1)"),
  VIBRATO_RATE("Hz", "Rate of the vibrato, above 0"),
  VIBRATO_DEPTH("semitones", "Depth of the vibrato, 0 to 0.5; 0 is none"),
  GLIDE_START("Hz", "How far above its frequency the voice starts"),
  GLIDE_SECONDS("s", "Time constant of the fall to its frequency, above 0");

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
