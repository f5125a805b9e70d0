package io.auralis.audio.effects;

import io.auralis.audio.AudioFormat;

/**
 * Arrays that hold nothing from one block to the next.
 *
 * <p>All effects that a thread runs use the same ones. So a station's effects take the memory of
 * what they remember, and the working arrays stay in the processor's cache from station to station.
 */
final class Workspace {

  private static final int BLOCK = AudioFormat.BLOCK_FRAMES;
  private static final ThreadLocal<Workspace> OF_THREAD = ThreadLocal.withInitial(Workspace::new);

  // Of the chain
  final float[][] dry = new float[AudioFormat.CHANNELS][BLOCK];
  final float[][] echo = new float[AudioFormat.CHANNELS][BLOCK];
  final float[][] send = new float[AudioFormat.CHANNELS][BLOCK];
  final float[][] tail = new float[AudioFormat.CHANNELS][BLOCK];

  // Of the echo
  final float[] fed = new float[BLOCK];

  // Of the reverb
  final float[][] lines = new float[Reverb.LINES][Reverb.SPAN];
  final float[] left = new float[Reverb.SPAN];
  final float[] right = new float[Reverb.SPAN];
  final float[] nearLines = new float[Reverb.SPAN];
  final float[] farLines = new float[Reverb.SPAN];
  final float[][] windows = new float[FeedbackLine.TAPS][Reverb.SPAN];
  final float[] slope = new float[Reverb.SPAN];
  final float[] old = new float[Reverb.SPAN];
  final float[] next = new float[Reverb.SPAN];

  // Of the limiter
  final float[][] audio = new float[AudioFormat.CHANNELS][MasterLimiter.PAST + BLOCK];
  final TruePeak truePeak = new TruePeak();
  final float[] spanPeaks = new float[TruePeak.SPAN];
  final float[] peaks = new float[BLOCK];
  final float[] gains = new float[BLOCK];

  private Workspace() {}

  /** That of the calling thread; made at the first call. */
  static Workspace ofThread() {
    return OF_THREAD.get();
  }
}
