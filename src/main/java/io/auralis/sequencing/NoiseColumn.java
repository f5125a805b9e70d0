package io.auralis.sequencing;

/**
 * Columns of the {@code noise} bank: voices that open three bands of one stereo noise.
 *
 * <p>The order is the tensor's layout and part of the graph contract. The first six are three
 * ramps, as in {@link VoiceColumn}.
 */
public enum NoiseColumn implements ControlColumn {
  ATTACK("1", "Position in the attack: 0 at the onset, 1 at its end; the graph clips it"),
  ATTACK_STEP("1", "Change of that per control frame"),
  DECAY("1", "What is left of the decay: 1 until it starts, 0 at its end; the graph clips it"),
  DECAY_STEP("1", "Change of that per control frame"),
  RELEASE("1", "What is left of the release: 1 until it starts, 0 at its end; the graph clips it"),
  RELEASE_STEP("1", "Change of that per control frame"),
  ALPHA("1", "Exponent of the envelope's ramps; 1 is linear"),
  SUSTAIN("1", "Level that the decay falls to, 0 to 1"),
  LEFT("1", "Linear gain on the left; 0 on both sides silences the slot"),
  RIGHT("1", "Linear gain on the right"),
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
