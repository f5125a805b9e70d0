package io.auralis.render;

import io.auralis.audio.AudioBlock;
import io.auralis.audio.AudioFormat;
import io.auralis.audio.PcmEncoder;
import io.auralis.audio.effects.EffectChain;
import io.auralis.composition.AmbientComposer;
import io.auralis.composition.Phrase;
import io.auralis.composition.PhraseEnding;
import io.auralis.music.GenerationParameters;
import io.auralis.music.Key;
import io.auralis.music.Tempo;
import io.auralis.sequencing.ControlBlock;
import io.auralis.sequencing.PatchBook;
import io.auralis.sequencing.Sequencer;
import io.auralis.synthesis.ModelFiles;
import io.auralis.synthesis.Synthesiser;
import io.auralis.synthesis.onnx.OnnxSynthesiser;
import io.auralis.synthesis.onnx.SynthesisModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.util.Arrays;
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
  public static byte[] render(long seed, GenerationParameters parameters, int seconds) {
    return render(seed, parameters, seconds, false);
  }

  private static byte[] render(
      long seed, GenerationParameters parameters, int seconds, boolean effects) {
    EffectChain chain = new EffectChain();
    int latencyBytes =
        effects ? EffectChain.LATENCY_FRAMES * AudioFormat.CHANNELS * Short.BYTES : 0;
    AmbientComposer composer = new AmbientComposer();
    ModelFiles files = ModelFiles.bundled();
    Sequencer sequencer =
        new Sequencer(PatchBook.parse(files.read(PatchBook.FILE), files.locate(PatchBook.FILE)));
    int blocks = Synthesiser.MAX_BLOCKS_PER_RUN;
    ControlBlock controls = Sequencer.newControlBlock(blocks);
    AudioBlock audio = new AudioBlock(blocks);
    long frames = (long) seconds * AudioFormat.SAMPLE_RATE_HZ;
    ByteArrayOutputStream pcm = new ByteArrayOutputStream();
    PhraseEnding ending = PhraseEnding.none();
    long composedUntil = 0;
    long index = 0;
    try (Synthesiser synthesiser = new OnnxSynthesiser(SynthesisModel.load(files), 1, controls)) {
      for (long start = 0; start < frames + EffectChain.LATENCY_FRAMES; ) {
        while (composedUntil < start + (long) blocks * AudioFormat.BLOCK_FRAMES) {
          Phrase phrase = composer.compose(seed, index++, parameters, ending);
          sequencer.schedule(phrase, composedUntil);
          composedUntil += Sequencer.barFrames(parameters.tempo(), phrase.bars());
          ending = phrase.ending();
        }
        sequencer.forgetBefore(start);
        sequencer.write(controls, start, blocks);
        synthesiser.render(controls, audio);
        for (int block = 0; block < blocks; block++) {
          if (effects) {
            chain.process(audio, block, parameters.tempo().bpm());
          }
          pcm.writeBytes(PcmEncoder.encode(audio, block));
        }
        start += (long) blocks * AudioFormat.BLOCK_FRAMES;
      }
    }
    int bytes = Math.toIntExact(frames * AudioFormat.CHANNELS * Short.BYTES);
    return Arrays.copyOfRange(pcm.toByteArray(), latencyBytes, latencyBytes + bytes);
  }
}
