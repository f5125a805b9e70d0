package io.auralis.sequencing;

/**
 * Columns of the {@code steady} bank: voices of constant pitch made of two square/saw oscillators.
 *
 * <p>The order is the tensor's layout and part of the graph contract. Phases are in cycles so that
 * the host can reduce them to [0, 1) in double precision.
 */
public enum SteadyColumn implements ControlColumn {
  PHASE_A("cycles", "Phase of oscillator A at the block's first sample, in [0, 1)"),
  PHASE_B("cycles", "Phase of oscillator B at the block's first sample, in [0, 1)"),
  STEP_A("cycles", "Phase advance of A per control frame, reduced to [0, 1)"),
  STEP_B("cycles", "Phase advance of B per control frame, reduced to [0, 1)"),
  OMEGA_A("rad/sample", "Angular frequency of A"),
  OMEGA_B("rad/sample", "Angular frequency of B"),
  TIME("s", "Time since the onset at the block's first sample; negative before it"),
  GATE("s", "How long the note is held"),
  ATTACK("s", "Length of the attack ramp"),
  DECAY("s", "Length of the decay ramp"),
  SUSTAIN("1", "Level held until the gate closes, 0 to 1"),
  RELEASE("s", "Length of the release ramp, above 0"),
  ALPHA("1", "Exponent of the ramps; 1 is linear"),
  GAIN("1", "Linear gain of the voice; 0 silences the slot"),
  PAN("1", "Position of the voice, -1 left to 1 right"),
  WIDTH("1", "Distance of A and B from the voice's position"),
  BALANCE("1", "Level of B relative to A; 0 leaves one oscillator"),
  DRIVE("1", "Argument of the tanh shaper; torchsynth's square/saw has pi*K/2"),
  DRIVE_ENVELOPE("1", "Share of the drive that follows the envelope, 0 to 1"),
  SHAPE("1", "0 is square, 1 is saw"),
  LFO_PHASE("cycles", "Phase of the voice's LFO at the block's first sample, in [0, 1)"),
  LFO_RATE("Hz", "Rate of the voice's LFO"),
  LFO_DEPTH("1", "How far the LFO fades from A to B, 0 to 1"),
  SWEEP("1", "How far the LFO closes the drive, 0 to 1");

  private final String unit;
  private final String meaning;

  SteadyColumn(String unit, String meaning) {
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
