package io.auralis.render;

import io.auralis.audio.AudioBlock;
import io.auralis.audio.AudioFormat;
import io.auralis.audio.PcmEncoder;
import io.auralis.audio.effects.EffectChain;
import io.auralis.composition.AmbientComposer;
import io.auralis.composition.Phrase;
import io.auralis.composition.PhraseEnding;
import io.auralis.model.ModelFiles;
import io.auralis.music.GenerationParameters;
import io.auralis.sequencing.ControlBlock;
import io.auralis.sequencing.PatchBook;
import io.auralis.sequencing.Sequencer;
import io.auralis.synthesis.Synthesiser;
import io.auralis.synthesis.onnx.OnnxSynthesiser;
import io.auralis.synthesis.onnx.SynthesisModel;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * A station's music from its first sample on, faster than real time: what listeners hear, before it
 * is cut into messages.
 */
public record Performance(
    long seed, GenerationParameters parameters, int seconds, boolean effects) {

  /**
   * Plays into a listener.
   *
   * @param listener receives interleaved int16, little-endian, a block of 100 ms or less at a time,
   *     {@code seconds} in all
   */
  public void play(Consumer<byte[]> listener) {
    EffectChain chain = new EffectChain();
    AmbientComposer composer = new AmbientComposer();
    ModelFiles files = ModelFiles.bundled();
    Sequencer sequencer =
        new Sequencer(PatchBook.parse(files.read(PatchBook.FILE), files.locate(PatchBook.FILE)));
    int blocks = Synthesiser.MAX_BLOCKS_PER_RUN;
    ControlBlock controls = Sequencer.newControlBlock(blocks);
    AudioBlock audio = new AudioBlock(blocks);
    Cut cut =
        new Cut(
            effects ? EffectChain.LATENCY_FRAMES : 0,
            (long) seconds * AudioFormat.SAMPLE_RATE_HZ,
            listener);
    PhraseEnding ending = PhraseEnding.none();
    long composedUntil = 0;
    long index = 0;
    try (Synthesiser synthesiser = new OnnxSynthesiser(SynthesisModel.load(files), 1, controls)) {
      for (long start = 0; !cut.done(); start += (long) blocks * AudioFormat.BLOCK_FRAMES) {
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
          cut.accept(PcmEncoder.encode(audio, block));
        }
      }
    }
  }

  /** Leaves out what comes before the music and after its end. */
  private static final class Cut {

    private static final int FRAME_BYTES = AudioFormat.CHANNELS * Short.BYTES;

    private final Consumer<byte[]> listener;
    private long skip;
    private long left;

    Cut(long skipFrames, long frames, Consumer<byte[]> listener) {
      this.skip = skipFrames * FRAME_BYTES;
      this.left = frames * FRAME_BYTES;
      this.listener = listener;
    }

    boolean done() {
      return left == 0;
    }

    void accept(byte[] pcm) {
      int from = (int) Math.min(skip, pcm.length);
      int to = (int) Math.min(pcm.length, from + left);
      skip -= from;
      left -= to - from;
      if (to > from) {
        listener.accept(to - from == pcm.length ? pcm : Arrays.copyOfRange(pcm, from, to));
      }
    }
  }
}
