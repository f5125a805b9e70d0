package io.auralis.render;

import io.auralis.audio.AudioFormat;
import io.auralis.music.GenerationParameters;
import io.auralis.music.Key;
import io.auralis.music.Tempo;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/**
 * Writes the music of a seed to a WAV file.
 *
 * <p>Options: {@code --seconds=60 --seed=1 --key="A minor" --bpm=70 --intensity=0.5 --effects=false
 * --file=target/auralis.wav}.
 */
public final class WavRenderer {

  private WavRenderer() {}

  /** Renders and says how fast. */
  public static void main(String[] args) throws IOException {
    Map<String, String> options = new TreeMap<>();
    for (String argument : String.join(" ", args).split("(?:^|\\s+)--")) {
      String[] parts = argument.split("=", 2);
      if (parts.length == 2) {
        options.put(parts[0], parts[1]);
      }
    }
    GenerationParameters parameters =
        new GenerationParameters(
            Key.parse(options.getOrDefault("key", "A minor")),
            new Tempo(Integer.parseInt(options.getOrDefault("bpm", "70"))),
            Double.parseDouble(options.getOrDefault("intensity", "0.5")));
    int seconds = Integer.parseInt(options.getOrDefault("seconds", "60"));
    long seed = Long.parseLong(options.getOrDefault("seed", "1"));
    boolean effects = Boolean.parseBoolean(options.getOrDefault("effects", "false"));
    File file = new File(options.getOrDefault("file", "target/auralis.wav"));

    long began = System.nanoTime();
    byte[] pcm = render(seed, parameters, seconds, effects);
    double elapsed = (System.nanoTime() - began) / 1e9;
    javax.sound.sampled.AudioFormat format =
        new javax.sound.sampled.AudioFormat(
            AudioFormat.SAMPLE_RATE_HZ, Short.SIZE, AudioFormat.CHANNELS, true, false);
    try (AudioInputStream audio =
        new AudioInputStream(
            new ByteArrayInputStream(pcm), format, pcm.length / format.getFrameSize())) {
      AudioSystem.write(audio, AudioFileFormat.Type.WAVE, file);
    }
    System.out.printf(
        Locale.ROOT,
        "%s: %d s of seed %d in %s at %d bpm, intensity %.2f; rendered in %.1f s (%.0fx)%n",
        file,
        seconds,
        seed,
        parameters.key().displayName(),
        parameters.tempo().bpm(),
        parameters.intensity(),
        elapsed,
        seconds / elapsed);
  }

  /** The first {@code seconds} of a station's music as interleaved int16, little-endian. */
  static byte[] render(long seed, GenerationParameters parameters, int seconds, boolean effects) {
    ByteArrayOutputStream pcm =
        new ByteArrayOutputStream(
            Math.multiplyExact(
                seconds, AudioFormat.SAMPLE_RATE_HZ * AudioFormat.CHANNELS * Short.BYTES));
    new Performance(seed, parameters, seconds, effects).play(pcm::writeBytes);
    return pcm.toByteArray();
  }
}
