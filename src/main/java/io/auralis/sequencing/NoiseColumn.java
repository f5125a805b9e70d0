package io.auralis.sequencing;

/**
 * Columns of the {@code noise} bank: voices that open three bands of one stereo noise.
 *
 * <p>The order is the tensor's layout and part of the graph contract.
 */
public enum NoiseColumn implements ControlColumn {
  TIME("s", "Time since the onset at the block's first sample; negative before it"),
  GATE("s", "How long the note is held"),
  RELEASE_AT("s", "When the release begins: at the end of the gate, or earlier if the note is cut"),
  ATTACK("s", "Length of the attack ramp"),
  DECAY("s", "Length of the decay ramp"),
  SUSTAIN("1", "Level held until the gate closes, 0 to 1"),
  RELEASE("s", "Length of the release ramp, above 0"),
  ALPHA("1", "Exponent of the ramps; 1 is linear"),
  GAIN("1", "Linear gain of the voice; 0 silences the slot"),
  PAN("1", "Position of the voice, -1 left to 1 right"),
  LOW("1", "Level of the band below 400 Hz"),
  MIDDLE("1", "Level of the band from 400 to 1,600 Hz"),
  HIGH("1", "Level of the band from 1,600 to 6,400 Hz; opens with the envelope");

  private final String unit;
  private final String meaning;

  NoiseColumn(String unit, String meaning) {
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
