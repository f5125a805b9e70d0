package io.auralis.synthesis;

import io.auralis.audio.AudioBlock;
import io.auralis.audio.AudioFormat;
import java.util.ArrayList;
import java.util.List;

/** The left channel of the blocks that a test rendered, one after the other. */
final class HeardAudio {

  private final List<Float> samples = new ArrayList<>();

  void add(AudioBlock audio, int block) {
    int offset = AudioBlock.offset(block, 0);
    for (int frame = 0; frame < AudioFormat.BLOCK_FRAMES; frame++) {
      samples.add(audio.samples()[offset + frame]);
    }
  }

  List<Float> samples() {
    return samples;
  }

  /** The largest step from one sample to the next. */
  float largestJump() {
    float largest = 0;
    for (int i = 1; i < samples.size(); i++) {
      largest = Math.max(largest, Math.abs(samples.get(i) - samples.get(i - 1)));
    }
    return largest;
  }
}
