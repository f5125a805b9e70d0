package io.auralis.synthesis;

import io.auralis.audio.AudioBlock;
import io.auralis.audio.AudioFormat;
import io.auralis.sequencing.ControlBlock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Renders a slow wave that is a function of the station and its position, and fails as a whole or
 * for some stations when told. A batch counts as one attempt.
 */
final class WaveTier implements Synthesiser {

  /** Frames between the epochs of two stations: they tell the stations apart. */
  static final long STRIDE = 1L << 32;

  private static final float[] WAVE = wave();

  final String name;
  final float level;
  final Set<Integer> poison = new HashSet<>();
  final Set<Integer> notNumbers = new HashSet<>();

  /** Sizes of the batches that were rendered, and negative ones of those that failed. */
  final List<Integer> attempts = new ArrayList<>();

  boolean broken;

  WaveTier(String name, float level) {
    this.name = name;
    this.level = level;
  }

  Tier as(Tier.Kind kind) {
    return new Tier(name, "the " + name, kind, () -> this);
  }

  /** What a station hears of a block, both channels. */
  static float[] block(float level, long startFrame) {
    float[] block = new float[AudioBlock.BLOCK_SAMPLES];
    write(level, startFrame, block, 0);
    return block;
  }

  private static void write(float level, long startFrame, float[] to, int offset) {
    long phase = startFrame + 7_919 * (startFrame / STRIDE);
    for (int frame = 0; frame < AudioFormat.BLOCK_FRAMES; frame++) {
      // No negative zero: silence is compared bit by bit.
      float sample = 0f + level * WAVE[(int) ((phase + frame) % WAVE.length)];
      to[offset + frame] = sample;
      to[offset + AudioFormat.BLOCK_FRAMES + frame] = 0f - sample;
    }
  }

  @Override
  public void render(ControlBlock controls, AudioBlock audio) {
    render(List.of(controls), List.of(audio));
  }

  @Override
  public void render(List<ControlBlock> controls, List<AudioBlock> audio) {
    for (int i = 0; i < controls.size(); i++) {
      long start = controls.get(i).startFrame();
      int station = (int) (start / STRIDE);
      if (broken || poison.contains(station)) {
        attempts.add(-controls.size());
        throw new SynthesisException(broken ? name + " is broken" : "poison " + station, null);
      }
      for (int block = 0; block < controls.get(i).blocks(); block++) {
        float loud = notNumbers.contains(station) ? Float.NaN : level;
        long at = start + (long) block * AudioFormat.BLOCK_FRAMES;
        write(loud, at, audio.get(i).samples(), block * AudioBlock.BLOCK_SAMPLES);
      }
    }
    attempts.add(controls.size());
  }

  @Override
  public String description() {
    return name;
  }

  @Override
  public void close() {}

  private static float[] wave() {
    float[] wave = new float[44_100];
    for (int frame = 0; frame < wave.length; frame++) {
      wave[frame] = (float) Math.cos(2 * Math.PI * frame / wave.length);
    }
    return wave;
  }
}
