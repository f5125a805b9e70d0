package io.auralis.audio.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.auralis.audio.AudioBlock;
import io.auralis.audio.AudioChunk;
import io.auralis.audio.AudioFormat;
import io.auralis.audio.PcmEncoder;
import io.auralis.model.ModelFiles;
import io.auralis.synthesis.SampleLoop;
import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Music through Opus against the same music as PCM. */
class OpusStreamTest {

  private static final int CHUNKS = 150;
  private static final int RATE = 48_000;
  private static final long FRAMES = CHUNKS * 4_800L;

  private final OpusChunkEncoder encoder = new OpusChunkEncoder(96_000);
  private final List<byte[]> packets = new ArrayList<>();
  private final float[][] original = new float[2][(int) FRAMES];

  OpusStreamTest() {
    SampleLoop loop = SampleLoop.load(ModelFiles.bundled());
    AudioBlock audio = new AudioBlock(1);
    PolyphaseResampler[] resamplers = {
      new PolyphaseResampler(AudioFormat.SAMPLE_RATE_HZ, RATE),
      new PolyphaseResampler(AudioFormat.SAMPLE_RATE_HZ, RATE)
    };
    float[] input = new float[AudioFormat.BLOCK_FRAMES];
    float[] output = new float[4_800];
    for (int chunk = 0; chunk < CHUNKS; chunk++) {
      for (int channel = 0; channel < 2; channel++) {
        loop.read(channel, (long) chunk * input.length, input, 0, input.length);
        System.arraycopy(input, 0, audio.samples(), AudioBlock.offset(0, channel), input.length);
        resamplers[channel].process(input, output);
        System.arraycopy(output, 0, original[channel], chunk * 4_800, 4_800);
      }
      packets.addAll(encoder.encode(new AudioChunk(chunk, 0, PcmEncoder.encode(audio, 0))));
    }
  }

  @Test
  void theSpectrumBelowTwelveKilohertzIsThatOfThePcm() throws OpusException {
    // When
    OpusDecoder decoder = new OpusDecoder(RATE, 2);
    short[] decoded = new short[packets.size() * 960 * 2];
    for (int i = 0; i < packets.size(); i++) {
      decoder.decode(packets.get(i), 0, packets.get(i).length, decoded, i * 960 * 2, 960, false);
    }

    // Then
    assertThat(decoded.length / 2).isEqualTo((int) FRAMES);
    assertSameSpectrum(ShortBuffer.wrap(decoded));
  }

  @Test
  void inOggItDecodesWithFfmpegToTheSameLengthAndSpectrum(@TempDir Path directory)
      throws IOException, InterruptedException {
    assumeTrue(ffmpegIsThere(), "ffmpeg is not on the PATH");

    // When
    int preSkip = encoder.delayFrames();
    Path ogg = directory.resolve("stream.opus");
    Path raw = directory.resolve("stream.raw");
    Files.write(ogg, OggOpus.file(packets, preSkip, FRAMES - preSkip));
    Process process =
        new ProcessBuilder(
                "ffmpeg",
                "-v",
                "error",
                "-i",
                ogg.toString(),
                "-f",
                "s16le",
                "-ac",
                "2",
                "-ar",
                String.valueOf(RATE),
                raw.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

    // Then
    assertThat(said).isEmpty();
    ShortBuffer decoded =
        ByteBuffer.wrap(Files.readAllBytes(raw)).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
    assertThat(decoded.remaining() / 2).isEqualTo((int) FRAMES - preSkip);
    assertSameSpectrum(decoded);
  }

  private static boolean ffmpegIsThere() {
    try {
      Process process = new ProcessBuilder("ffmpeg", "-version").start();
      process.getInputStream().readAllBytes();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Third-octave bands; those that hold nothing to hear are left out. */
  private void assertSameSpectrum(ShortBuffer decoded) {
    int frames = decoded.remaining() / 2;
    for (int channel = 0; channel < 2; channel++) {
      float[] heard = new float[frames];
      for (int i = 0; i < frames; i++) {
        heard[i] = decoded.get(2 * i + channel) / 32_768f;
      }
      int compared = 0;
      for (double middle = 50; middle < 12_000 / 1.13; middle *= Math.cbrt(2)) {
        double expected = bandPower(original[channel], middle);
        if (10 * Math.log10(expected) > -70) {
          assertThat(10 * Math.log10(bandPower(heard, middle) / expected))
              .as("difference in dB around %.0f Hz, channel %d", middle, channel)
              .isBetween(-1.0, 1.0);
          compared++;
        }
      }
      assertThat(compared).isGreaterThan(10);
    }
  }

  /** Mean power in a third of an octave: a band-pass of second order, run over everything. */
  private static double bandPower(float[] samples, double middle) {
    double angle = 2 * Math.PI * middle / RATE;
    double alpha = Math.sin(angle) / (2 * 4.318);
    double scale = 1 + alpha;
    double b = alpha / scale;
    double a1 = -2 * Math.cos(angle) / scale;
    double a2 = (1 - alpha) / scale;
    double x1 = 0;
    double x2 = 0;
    double y1 = 0;
    double y2 = 0;
    double sum = 0;
    for (float x : samples) {
      double y = b * x - b * x2 - a1 * y1 - a2 * y2;
      x2 = x1;
      x1 = x;
      y2 = y1;
      y1 = y;
      sum += y * y;
    }
    return sum / samples.length;
  }
}
