package io.auralis.sequencing;

import static io.auralis.sequencing.GlidingColumn.*;

/**
 * A patch of the gliding bank: one oscillator whose pitch moves.
 *
 * @param level decibels at full velocity relative to full scale
 * @param brightness added to the note's brightness
 * @param shape 0 is square, 1 is saw
 * @param colour 0 is the sine oscillator, 1 the square/saw oscillator
 * @param vibratoHz rate of the vibrato, above 0
 * @param vibratoDepth semitones
 * @param glideStart hertz above the note's pitch at the onset
 * @param glideSeconds time constant of the fall, above 0
 */
record GlidingPatch(
    Envelope envelope,
    double level,
    double brightness,
    double shape,
    double colour,
    double vibratoHz,
    double vibratoDepth,
    double glideStart,
    double glideSeconds)
    implements Patch {

  void write(
      ControlBlock.Bank<GlidingColumn> bank, int block, int slot, Voice voice, long blockStart) {
    double bent = vibratoDepth * StrictMath.log(2) / 12;
    double mean = voice.hertz() * (1 + bent * bent / 4);
    double bright = Math.min(1, Math.max(0, voice.brightness() + brightness));
    bank.set(block, slot, PHASE, voice.phase(mean, 0, blockStart));
    bank.set(block, slot, STEP, SteadyPatch.step(mean));
    bank.set(block, slot, FREQUENCY, mean);
    bank.set(block, slot, TIME, voice.secondsSinceOnset(blockStart));
    bank.set(block, slot, GATE, voice.gateSeconds());
    bank.set(block, slot, ATTACK, envelope.attack());
    bank.set(block, slot, DECAY, envelope.decay());
    bank.set(block, slot, SUSTAIN, envelope.sustain());
    bank.set(block, slot, RELEASE, envelope.release());
    bank.set(block, slot, ALPHA, envelope.alpha());
    bank.set(block, slot, GAIN, Patch.gain(level, voice.velocity()));
    bank.set(block, slot, PAN, voice.pan());
    bank.set(block, slot, DRIVE, Patch.drive(voice.hertz(), bright));
    bank.set(block, slot, SHAPE, shape);
    bank.set(block, slot, COLOUR, colour);
    bank.set(block, slot, VIBRATO_PHASE, voice.phase(vibratoHz, 0, blockStart));
    bank.set(block, slot, VIBRATO_RATE, vibratoHz);
    bank.set(block, slot, VIBRATO_DEPTH, vibratoDepth);
    bank.set(block, slot, GLIDE_START, glideStart);
    bank.set(block, slot, GLIDE_SECONDS, glideSeconds);
  }
}
