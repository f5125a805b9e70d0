package io.auralis.report;

import io.auralis.audio.AudioFormat;
import java.util.List;

/** Listens to rendered music: loudness, peaks, jumps, direct current and gaps. */
final class AudioMeasure {

  /** What is quieter than this for a tenth of a second counts as a gap. */
  private static final double SILENCE_DB = -60;

  private static final int WINDOW_FRAMES = AudioFormat.SAMPLE_RATE_HZ / 10;
  private static final double LOUDNESS = -20;
  private static final double LOUDNESS_TOLERANCE = 1.5;

  private final LoudnessMeter loudness = new LoudnessMeter(AudioFormat.SAMPLE_RATE_HZ);
  private final TruePeakMeter[] peaks = {new TruePeakMeter(), new TruePeakMeter()};
  private final double[] last = new double[AudioFormat.CHANNELS];
  private final double[] sums = new double[AudioFormat.CHANNELS];
  private double largestJump;
  private long frames;
  private double energy;
  private int quietWindows;
  private int longestQuiet;

  /** Hears interleaved int16, little-endian, whole frames. */
  void add(byte[] pcm) {
    for (int at = 0; at < pcm.length; at += 4) {
      double left = Pcm.sample(pcm, at);
      double right = Pcm.sample(pcm, at + 2);
      loudness.add(left, right);
      hear(0, left);
      hear(1, right);
      energy += left * left + right * right;
      if (++frames % WINDOW_FRAMES == 0) {
        double level = 10 * Math.log10(energy / (2 * WINDOW_FRAMES) + 1e-20);
        quietWindows = level < SILENCE_DB ? quietWindows + 1 : 0;
        longestQuiet = Math.max(longestQuiet, quietWindows);
        energy = 0;
      }
    }
  }

  private void hear(int channel, double sample) {
    peaks[channel].add(sample);
    sums[channel] += sample;
    largestJump = Math.max(largestJump, Math.abs(sample - last[channel]));
    last[channel] = sample;
  }

  List<Measurement> results() {
    double direct = Math.max(Math.abs(sums[0]), Math.abs(sums[1])) / frames;
    return List.of(
        Measurement.within(
            "integrated loudness, LUFS",
            loudness.integrated(),
            LOUDNESS - LOUDNESS_TOLERANCE,
            LOUDNESS + LOUDNESS_TOLERANCE),
        Measurement.atMost(
            "true peak, dBTP", Math.max(peaks[0].decibels(), peaks[1].decibels()), -1),
        Measurement.within("loudness range, LU", loudness.range(), 4, 12),
        Measurement.atMost("largest jump between samples, of full scale", largestJump, 0.25),
        Measurement.atMost("direct current, of full scale", direct, 0.0001),
        Measurement.atMost("longest gap below -60 dBFS, s", longestQuiet / 10.0, 4));
  }
}
