package io.auralis.audio.effects;

/**
 * A chain of Schroeder all-passes over one channel: {@code v[n] = x[n] + g v[n - D]}, {@code y[n] =
 * v[n - D] - g v[n]}. It spreads an onset over tens of milliseconds and leaves every frequency's
 * level as it was.
 *
 * <p>Source: M. R. Schroeder, Natural Sounding Artificial Reverberation, JAES 10 (1962). Not
 * thread-safe.
 */
final class Diffuser {

  private static final float GAIN = 0.62f;

  private final int[] lengths;
  private final DelayLine[] lines;

  /**
   * @param lengths of the all-passes in frames, each at least {@link Reverb#SPAN}
   */
  Diffuser(int... lengths) {
    this.lengths = lengths;
    lines = new DelayLine[lengths.length];
    for (int stage = 0; stage < lengths.length; stage++) {
      lines[stage] = new DelayLine(lengths[stage], Reverb.SPAN);
    }
  }

  /** Replaces one span. */
  void process(float[] signal, Workspace work) {
    for (int stage = 0; stage < lines.length; stage++) {
      lines[stage].read(lengths[stage], work.old, Reverb.SPAN);
      allPass(signal, work.old, work.next);
      lines[stage].write(work.next, 0);
    }
  }

  private static void allPass(float[] signal, float[] old, float[] next) {
    for (int frame = 0; frame < Reverb.SPAN; frame++) {
      float fed = signal[frame] + GAIN * old[frame];
      next[frame] = fed + Denormals.QUIET - Denormals.QUIET;
      signal[frame] = old[frame] - GAIN * fed;
    }
  }

  /** Forgets everything. */
  void clear() {
    for (DelayLine line : lines) {
      line.clear();
    }
  }
}
