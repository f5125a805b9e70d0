package io.auralis.benchmark;

import io.auralis.audio.AudioChunk;
import io.auralis.audio.AudioFormat;
import io.auralis.audio.codec.OpusChunkEncoder;
import io.auralis.audio.codec.PolyphaseResampler;
import io.auralis.render.Spectrum;
import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;

/**
 * What Opus leaves of music at some complexity.
 *
 * @param complexity of the encoder
 * @param bytesPerChunk the mean length of five packets, without their lengths
 * @param signalToNoise power of the original over power of the difference, in dB
 * @param spectralDistance root mean square of the levels' differences in dB, over the bins of
 *     windows of 43 ms up to 12 kHz, where the original is above -90 dB of a full sine
 */
record OpusQuality(
    int complexity, double bytesPerChunk, double signalToNoise, double spectralDistance) {

  private static final int RATE = OpusChunkEncoder.SAMPLE_RATE_HZ;
  private static final int PACKET = OpusChunkEncoder.PACKET_FRAMES;
  private static final int CHUNK = OpusChunkEncoder.PACKETS_PER_CHUNK * PACKET;
  private static final int FULL_SCALE = 32_768;
  private static final int WINDOW = 2_048;
  private static final int HIGHEST_BIN = 12_000 * WINDOW / RATE;
  private static final double FAINTEST_DB = -90;

  /** Power of a bin in which a full sine lies: a quarter of the window's squared sum. */
  private static final double FULL_SINE = Math.pow(0.35875 * WINDOW / 2, 2);

  /** Encodes, decodes and compares. */
  static OpusQuality of(List<AudioChunk> chunks, int bitsPerSecond, int complexity) {
    float[][] original = new float[AudioFormat.CHANNELS][chunks.size() * CHUNK];
    float[][] heard = new float[AudioFormat.CHANNELS][chunks.size() * CHUNK];
    PolyphaseResampler[] resamplers = new PolyphaseResampler[AudioFormat.CHANNELS];
    for (int channel = 0; channel < resamplers.length; channel++) {
      resamplers[channel] = new PolyphaseResampler(AudioFormat.SAMPLE_RATE_HZ, RATE);
    }
    OpusChunkEncoder encoder = new OpusChunkEncoder(bitsPerSecond, complexity);
    int late = encoder.delayFrames() - (int) Math.round(resamplers[0].delayFrames());
    long bytes = 0;
    try {
      OpusDecoder decoder = new OpusDecoder(RATE, AudioFormat.CHANNELS);
      for (int chunk = 0; chunk < chunks.size(); chunk++) {
        resample(chunks.get(chunk).pcm(), resamplers, original, chunk * CHUNK);
        List<byte[]> packets = encoder.encode(chunks.get(chunk));
        bytes += packets.stream().mapToInt(packet -> packet.length).sum();
        decode(decoder, packets, heard, chunk * CHUNK);
      }
    } catch (OpusException e) {
      throw new IllegalStateException("a packet could not be decoded", e);
    }
    return new OpusQuality(
        complexity,
        (double) bytes / chunks.size(),
        signalToNoise(original, heard, late),
        spectralDistance(original, heard, late));
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "complexity %d: %.0f bytes per chunk, signal to noise %.2f dB, spectral distance %.2f dB",
        complexity,
        bytesPerChunk,
        signalToNoise,
        spectralDistance);
  }

  private static void resample(byte[] pcm, PolyphaseResampler[] resamplers, float[][] to, int at) {
    ByteBuffer samples = ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN);
    float[] input = new float[AudioFormat.BLOCK_FRAMES];
    float[] output = new float[CHUNK];
    for (int channel = 0; channel < resamplers.length; channel++) {
      for (int frame = 0; frame < input.length; frame++) {
        int sample = AudioFormat.CHANNELS * frame + channel;
        input[frame] = (float) samples.getShort(Short.BYTES * sample) / FULL_SCALE;
      }
      resamplers[channel].process(input, output);
      System.arraycopy(output, 0, to[channel], at, CHUNK);
    }
  }

  private static void decode(OpusDecoder decoder, List<byte[]> packets, float[][] to, int at)
      throws OpusException {
    short[] pcm = new short[AudioFormat.CHANNELS * PACKET];
    int frame = at;
    for (byte[] packet : packets) {
      decoder.decode(packet, 0, packet.length, pcm, 0, PACKET, false);
      for (int i = 0; i < PACKET; i++) {
        for (int channel = 0; channel < to.length; channel++) {
          to[channel][frame + i] = (float) pcm[AudioFormat.CHANNELS * i + channel] / FULL_SCALE;
        }
      }
      frame += PACKET;
    }
  }

  private static double signalToNoise(float[][] original, float[][] heard, int late) {
    double signal = 0;
    double noise = 0;
    for (int channel = 0; channel < original.length; channel++) {
      for (int i = 0; i + late < heard[channel].length; i++) {
        double difference = heard[channel][i + late] - original[channel][i];
        signal += (double) original[channel][i] * original[channel][i];
        noise += difference * difference;
      }
    }
    return 10 * Math.log10(signal / noise);
  }

  private static double spectralDistance(float[][] original, float[][] heard, int late) {
    double squares = 0;
    long bins = 0;
    double faintest = FULL_SINE * Math.pow(10, FAINTEST_DB / 10);
    for (int channel = 0; channel < original.length; channel++) {
      for (int from = 0; from + late + WINDOW <= heard[channel].length; from += WINDOW) {
        double[] before = Spectrum.power(original[channel], from, WINDOW);
        double[] after = Spectrum.power(heard[channel], from + late, WINDOW);
        for (int bin = 1; bin < HIGHEST_BIN; bin++) {
          if (before[bin] > faintest) {
            double decibels = 10 * Math.log10(Math.max(after[bin], faintest) / before[bin]);
            squares += decibels * decibels;
            bins++;
          }
        }
      }
    }
    return Math.sqrt(squares / bins);
  }
}
