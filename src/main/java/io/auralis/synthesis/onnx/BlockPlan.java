package io.auralis.synthesis.onnx;

import io.auralis.audio.AudioBlock;
import io.auralis.sequencing.ControlBlock;
import java.util.Arrays;
import java.util.List;

/**
 * The blocks of several stations in one row, cut into runs of the graph.
 *
 * <p>A run fills its blocks up to the most voice slots among them, so their order decides how much
 * silence is rendered. Where it saves work, blocks with the same number of slots stand together,
 * those with the most first; otherwise they stand as given. One station's blocks stay in order.
 *
 * <p>Reused; written by the caller's thread before others read it.
 */
final class BlockPlan {

  /** Numbers of slots that are told apart: of 64 slots, the sequencer's steps of four. */
  private static final int BUCKETS = 16;

  /** What a run costs beside its blocks, in voice slots: about 35 of a block's 250 microseconds. */
  static final int SLOTS_OF_A_RUN = 4;

  private final int maxBlocks;
  private final int maxVoiceSlots;
  private List<ControlBlock> controls = List.of();
  private List<AudioBlock> audio = List.of();
  private int[] owners = new int[16];
  private int[] blocks = new int[16];
  private int[] ends = new int[16];

  /** Where the next block of each number of slots goes. */
  private final int[] places = new int[BUCKETS];

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
    lineUp(1);
    long asGiven = cut();
    if (runs > 1 && controls.size() > 1) {
      lineUp(BUCKETS);
      if (cut() >= asGiven) {
        lineUp(1);
        cut();
      }
    }
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

  /** Sorts the blocks into so many buckets by their slots; within one they stand as given. */
  private void lineUp(int buckets) {
    int stations = controls.size();
    Arrays.fill(places, 0);
    for (int owner = 0; owner < stations; owner++) {
      places[bucket(owner, buckets)] += controls.get(owner).blocks();
    }
    size = 0;
    for (int bucket = buckets - 1; bucket >= 0; bucket--) {
      int count = places[bucket];
      places[bucket] = size;
      size += count;
    }
    if (size > owners.length) {
      int room = Math.max(size, 2 * owners.length);
      owners = new int[room];
      blocks = new int[room];
      ends = new int[room];
    }
    for (int owner = 0; owner < stations; owner++) {
      int bucket = bucket(owner, buckets);
      for (int block = 0; block < controls.get(owner).blocks(); block++) {
        int at = places[bucket]++;
        owners[at] = owner;
        blocks[at] = block;
      }
    }
  }

  private int bucket(int owner, int buckets) {
    ControlBlock.Bank<?> bank = controls.get(owner).voices();
    return (bank.voices() - 1) * buckets / bank.slots();
  }

  /** Cuts the row and returns what all runs cost, in voice slots, silent ones included. */
  private long cut() {
    runs = 0;
    long cost = 0;
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
      cost += SLOTS_OF_A_RUN + (long) slots * (end - from);
      ends[runs++] = end;
    }
    return cost;
  }
}
