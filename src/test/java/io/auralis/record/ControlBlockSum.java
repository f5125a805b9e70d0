package io.auralis.record;

import io.auralis.audio.AudioFormat;
import io.auralis.sequencing.ControlBlock;
import io.auralis.sequencing.NoiseRows;
import java.util.HashMap;
import java.util.Map;

/**
 * A checksum of the control blocks that a station's audio is made of.
 *
 * <p>It depends on each block's own values alone: not on how blocks are grouped into runs, nor on
 * silent slots at the end of a bank. A block that is written again replaces the earlier one.
 */
final class ControlBlockSum {

  private final Map<Long, byte[]> blocks = new HashMap<>();

  /** Adds all blocks of a run. */
  void add(ControlBlock controls) {
    long first = controls.startFrame() / AudioFormat.BLOCK_FRAMES;
    for (int block = 0; block < controls.blocks(); block++) {
      Sha256 sum = new Sha256();
      for (int column = 0; column < NoiseRows.COLUMNS; column++) {
        sum.add(controls.noiseRows()[block * NoiseRows.COLUMNS + column]);
      }
      add(sum, controls.voices(), block);
      add(sum, controls.noise(), block);
      blocks.put(first + block, sum.bytes());
    }
  }

  /**
   * The checksum of the blocks 0 to {@code count - 1}.
   *
   * @throws IllegalStateException if one of them was never written
   */
  String hex(int count) {
    Sha256 sum = new Sha256();
    for (long block = 0; block < count; block++) {
      byte[] written = blocks.get(block);
      if (written == null) {
        throw new IllegalStateException("Block " + block + " was never written");
      }
      sum.add(written);
    }
    return sum.hex();
  }

  private static void add(Sha256 sum, ControlBlock.Bank<?> bank, int block) {
    int used = bank.voices();
    while (used > 0 && silent(bank, block, used - 1)) {
      used--;
    }
    sum.add((long) used);
    for (int slot = 0; slot < used; slot++) {
      int offset = bank.offset(block, slot);
      for (int column = 0; column < bank.columns(); column++) {
        sum.add(bank.values()[offset + column]);
      }
    }
  }

  private static boolean silent(ControlBlock.Bank<?> bank, int block, int slot) {
    int offset = bank.offset(block, slot);
    for (int column = 0; column < bank.columns(); column++) {
      if (bank.values()[offset + column] != 0) {
        return false;
      }
    }
    return true;
  }
}
