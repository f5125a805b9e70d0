package io.auralis.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.auralis.audio.AudioBlock;
import io.auralis.audio.AudioFormat;
import io.auralis.sequencing.ControlBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** One of several stations that render block after block on a clock of its own. */
final class TestStation {

  final int id;
  final Seam seam = new Seam();
  final AudioBlock audio;
  final HeardAudio heard = new HeardAudio();
  private final ControlBlock controls;
  long startFrame;
  private long next;

  TestStation(int id, int maxBlocks) {
    this.id = id;
    audio = new AudioBlock(maxBlocks);
    controls = new ControlBlock(maxBlocks, 1, 1);
    next = id * WaveTier.STRIDE;
  }

  static List<TestStation> several(int count) {
    return new ArrayList<>(IntStream.range(0, count).mapToObj(i -> new TestStation(i, 1)).toList());
  }

  Run run(int blocks) {
    startFrame = next;
    controls.reset(blocks, 1, 1);
    controls.startFrame(startFrame);
    next += (long) blocks * AudioFormat.BLOCK_FRAMES;
    return new Run(seam, controls, audio);
  }

  /** Time goes on, and nothing is rendered. */
  void sleep(int blocks) {
    next += (long) blocks * AudioFormat.BLOCK_FRAMES;
  }

  float[] block(int block) {
    int from = block * AudioBlock.BLOCK_SAMPLES;
    return Arrays.copyOfRange(audio.samples(), from, from + AudioBlock.BLOCK_SAMPLES);
  }

  float[] expected(float level) {
    return WaveTier.block(level, startFrame);
  }

  /** The last run of one block is exactly what a tier of this level renders. */
  void hears(float level) {
    assertThat(Arrays.mismatch(block(0), expected(level))).as("station %d", id).isEqualTo(-1);
  }
}
