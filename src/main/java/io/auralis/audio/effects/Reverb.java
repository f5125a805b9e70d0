package io.auralis.audio.effects;

import io.auralis.audio.AudioFormat;
import java.util.Locale;

/**
 * A long, wide reverb: a feedback delay network of 16 lines.
 *
 * <p>Each channel passes a high-pass (bass stays dry), a pre-delay of 25 ms and four all-passes;
 * then half of the lines carry it, mixed by a Hadamard matrix with every pass, so that echoes
 * multiply until they are noise. The lengths are primes from 50 to 132 ms, 1.4 s in all: 1.4
 * resonances per hertz. Every second line wanders by 8 frames, slower than once in two seconds, so
 * no resonance stays long enough to ring. Left and right are sums of different lines.
 *
 * <p>In and out are planar [2, 4410]. Below 1 kHz, the wet signal of noise is about as loud as the
 * input whatever the decay time. The tail is 60 dB down after the decay time at 1 kHz, after 0.3 of
 * it at 8 kHz.
 *
 * <p>State of one station, for one thread. Sources: J. Stautner and M. Puckette, Designing
 * Multi-Channel Reverberators, CMJ 6/1 (1982); J.-M. Jot and A. Chaigne, Digital Delay Networks for
 * Designing Artificial Reverberators, AES 90 (1991).
 */
public final class Reverb {

  /** Seconds until a tail is 60 dB down, unless set. */
  public static final double DEFAULT_DECAY_SECONDS = 5;

  public static final double MIN_DECAY_SECONDS = 3;
  public static final double MAX_DECAY_SECONDS = 8;

  /** Frames that the network takes at once: less than its shortest delay, a divisor of a block. */
  static final int SPAN = 490;

  private static final int[] LENGTHS = {
    2221, 2381, 2543, 2729, 2887, 3109, 3209, 3467, 3761, 3967, 4261, 4441, 4783, 5059, 5449, 5813
  };
  static final int LINES = LENGTHS.length;
  private static final int PRE_DELAY_FRAMES = 1_103;
  private static final double WANDER_FRAMES = 8;
  private static final double SLOWEST_WANDER_HZ = 0.13;
  private static final double WANDER_STEP_HZ = 0.0437;
  private static final double BASS_HZ = 90;

  private final FeedbackLine[] lines = new FeedbackLine[LINES];
  private final Diffuser leftDiffuser = new Diffuser(499, 613, 743, 887);
  private final Diffuser rightDiffuser = new Diffuser(521, 631, 769, 911);
  private final DelayLine[] preDelays = new DelayLine[AudioFormat.CHANNELS];
  private final float bassKept;
  private final float bassTaken;
  private float leftBass;
  private float rightBass;
  private float level;

  /** A silent reverb with the default decay time. */
  public Reverb() {
    this(DEFAULT_DECAY_SECONDS);
  }

  /**
   * A silent reverb.
   *
   * @param decaySeconds 3 to 8
   * @throws IllegalArgumentException if the decay time is out of range
   */
  public Reverb(double decaySeconds) {
    for (int line = 0; line < LINES; line++) {
      boolean wanders = line % 2 == 1;
      lines[line] =
          new FeedbackLine(
              LENGTHS[line],
              wanders ? WANDER_FRAMES : 0,
              SLOWEST_WANDER_HZ + WANDER_STEP_HZ * (line / 2),
              (double) line / LINES);
    }
    for (int channel = 0; channel < preDelays.length; channel++) {
      preDelays[channel] = new DelayLine(PRE_DELAY_FRAMES, SPAN);
    }
    bassKept = (float) Math.exp(-2 * Math.PI * BASS_HZ / AudioFormat.SAMPLE_RATE_HZ);
    bassTaken = 1 - bassKept;
    decay(decaySeconds);
  }

