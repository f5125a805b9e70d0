package io.auralis.synthesis;

import io.auralis.audio.AudioBlock;
import io.auralis.audio.AudioFormat;

/** The fades that join audio of two tiers: raised cosines over frames. Stateless. */
final class Fades {

  /** Length of a crossfade and of a fade-in: one block, 100 ms. */
  static final int FADE_FRAMES = AudioFormat.BLOCK_FRAMES;

  /** Length of the way from the last frame of a failed tier down to zero: 10 ms. */
  static final int LANDING_FRAMES = AudioFormat.SAMPLE_RATE_HZ / 100;

  /** Tables, because hundreds of stations may fade in the same tick. */
  private static final float[] FADE = rise(FADE_FRAMES);

  private static final float[] LANDING = rise(LANDING_FRAMES);

  private Fades() {}

  /**
   * Goes from a frame down to zero, and fades the first block in.
   *
   * @param audio the run that begins here
   * @param left what the left channel comes from
   * @param right what the right channel comes from
   */
  static void land(AudioBlock audio, float left, float right) {
    land(audio.samples(), AudioBlock.offset(0, 0), left);
    land(audio.samples(), AudioBlock.offset(0, 1), right);
  }

  private static void land(float[] samples, int offset, float from) {
    for (int frame = 0; frame < FADE_FRAMES; frame++) {
      float landing = frame < LANDING_FRAMES ? from * (1 - LANDING[frame]) : 0f;
      samples[offset + frame] = landing + samples[offset + frame] * FADE[frame];
    }
  }

  /** Fades from {@code audio} to {@code next} over the first block; the result is in audio. */
  static void crossfade(AudioBlock audio, AudioBlock next, int blocks) {
    float[] out = audio.samples();
    float[] in = next.samples();
    for (int channel = 0; channel < AudioFormat.CHANNELS; channel++) {
      int offset = AudioBlock.offset(0, channel);
      for (int frame = 0; frame < FADE_FRAMES; frame++) {
        int at = offset + frame;
        out[at] += FADE[frame] * (in[at] - out[at]);
      }
    }
    int rest = AudioBlock.BLOCK_SAMPLES;
    System.arraycopy(in, rest, out, rest, (blocks - 1) * AudioBlock.BLOCK_SAMPLES);
  }

  private static float[] rise(int frames) {
    float[] shares = new float[frames];
    for (int frame = 0; frame < frames; frame++) {
      shares[frame] = (float) (0.5 - 0.5 * Math.cos(Math.PI * (frame + 0.5) / frames));
    }
    return shares;
  }
}
