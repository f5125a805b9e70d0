package io.auralis.synthesis;

import io.auralis.audio.AudioFormat;

/**
 * When to try again what failed: after a second, then twice as long after each failure, at most
 * five minutes. What then plays for a minute is trusted again.
 *
 * <p>Time is the station's, in frames: nothing here reads a clock. Owned by one thread.
 */
final class BackOff {

  static final long FIRST_FRAMES = AudioFormat.SAMPLE_RATE_HZ;
  static final long LONGEST_FRAMES = 300L * AudioFormat.SAMPLE_RATE_HZ;
  static final long TRUST_FRAMES = 60L * AudioFormat.SAMPLE_RATE_HZ;

  private long delay = FIRST_FRAMES;
  private long retryFrame = Long.MIN_VALUE;
  private long playsSince = Long.MIN_VALUE;

  /** It failed at {@code frame}. */
  void failed(long frame) {
    if (playsSince != Long.MIN_VALUE && frame - playsSince >= TRUST_FRAMES) {
      delay = FIRST_FRAMES;
    }
    playsSince = Long.MIN_VALUE;
    retryFrame = frame + delay;
    delay = Math.min(LONGEST_FRAMES, 2 * delay);
  }

  /** It plays again from {@code frame} on. */
  void playsAgain(long frame) {
    playsSince = frame;
  }

  boolean due(long frame) {
    return frame >= retryFrame;
  }
}
