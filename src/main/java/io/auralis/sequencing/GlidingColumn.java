package io.auralis.sequencing;

/**
 * Columns of the {@code gliding} bank: voices whose pitch moves by vibrato or by a falling sweep.
 *
 * <p>The order is the tensor's layout and part of the graph contract.
 */
public enum GlidingColumn implements ControlColumn {
  PHASE("cycles", "Phase without modulation at the block's first sample, in [0, 1)"),
  STEP("cycles", "Phase advance without modulation per control frame, reduced to [0, 1)"),
  FREQUENCY("Hz", "Frequency without modulation"),
  TIME("s", "Time since the onset at the block's first sample; negative before it"),
  GATE("s", "How long the note is held"),
  ATTACK("s", "Length of the attack ramp"),
  DECAY("s", "Length of the decay ramp"),
  SUSTAIN("1", "Level held until the gate closes, 0 to 1"),
  RELEASE("s", "Length of the release ramp, above 0"),
  ALPHA("1", "Exponent of the ramps; 1 is linear"),
  GAIN("1", "Linear gain of the voice; 0 silences the slot"),
  PAN("1", "Position of the voice, -1 left to 1 right"),
  DRIVE("1", "Argument of the tanh shaper; torchsynth's square/saw has pi*K/2"),
  SHAPE("1", "0 is square, 1 is saw"),
  COLOUR("1", "0 is the sine oscillator, 1 the square/saw oscillator"),
  VIBRATO_PHASE("cycles", "Phase of the vibrato at the block's first sample, in [0, 1)"),
  VIBRATO_RATE("Hz", "Rate of the vibrato, above 0"),
  VIBRATO_DEPTH("semitones", "Depth of the vibrato; 0 is none"),
  GLIDE_START("Hz", "How far above its frequency the voice starts"),
  GLIDE_SECONDS("s", "Time constant of the fall to its frequency, above 0");

  private final String unit;
  private final String meaning;

  GlidingColumn(String unit, String meaning) {
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
