package io.auralis.synthesis;

import io.auralis.audio.AudioBlock;
import io.auralis.audio.AudioFormat;

/**
 * Joins audio of two tiers without a click. All fades are raised cosines over frames.
 *
 * <p>Remembers the last frame that was heard. Owned by one thread.
 */
final class Seam {

  /** Length of a crossfade and of a fade-in: one block, 100 ms. */
  static final int FADE_FRAMES = AudioFormat.BLOCK_FRAMES;

  /** Length of the way from the last frame of a failed tier down to zero: 10 ms. */
  static final int LANDING_FRAMES = AudioFormat.SAMPLE_RATE_HZ / 100;

  private final float[] last = new float[AudioFormat.CHANNELS];
  private long endFrame = Long.MIN_VALUE;

  /** Keeps the last frame of a run of {@code blocks} blocks. */
  void heard(AudioBlock audio, long startFrame, int blocks) {
    for (int channel = 0; channel < AudioFormat.CHANNELS; channel++) {
      int end = AudioBlock.offset(blocks - 1, channel) + AudioFormat.BLOCK_FRAMES;
      last[channel] = audio.samples()[end - 1];
    }
    endFrame = startFrame + (long) blocks * AudioFormat.BLOCK_FRAMES;
  }

  /** Has a run that follows another tier's begin where that one broke off, and fade in. */
  void land(AudioBlock audio, long startFrame) {
    boolean follows = startFrame == endFrame;
    for (int channel = 0; channel < AudioFormat.CHANNELS; channel++) {
      int offset = AudioBlock.offset(0, channel);
      float from = follows && Float.isFinite(last[channel]) ? last[channel] : 0f;
      for (int frame = 0; frame < FADE_FRAMES; frame++) {
        float landing = frame < LANDING_FRAMES ? from * (1 - rise(frame, LANDING_FRAMES)) : 0f;
        float sample = audio.samples()[offset + frame];
        audio.samples()[offset + frame] = landing + sample * rise(frame, FADE_FRAMES);
      }
    }
  }

  /** Fades from {@code audio} to {@code next} over the first block; the result is in audio. */
  static void crossfade(AudioBlock audio, AudioBlock next, int blocks) {
    float[] out = audio.samples();
    float[] in = next.samples();
    for (int channel = 0; channel < AudioFormat.CHANNELS; channel++) {
      int offset = AudioBlock.offset(0, channel);
      for (int frame = 0; frame < FADE_FRAMES; frame++) {
        float share = rise(frame, FADE_FRAMES);
        int at = offset + frame;
        out[at] += share * (in[at] - out[at]);
      }
    }
    int rest = AudioBlock.BLOCK_SAMPLES;
    System.arraycopy(in, rest, out, rest, (blocks - 1) * AudioBlock.BLOCK_SAMPLES);
  }

  private static float rise(int frame, int frames) {
    return (float) (0.5 - 0.5 * Math.cos(Math.PI * (frame + 0.5) / frames));
  }
}
