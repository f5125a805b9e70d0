package io.auralis.synthesis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.auralis.audio.AudioFormat;
import io.auralis.model.ModelException;
import io.auralis.model.ModelFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.util.Locale;

/**
 * Music that ships with the application: a seamless loop at a quarter of the stream's rate, which
 * is raised as it is read.
 *
 * <p>Immutable.
 */
public final class SampleLoop {

  /** Name of the loop's manifest beside the model's. */
  public static final String MANIFEST_FILE = "auralis-loop.json";

  /** Name of the loop: interleaved int16, little-endian. */
  public static final String FILE = "auralis-loop.pcm";

  /** How much slower the file's rate is than the stream's: 11,025 Hz. */
  public static final int FACTOR = 4;

  /** Samples of the file on each side that a sample of the stream is made of. */
  private static final int REACH = 24;

  private static final int SCALE = 32_767;

  /** For each place between two samples of the file, the weights of those around it. */
  private static final float[][] TAPS = taps();

  private final float[][] channels;

  private SampleLoop(float[][] channels) {
    this.channels = channels;
  }

  /**
   * Reads the loop and compares it with its manifest.
   *
   * @throws ModelException that names the file and what was expected
   */
  public static SampleLoop load(ModelFiles files) {
    JsonNode manifest;
    try {
      manifest = new ObjectMapper().readTree(files.read(MANIFEST_FILE));
    } catch (IOException e) {
      throw new ModelException(files.locate(MANIFEST_FILE) + " is not a loop's manifest", e);
    }
    int rate = manifest.path("sample_rate_hz").asInt();
    int width = manifest.path("channels").asInt();
    if (rate * FACTOR != AudioFormat.SAMPLE_RATE_HZ || width != AudioFormat.CHANNELS) {
      throw new ModelException(
          String.format(
              Locale.ROOT,
              "%s describes %d channels at %d Hz; expected are %d at %d Hz",
              files.locate(MANIFEST_FILE),
              width,
              rate,
              AudioFormat.CHANNELS,
              AudioFormat.SAMPLE_RATE_HZ / FACTOR));
    }
    byte[] bytes =
        files.readWhole(FILE, manifest.path("bytes").asLong(), manifest.path("sha256").asText());
    ShortBuffer pcm = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
    if (pcm.remaining() < width * 2 * REACH) {
      throw new ModelException(files.locate(FILE) + " is too short to be a loop");
    }
    float[][] channels = new float[AudioFormat.CHANNELS][pcm.remaining() / AudioFormat.CHANNELS];
    for (int i = 0; i < channels[0].length; i++) {
      for (float[] channel : channels) {
        channel[i] = (float) pcm.get() / SCALE;
      }
    }
    return new SampleLoop(channels);
  }

  /** Length in frames at 44,100 Hz. */
  public int frames() {
    return channels[0].length * FACTOR;
  }

  /**
   * Reads one channel from a position on; the loop's first sample follows its last.
   *
   * @param channel 0 for left, 1 for right
   * @param frame position at 44,100 Hz, not negative
   * @param to receives samples in [-1, 1]
   * @param offset of the first sample in {@code to}
   * @param count of samples
   */
  public void read(int channel, long frame, float[] to, int offset, int count) {
    float[] from = channels[channel];
    for (int i = 0; i < count; i++) {
      long at = frame + i;
      float[] taps = TAPS[(int) (at % FACTOR)];
      int source = Math.floorMod(at / FACTOR - REACH + 1, from.length);
      float sum = 0;
      for (float tap : taps) {
        sum += tap * from[source];
        source = source + 1 == from.length ? 0 : source + 1;
      }
      to[offset + i] = sum;
    }
  }

  /** A windowed sinc for each place. */
  private static float[][] taps() {
    float[][] taps = new float[FACTOR][];
    for (int phase = 0; phase < FACTOR; phase++) {
      taps[phase] = taps((double) phase / FACTOR);
    }
    return taps;
  }

  /** Weights of the samples around a point that lies {@code offset} behind the middle one. */
  private static float[] taps(double offset) {
    double[] weights = new double[2 * REACH];
    double sum = 0;
    for (int tap = 0; tap < weights.length; tap++) {
      double x = tap - REACH + 1 - offset;
      double sinc = x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
      double window = 0.5 + 0.5 * Math.cos(Math.PI * Math.max(-1, Math.min(1, x / REACH)));
      weights[tap] = sinc * window;
      sum += weights[tap];
    }
    float[] taps = new float[weights.length];
    for (int tap = 0; tap < taps.length; tap++) {
      taps[tap] = (float) (weights[tap] / sum);
    }
    return taps;
  }
}
