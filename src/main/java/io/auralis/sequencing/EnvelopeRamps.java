package io.auralis.sequencing;

/**
 * The stages of torchsynth's ADSR as straight lines; the graph clips them to [0, 1], bends them and
 * multiplies them.
 *
 * <p>A gate shorter than the attack ends the attack early, and the decay falls away. The release
 * starts at the end of the gate, or earlier if the note is cut. Source: module {@code ADSR} of
 * torchsynth (Turian et al., 2021).
 */
final class EnvelopeRamps {

  /** Shortest stage: a division by zero is avoided, and it is far below a sample. */
  private static final double SHORTEST_SECONDS = 1e-7;

  private EnvelopeRamps() {}

  /** Writes the ramps of a note for the block that starts at {@code blockStart}. */
  static <C extends Enum<C> & ControlColumn> void write(
      ControlBlock.Bank<C> bank,
      int block,
      int slot,
      C attack,
      C decay,
      C release,
      Voice voice,
      long blockStart) {
    Envelope envelope = voice.patch().envelope();
    double time = voice.secondsSinceOnset(blockStart);
    double gate = voice.gateSeconds();
    double rising = Math.max(SHORTEST_SECONDS, Math.min(envelope.attack(), gate));
    double falling = Math.min(Math.max(0, gate - envelope.attack()), envelope.decay());
    rise(bank, block, slot, attack, time / rising, rising);
    if (falling > 0) {
      rise(bank, block, slot, decay, 1 - (time - rising) / falling, -falling);
    } else {
      bank.ramp(block, slot, decay, 1, 0);
    }
    double releasing = voice.releaseSeconds();
    double left = 1 - (time - voice.releaseAtSeconds()) / releasing;
    rise(bank, block, slot, release, left, -releasing);
  }

  private static <C extends Enum<C> & ControlColumn> void rise(
      ControlBlock.Bank<C> bank, int block, int slot, C column, double value, double seconds) {
    bank.ramp(block, slot, column, value, ControlRate.CONTROL_FRAME_SECONDS / seconds);
  }
}
