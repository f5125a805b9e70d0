package io.auralis.sequencing;

import static io.auralis.sequencing.SteadyColumn.*;

import io.auralis.audio.AudioFormat;

/**
 * A patch of the steady bank: two square/saw oscillators.
 *
 * @param level decibels at full velocity, one voice, relative to full scale
 * @param detune cents from oscillator A to B
 * @param width how far A and B stand apart from the note's position, 0 to 1
 * @param balance level of B relative to A, 0 to 1
 * @param brightness added to the note's brightness
 * @param shape 0 is square, 1 is saw
 * @param driveEnvelope share of the drive that follows the envelope, 0 to 1
 * @param lfoHz rate of the slow LFO
 * @param lfoDepth how far the LFO fades between A and B, 0 to 1
 * @param sweep how far the LFO closes the drive, 0 to 1
 */
record SteadyPatch(
    Envelope envelope,
    double level,
    double detune,
    double width,
    double balance,
    double brightness,
    double shape,
    double driveEnvelope,
    double lfoHz,
    double lfoDepth,
    double sweep)
    implements Patch {

  private static final double CENT = 1.0 / 1200;

  void write(
      ControlBlock.Bank<SteadyColumn> bank, int block, int slot, Voice voice, long blockStart) {
    double a = voice.hertz() * StrictMath.pow(2, -detune / 2 * CENT);
    double b = voice.hertz() * StrictMath.pow(2, detune / 2 * CENT);
    double bright = Math.min(1, Math.max(0, voice.brightness() + brightness));
    bank.set(block, slot, PHASE_A, voice.phase(a, 0, blockStart));
    bank.set(block, slot, PHASE_B, voice.phase(b, 0.37, blockStart));
    bank.set(block, slot, STEP_A, step(a));
    bank.set(block, slot, STEP_B, step(b));
    bank.set(block, slot, OMEGA_A, 2 * Math.PI * a / AudioFormat.SAMPLE_RATE_HZ);
    bank.set(block, slot, OMEGA_B, 2 * Math.PI * b / AudioFormat.SAMPLE_RATE_HZ);
    bank.set(block, slot, TIME, voice.secondsSinceOnset(blockStart));
    bank.set(block, slot, GATE, voice.gateSeconds());
    bank.set(block, slot, ATTACK, envelope.attack());
    bank.set(block, slot, DECAY, envelope.decay());
    bank.set(block, slot, SUSTAIN, envelope.sustain());
    bank.set(block, slot, RELEASE, envelope.release());
    bank.set(block, slot, ALPHA, envelope.alpha());
    bank.set(block, slot, GAIN, Patch.gain(level, voice.velocity()));
    bank.set(block, slot, PAN, voice.pan());
    bank.set(block, slot, WIDTH, width);
    bank.set(block, slot, BALANCE, balance);
    bank.set(block, slot, DRIVE, Patch.drive(voice.hertz(), bright));
    bank.set(block, slot, DRIVE_ENVELOPE, driveEnvelope);
    bank.set(block, slot, SHAPE, shape);
    bank.set(block, slot, LFO_PHASE, voice.phase(lfoHz, 0, blockStart));
    bank.set(block, slot, LFO_RATE, lfoHz);
    bank.set(block, slot, LFO_DEPTH, lfoDepth);
    bank.set(block, slot, SWEEP, sweep);
  }

  /** Cycles per control frame, reduced to [0, 1). */
  static double step(double hertz) {
    double cycles = hertz * ControlRate.CONTROL_FRAME_SECONDS;
    return cycles - Math.floor(cycles);
  }
}
