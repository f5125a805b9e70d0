package io.auralis.sequencing;

import static io.auralis.sequencing.NoiseColumn.*;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A patch of noise: how much of three bands opens.
 *
 * @param envelope of the loudness
 * @param levelDb decibels at full velocity relative to full scale
 * @param low level of the band below 400 Hz
 * @param middle level of the band from 400 to 1,600 Hz
 * @param high level of the band from 1,600 to 6,400 Hz
 */
record NoisePatch(
    @JsonProperty(required = true) Envelope envelope,
    @JsonProperty(value = "level_db", required = true) double levelDb,
    double low,
    double middle,
    double high)
    implements Patch {

  NoisePatch {
    Range.check("level_db", levelDb, -80, 0);
    Range.check("low", low, 0, 1);
    Range.check("middle", middle, 0, 1);
    Range.check("high", high, 0, 1);
  }

  /** Writes a note for the block that starts at {@code blockStart}. */
  void write(
      ControlBlock.Bank<NoiseColumn> bank, int block, int slot, Voice voice, long blockStart) {
    EnvelopeRamps.write(bank, block, slot, ATTACK, DECAY, RELEASE, voice, blockStart);
    bank.set(block, slot, ALPHA, envelope.alpha());
    bank.set(block, slot, SUSTAIN, envelope.sustain());
    double gain = Patch.gain(levelDb, voice.velocity());
    bank.set(block, slot, LEFT, gain * Patch.left(voice.pan()));
    bank.set(block, slot, RIGHT, gain * Patch.right(voice.pan()));
    bank.set(block, slot, LOW, low);
    bank.set(block, slot, MIDDLE, middle);
    bank.set(block, slot, HIGH, high * (0.5 + 0.5 * voice.brightness()));
  }
}
