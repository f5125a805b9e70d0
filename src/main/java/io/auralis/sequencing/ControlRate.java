package io.auralis.sequencing;

import io.auralis.audio.AudioFormat;

/**
 * The rate at which envelopes, LFOs and pitch move: 490 Hz.
 *
 * <p>A block of 4,410 frames is 49 control frames of 90 samples each; the graph evaluates control
 * signals at the 50 edges and interpolates between them.
 */
public final class ControlRate {

  /** Audio frames per control frame. */
  public static final int SAMPLES_PER_CONTROL_FRAME = 90;

  /** Control frames per block. */
  public static final int CONTROL_FRAMES = AudioFormat.BLOCK_FRAMES / SAMPLES_PER_CONTROL_FRAME;

  /** Seconds from one control frame to the next. */
  public static final double CONTROL_FRAME_SECONDS =
      (double) SAMPLES_PER_CONTROL_FRAME / AudioFormat.SAMPLE_RATE_HZ;

  private ControlRate() {}
}
