package io.auralis.report;

import io.auralis.audio.AudioFormat;
import io.auralis.composition.Phrase;
import io.auralis.render.Performance;
import io.auralis.render.SpectrogramPainter;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Draws five minutes of a station, as notes and as sound. */
final class Pictures {

  private static final int SECONDS = 300;

  private Pictures() {}

  /** Writes {@code piano-roll.png} and {@code spectrogram.png}. */
  static void draw(long seed, Path directory) throws IOException {
    Files.createDirectories(directory);
    String what = "five minutes of seed " + seed + ", A minor, 70 bpm, intensity 0.5";
    List<Phrase> phrases = new ArrayList<>();
    Station.play(seed, SECONDS / 3600.0, Station.DEFAULTS, phrases::add);
    File roll = directory.resolve("piano-roll.png").toFile();
    PianoRollPainter.paint(phrases, SECONDS, what, roll);
    float[] mono = new float[SECONDS * AudioFormat.SAMPLE_RATE_HZ];
    int[] frame = new int[1];
    new Performance(seed, Station.DEFAULTS, SECONDS, false)
        .play(
            pcm -> {
              for (int at = 0; at < pcm.length; at += 4) {
                mono[frame[0]++] = (float) (Pcm.sample(pcm, at) + Pcm.sample(pcm, at + 2)) / 2;
              }
            });
    SpectrogramPainter.paint(mono, what, directory.resolve("spectrogram.png").toFile());
  }
}
