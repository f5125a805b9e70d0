package io.auralis.synthesis.onnx;

import io.auralis.audio.AudioBlock;
import io.auralis.sequencing.ControlBlock;
import java.util.Arrays;
import java.util.List;

/**
 * The blocks of several stations in one row, so that a run of the graph can take any of them.
 *
 * <p>Reused; written by the caller's thread before others read it.
 */
final class BlockPlan {

  private List<ControlBlock> controls = List.of();
  private List<AudioBlock> audio = List.of();
  private int[] owners = new int[16];
  private int[] blocks = new int[16];
  private int[] ends = new int[16];
  private int size;
  private int runs;

  /** Lines up all blocks of all stations. */
  void of(List<ControlBlock> controls, List<AudioBlock> audio) {
    this.controls = controls;
    this.audio = audio;
    size = 0;
    for (int owner = 0; owner < controls.size(); owner++) {
      for (int block = 0; block < controls.get(owner).blocks(); block++) {
        if (size == owners.length) {
          owners = Arrays.copyOf(owners, 2 * size);
          blocks = Arrays.copyOf(blocks, 2 * size);
          ends = Arrays.copyOf(ends, 2 * size);
        }
        owners[size] = owner;
        blocks[size] = block;
        size++;
      }
    }
  }

  int size() {
    return size;
  }

  /** The station's controls that a block belongs to. */
  ControlBlock controls(int index) {
    return controls.get(owners[index]);
  }

  /** Where its audio goes. */
  AudioBlock audio(int index) {
    return audio.get(owners[index]);
  }

  /** Its place in the station's run. */
  int block(int index) {
    return blocks[index];
  }

  /**
   * Cuts the row into runs of the graph.
   *
   * @param maxBlocks of a run
   * @param maxVoiceSlots of a run, all blocks together; a block alone may have more
   * @return how many runs
   */
  int cut(int maxBlocks, int maxVoiceSlots) {
    runs = 0;
    for (int from = 0; from < size; from = ends[runs - 1]) {
      int slots = 0;
      int end = from;
      for (; end < size && end - from < maxBlocks; end++) {
        slots = Math.max(slots, controls(end).voices().voices());
        if (end > from && (long) slots * (end - from + 1) > maxVoiceSlots) {
          break;
        }
      }
      ends[runs++] = end;
    }
    return runs;
  }

  /** First block of a run. */
  int start(int run) {
    return run == 0 ? 0 : ends[run - 1];
  }

  /** First block behind a run. */
  int end(int run) {
    return ends[run];
  }
}
