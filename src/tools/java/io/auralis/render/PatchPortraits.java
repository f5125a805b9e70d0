package io.auralis.render;

import io.auralis.audio.AudioBlock;
import io.auralis.audio.AudioFormat;
import io.auralis.composition.Instrument;
import io.auralis.composition.Note;
import io.auralis.composition.Phrase;
import io.auralis.composition.PhraseEnding;
import io.auralis.model.ModelFiles;
import io.auralis.music.GenerationParameters;
import io.auralis.music.Key;
import io.auralis.music.Tempo;
import io.auralis.sequencing.ControlBlock;
import io.auralis.sequencing.PatchBook;
import io.auralis.sequencing.Sequencer;
import io.auralis.synthesis.Synthesiser;
import io.auralis.synthesis.onnx.OnnxSynthesiser;
import io.auralis.synthesis.onnx.SynthesisModel;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Draws how each patch and half a minute of music look, dry and with effects: {@code ./mvnw
 * -Pportraits test-compile} writes {@code docs/images}.
 */
public final class PatchPortraits {

  private static final GenerationParameters PARAMETERS =
      new GenerationParameters(Key.A_MINOR, new Tempo(60), 1);

  private PatchPortraits() {}

  /** Writes a PNG for each instrument, and two of music, into the directory given. */
  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args.length > 0 ? args[0] : "docs/images");
    Files.createDirectories(directory);
    for (Instrument instrument : Instrument.values()) {
      String name = instrument.name().toLowerCase(Locale.ROOT);
      float[] samples = play(instrument);
      File file = directory.resolve("patch-" + name + ".png").toFile();
      SpectrogramPainter.paint(samples, "patch " + name + ": soft, then loud and bright", file);
      System.out.printf(Locale.ROOT, "%-8s peak %6.1f dBFS, %s%n", name, decibels(samples), file);
    }
    GenerationParameters music = new GenerationParameters(Key.A_MINOR, new Tempo(70), 0.5);
    for (boolean effects : new boolean[] {false, true}) {
      float[] minute = mono(WavRenderer.render(7, music, 60, effects));
      String sound = effects ? "wet" : "dry";
      SpectrogramPainter.paint(
          Arrays.copyOfRange(minute, minute.length / 2, minute.length),
          "music, " + sound + ": seed 7, A minor, 70 bpm, intensity 0.5",
          directory.resolve("music-" + sound + ".png").toFile());
    }
  }

  /** Two notes of four seconds on the instrument's usual pitches. */
  private static float[] play(Instrument instrument) {
    int pitch =
        switch (instrument) {
          case SUB, KICK -> 33;
          case PAD, SWELL, BREATH -> 57;
          case LEAD -> 69;
          case BELL -> 81;
        };
    long length =
        instrument == Instrument.KICK ? 480 : instrument == Instrument.BELL ? 1_920 : 4_800;
    List<Note> notes = new ArrayList<>();
    notes.add(new Note(instrument, pitch, 0, length, 0.35, 0, 0.2));
    notes.add(new Note(instrument, pitch + 7, 8_640, length, 0.8, 0, 0.8));
    ModelFiles files = ModelFiles.bundled();
    Sequencer sequencer =
        new Sequencer(PatchBook.parse(files.read(PatchBook.FILE), files.locate(PatchBook.FILE)));
    sequencer.schedule(
        new Phrase(0, PARAMETERS, Phrase.BARS, List.of(), notes, PhraseEnding.none()), 0);
    ControlBlock controls = Sequencer.newControlBlock(1);
    AudioBlock audio = new AudioBlock(1);
    int blocks = 180;
    float[] samples = new float[blocks * AudioFormat.BLOCK_FRAMES];
    try (Synthesiser synthesiser = new OnnxSynthesiser(SynthesisModel.load(files), 1, controls)) {
      for (int block = 0; block < blocks; block++) {
        int start = block * AudioFormat.BLOCK_FRAMES;
        sequencer.write(controls, start, 1);
        synthesiser.render(controls, audio);
        for (int frame = 0; frame < AudioFormat.BLOCK_FRAMES; frame++) {
          samples[start + frame] =
              (audio.samples()[frame] + audio.samples()[AudioFormat.BLOCK_FRAMES + frame]) / 2;
        }
      }
    }
    return samples;
  }

  private static float[] mono(byte[] pcm) {
    float[] samples = new float[pcm.length / 4];
    for (int frame = 0; frame < samples.length; frame++) {
      int left = pcm[4 * frame] & 0xFF | pcm[4 * frame + 1] << 8;
      int right = pcm[4 * frame + 2] & 0xFF | pcm[4 * frame + 3] << 8;
      samples[frame] = (left + right) / 65_534f;
    }
    return samples;
  }

  private static double decibels(float[] samples) {
    double peak = 1e-9;
    for (float sample : samples) {
      peak = Math.max(peak, Math.abs(sample));
    }
    return 20 * Math.log10(peak);
  }
}
