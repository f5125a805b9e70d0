package io.auralis.audio.effects;

import io.auralis.audio.AudioFormat;
import java.util.Locale;

/**
 * An echo in time with the music that goes from left to right and back.
 *
 * <p>The sum of both channels comes back on the left after a dotted eighth (three quarters of a
 * beat, to the nearest frame), softer on the right after two, and so on. Each pass loses bass and
 * treble by first-order filters and more than half of its level, so the echo is bounded by twice
 * the loudest input. When the tempo changes, the block fades from the old echo to the new one.
 *
 * <p>In and out are planar [2, 4410]. State of one station, for one thread.
 */
public final class TempoDelay {

  /** The slowest tempo of a station; the lines are as long as its echo. */
  public static final int MIN_BPM = 40;

  public static final int MAX_BPM = 200;

  private static final double DOTTED_EIGHTH_BEATS = 0.75;
  private static final float FEEDBACK = 0.45f;
  private static final double TREBLE_HZ = 3_500;
  private static final double BASS_HZ = 180;
  private static final int BLOCK = AudioFormat.BLOCK_FRAMES;
  private static final float[] RAMP = ramp();

  private final DelayLine leftLine = new DelayLine(delayFrames(MIN_BPM), BLOCK);
  private final DelayLine rightLine = new DelayLine(delayFrames(MIN_BPM), BLOCK);
  private final float treble = (float) pole(TREBLE_HZ);
  private final float bass = (float) pole(BASS_HZ);
  private float leftTreble;
  private float leftBass;
  private float rightTreble;
  private float rightBass;
  private int bpmBefore;

  /** A silent echo. */
  public TempoDelay() {}

  /**
   * Frames between two echoes: a dotted eighth of the tempo.
   *
   * @param bpm beats per minute, 40 to 200
   * @throws IllegalArgumentException if the tempo is out of range
   */
  public static int delayFrames(int bpm) {
    if (bpm < MIN_BPM || bpm > MAX_BPM) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%d bpm; expected is %d to %d", bpm, MIN_BPM, MAX_BPM));
    }
    return (int) Math.round(DOTTED_EIGHTH_BEATS * 60 * AudioFormat.SAMPLE_RATE_HZ / bpm);
  }

  /**
   * Writes the echo of one block.
   *
   * @param input [2, 4410]
   * @param wet [2, 4410], may not be {@code input}
   * @param bpm beats per minute at the end of the block, 40 to 200
   * @throws IllegalArgumentException if the tempo is out of range; nothing has changed then
   */
  public void process(float[][] input, float[][] wet, int bpm) {
    int delay = delayFrames(bpm);
    int before = bpmBefore == 0 ? delay : delayFrames(bpmBefore);
    float[] spare = Workspace.ofThread().fed;
    read(leftLine, before, delay, wet[0], spare);
    read(rightLine, before, delay, wet[1], spare);
    filter(wet[0], wet[1]);
    feed(input[0], input[1], wet[1], spare);
    leftLine.write(spare, 0);
    pass(wet[0], spare);
    rightLine.write(spare, 0);
    bpmBefore = bpm;
  }

  /** Back to silence; the lines give their memory back. */
  public void reset() {
    leftLine.clear();
    rightLine.clear();
    leftTreble = 0;
    leftBass = 0;
    rightTreble = 0;
    rightBass = 0;
    bpmBefore = 0;
  }

  private static void read(DelayLine line, int before, int delay, float[] wet, float[] spare) {
    line.read(delay, wet, BLOCK);
    if (before != delay) {
      line.read(before, spare, BLOCK);
      fade(spare, wet, RAMP);
    }
  }

  private static void fade(float[] old, float[] wet, float[] ramp) {
    for (int frame = 0; frame < BLOCK; frame++) {
      wet[frame] = old[frame] + ramp[frame] * (wet[frame] - old[frame]);
    }
  }

  private void filter(float[] left, float[] right) {
    float trebleTaken = 1 - treble;
    float bassTaken = 1 - bass;
    float lt = leftTreble;
    float lb = leftBass;
    float rt = rightTreble;
    float rb = rightBass;
    for (int frame = 0; frame < BLOCK; frame++) {
      lt = treble * lt + (trebleTaken * left[frame] + Denormals.FLOOR);
      rt = treble * rt + (trebleTaken * right[frame] + Denormals.FLOOR);
      lb = bass * lb + bassTaken * lt;
      rb = bass * rb + bassTaken * rt;
      left[frame] = lt - lb;
      right[frame] = rt - rb;
    }
    leftTreble = lt;
    leftBass = lb;
    rightTreble = rt;
    rightBass = rb;
  }

  private static void feed(float[] left, float[] right, float[] echo, float[] fed) {
    for (int frame = 0; frame < BLOCK; frame++) {
      fed[frame] =
          0.5f * (left[frame] + right[frame])
              + FEEDBACK * echo[frame]
              + Denormals.QUIET
              - Denormals.QUIET;
    }
  }

  private static void pass(float[] echo, float[] fed) {
    for (int frame = 0; frame < BLOCK; frame++) {
      fed[frame] = FEEDBACK * echo[frame] + Denormals.QUIET - Denormals.QUIET;
    }
  }

  private static double pole(double hz) {
    return Math.exp(-2 * Math.PI * hz / AudioFormat.SAMPLE_RATE_HZ);
  }

  private static float[] ramp() {
    float[] ramp = new float[BLOCK];
    for (int frame = 0; frame < BLOCK; frame++) {
      ramp[frame] = (frame + 1f) / BLOCK;
    }
    return ramp;
  }
}
