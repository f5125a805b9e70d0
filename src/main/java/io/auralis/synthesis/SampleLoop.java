package io.auralis.synthesis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.auralis.audio.AudioFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;

/**
 * Music that ships with the application: a seamless loop, kept small at a quarter of the stream's
 * rate.
 *
 * @param left samples at 44,100 Hz in [-1, 1]; the first follows the last
 * @param right as many
 */
public record SampleLoop(float[] left, float[] right) {

  /** Name of the loop's manifest beside the model's. */
  public static final String MANIFEST_FILE = "auralis-loop.json";

  /** Name of the loop: interleaved int16, little-endian. */
  public static final String FILE = "auralis-loop.pcm";

  /** How much slower the file's rate is than the stream's: 11,025 Hz. */
  public static final int FACTOR = 4;

  /** Samples of the file on each side that a sample of the stream is made of. */
  private static final int REACH = 24;

  private static final int SCALE = 32_767;

  /**
   * Reads the loop, compares it with its manifest and raises its rate.
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
    int channels = manifest.path("channels").asInt();
    if (rate * FACTOR != AudioFormat.SAMPLE_RATE_HZ || channels != AudioFormat.CHANNELS) {
      throw new ModelException(
          "%s describes %d channels at %d Hz; expected are %d at %d Hz"
              .formatted(
                  files.locate(MANIFEST_FILE),
                  channels,
                  rate,
                  AudioFormat.CHANNELS,
                  AudioFormat.SAMPLE_RATE_HZ / FACTOR));
    }
    byte[] bytes =
        files.readWhole(FILE, manifest.path("bytes").asLong(), manifest.path("sha256").asText());
    ShortBuffer pcm = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
    if (pcm.remaining() < channels * 2 * REACH) {
      throw new ModelException(files.locate(FILE) + " is too short to be a loop");
    }
    return new SampleLoop(raise(pcm, 0), raise(pcm, 1));
  }

  /** Length in frames at 44,100 Hz. */
  public int frames() {
    return left.length;
  }

  /** Raises the rate of one channel by a windowed sinc, around the loop's end. */
  private static float[] raise(ShortBuffer pcm, int channel) {
    int frames = pcm.remaining() / AudioFormat.CHANNELS;
    float[][] taps = new float[FACTOR][];
    for (int phase = 0; phase < FACTOR; phase++) {
      taps[phase] = taps((double) phase / FACTOR);
    }
    float[] raised = new float[frames * FACTOR];
    for (int frame = 0; frame < frames; frame++) {
      for (int phase = 0; phase < FACTOR; phase++) {
        float sum = 0;
        for (int tap = 0; tap < 2 * REACH; tap++) {
          int source = Math.floorMod(frame + tap - REACH + 1, frames);
          sum += taps[phase][tap] * pcm.get(source * AudioFormat.CHANNELS + channel);
        }
        raised[frame * FACTOR + phase] = sum / SCALE;
      }
    }
    return raised;
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