  /**
   * Sets the decay time; what already sounds decays with it.
   *
   * @param seconds 3 to 8
   * @throws IllegalArgumentException if the decay time is out of range
   */
  public void decay(double seconds) {
    if (!(seconds >= MIN_DECAY_SECONDS && seconds <= MAX_DECAY_SECONDS)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "decay of %s s; expected is %s to %s",
              seconds,
              MIN_DECAY_SECONDS,
              MAX_DECAY_SECONDS));
    }
    double frames = 0;
    for (int line = 0; line < LINES; line++) {
      lines[line].decay(seconds);
      frames += LENGTHS[line];
    }
    double pass = frames / LINES / AudioFormat.SAMPLE_RATE_HZ;
    // energy of all passes together is a geometric series: 1 / (1 - loss of a pass)
    level = (float) Math.sqrt(1 - Math.pow(10, -6 * pass / seconds));
  }

  /**
   * Writes the wet signal of one block.
   *
   * @param input [2, 4410]
   * @param wet [2, 4410], may not be {@code input}
   */
  public void process(float[][] input, float[][] wet) {
    Workspace work = Workspace.ofThread();
    float[][] spans = work.lines;
    for (int from = 0; from < AudioFormat.BLOCK_FRAMES; from += SPAN) {
      takeBass(input[0], input[1], from, work.left, work.right);
      preDelay(0, work.left, spans[0]);
      preDelay(1, work.right, spans[0]);
      leftDiffuser.process(work.left, work);
      rightDiffuser.process(work.right, work);
      for (int line = 0; line < LINES; line++) {
        lines[line].read(spans[line], work);
      }
      collect(0, wet[0], from, work);
      collect(1, wet[1], from, work);
      mix(spans);
      for (int line = 0; line < LINES; line++) {
        feed(spans[line], line % 4 < 2 ? work.left : work.right);
        lines[line].write(spans[line]);
      }
    }
  }

  /** Back to silence; the lines give their memory back. */
  public void reset() {
    reset(0);
  }

  /** Back to silence before a block: the lines stand where they wander to until then. */
  void reset(long block) {
    for (FeedbackLine line : lines) {
      line.clear(block * (AudioFormat.BLOCK_FRAMES / SPAN));
    }
    for (DelayLine line : preDelays) {
      line.clear();
    }
    leftDiffuser.clear();
    rightDiffuser.clear();
    leftBass = 0;
    rightBass = 0;
  }

  private void takeBass(
      float[] inputLeft, float[] inputRight, int from, float[] left, float[] right) {
    float l = leftBass;
    float r = rightBass;
    for (int frame = 0; frame < SPAN; frame++) {
      float x = inputLeft[from + frame];
      float y = inputRight[from + frame];
      l = bassKept * l + (bassTaken * x + Denormals.FLOOR);
      r = bassKept * r + (bassTaken * y + Denormals.FLOOR);
      left[frame] = x - l;
      right[frame] = y - r;
    }
    leftBass = l;
    rightBass = r;
  }

  private void preDelay(int channel, float[] signal, float[] spare) {
    preDelays[channel].read(PRE_DELAY_FRAMES, spare, SPAN);
    preDelays[channel].write(signal, 0);
    System.arraycopy(spare, 0, signal, 0, SPAN);
  }

  /** Sums every second line. */
  private void collect(int channel, float[] wet, int from, Workspace work) {
    int c = channel;
    float[][] spans = work.lines;
    sum(spans[c], spans[c + 2], spans[c + 4], spans[c + 6], work.nearLines);
    sum(spans[c + 8], spans[c + 10], spans[c + 12], spans[c + 14], work.farLines);
    scale(work.nearLines, work.farLines, level);
    System.arraycopy(work.nearLines, 0, wet, from, SPAN);
  }

  private static void sum(float[] a, float[] b, float[] c, float[] d, float[] sum) {
    for (int frame = 0; frame < SPAN; frame++) {
      sum[frame] = (a[frame] + b[frame]) + (c[frame] + d[frame]);
    }
  }

  private static void scale(float[] a, float[] b, float level) {
    for (int frame = 0; frame < SPAN; frame++) {
      a[frame] = level * (a[frame] + b[frame]);
    }
  }

  /** Multiplies the 16 lines by the Hadamard matrix, in two rounds of four by four. */
  private static void mix(float[][] spans) {
    for (int group = 0; group < 4; group++) {
      butterfly(spans[4 * group], spans[4 * group + 1], spans[4 * group + 2], spans[4 * group + 3]);
    }
    for (int group = 0; group < 4; group++) {
      butterfly(spans[group], spans[group + 4], spans[group + 8], spans[group + 12]);
    }
  }

  private static void butterfly(float[] a, float[] b, float[] c, float[] d) {
    for (int frame = 0; frame < SPAN; frame++) {
      float ab = a[frame] + b[frame];
      float aMinusB = a[frame] - b[frame];
      float cd = c[frame] + d[frame];
      float cMinusD = c[frame] - d[frame];
      a[frame] = ab + cd;
      b[frame] = aMinusB + cMinusD;
      c[frame] = ab - cd;
      d[frame] = aMinusB - cMinusD;
    }
  }

  /** Makes the matrix orthogonal (a quarter of it is) and adds the input. */
  private static void feed(float[] line, float[] input) {
    float mixed = 1f / 4;
    float entered = (float) Math.sqrt(1.0 / 8);
    for (int frame = 0; frame < SPAN; frame++) {
      line[frame] =
          mixed * line[frame] + entered * input[frame] + Denormals.QUIET - Denormals.QUIET;
    }
  }
}
