package io.auralis.synthesis.onnx;

import io.auralis.audio.AudioBlock;
import io.auralis.sequencing.ControlBlock;
import java.util.Arrays;
import java.util.List;

/**
 * The blocks of several stations in one row, cut into runs of the graph.
 *
 * <p>Reused; written by the caller's thread before others read it.
 */
final class BlockPlan {

  private final int maxBlocks;
  private final int maxVoiceSlots;
  private List<ControlBlock> controls = List.of();
  private List<AudioBlock> audio = List.of();
  private int[] owners = new int[16];
  private int[] blocks = new int[16];
  private int[] ends = new int[16];

  private int size;
  private int runs;

  /**
   * @param maxBlocks of a run
   * @param maxVoiceSlots of a run, all blocks together; a block alone may have more
   */
  BlockPlan(int maxBlocks, int maxVoiceSlots) {
    this.maxBlocks = maxBlocks;
    this.maxVoiceSlots = maxVoiceSlots;
  }

  /** Lines up all blocks of all stations and cuts the row into runs. */
  void of(List<ControlBlock> controls, List<AudioBlock> audio) {
    this.controls = controls;
    this.audio = audio;
    lineUp();
    cut();
  }

  /** Lets go of the stations, so that nothing here holds one that has ended. */
  void clear() {
    controls = List.of();
    audio = List.of();
    size = 0;
    runs = 0;
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

  /** Runs of the graph that the row is cut into. */
  int runs() {
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

  private void lineUp() {
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

  private void cut() {
    runs = 0;
    for (int from = 0; from < size; from = ends[runs - 1]) {
      int slots = controls(from).voices().voices();
      int end = from + 1;
      for (; end < size && end - from < maxBlocks; end++) {
        int most = Math.max(slots, controls(end).voices().voices());
        if ((long) most * (end - from + 1) > maxVoiceSlots) {
          break;
        }
        slots = most;
      }
      ends[runs++] = end;
    }
  }
}
